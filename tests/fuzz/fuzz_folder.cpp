// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers.h"
#include "tests/fuzz/Checksums.h"
#include "tests/fuzz/FuzzReader.h"
#include "tests/fuzz/Mutate.h"

#include <QImageReader>

#include <cstring>
#include <filesystem>
#include <fstream>

using namespace isthmus;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChoices = 4;
constexpr std::size_t kHead = 3;
constexpr std::size_t kMostFiles = 16;

/// Places that the folders which the readers take have.
constexpr const char* kPlaces[]{"0.png", "1.jpg", "a/0.png", "a/1.png", "b b/0.png", "b b/sub/1.tif", "train/a/0.png",
    "train/b/0.webp", "test/a/0.png", "test/b/\xC3\xA4.gif", "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", "train-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz",
    "data_batch_1.bin", "data_batch_2.bin", "test_batch.bin", "batches.meta.txt", "notes.txt", ".hidden", "x_train.npy",
    "y_train.npy", "x_test.npy", "a/0.npy", "b b/1.npy", "data_batch_1", "batches.meta", "train", "test", "meta",
    "kmnist-train-imgs.npz", "kmnist-train-labels.npz", "emnist-a-train-images-idx3-ubyte",
    "emnist-a-train-labels-idx2-int", "emnist-a-mapping.txt", "x/train/a/0.png", "x/test/a/0.png", "x/train/b/0.png"};

/// Calls visit(place, content) for each file of an input: four bytes of choices, then files of one byte that says which
/// place, two of length, and the content.
template <typename Visit>
void visitFiles(std::span<std::uint8_t> input, const Visit& visit)
{
    for (std::size_t files = 0; input.size() >= kHead && files < kMostFiles; ++files) {
        std::uint16_t length = 0;
        std::memcpy(&length, input.data() + 1, sizeof(length));
        const std::size_t size = std::min<std::size_t>(length, input.size() - kHead);
        visit(kPlaces[input[0] % std::size(kPlaces)], input.subspan(kHead, size));
        input = input.subspan(kHead + size);
    }
}

/// A folder of this process that is gone at the end.
class Folder
{
public:
    Folder()
        : m_path("/dev/shm/isthmus-fuzz-" + std::to_string(getpid()))
    {
        clear();
    }
    ~Folder() { clear(); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string path() const { return m_path.string(); }
    void add(const std::string& place, std::span<const std::uint8_t> content) const
    {
        const fs::path file = m_path / place;
        std::error_code taken; // by a file of that name
        fs::create_directories(file.parent_path(), taken);
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    }

private:
    void clear() const
    {
        std::error_code none;
        fs::remove_all(m_path, none);
    }

    fs::path m_path;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    // Qt loads its plugins in the thread that asks first, and keeps what it knows of that one until the end: a leak if
    // it is one of the reader's.
    static const bool isLoaded = !QImageReader::supportedImageFormats().isEmpty();
    if (!isLoaded || size < kChoices)
        return 0;
    const ReadOptions options = fuzz::optionsFrom({bytes[0], bytes[1], bytes[2], bytes[3]});
    std::vector<std::uint8_t> rest(bytes + kChoices, bytes + size);
    const Folder folder;
    visitFiles(rest, [&](const char* place, std::span<const std::uint8_t> content) { folder.add(place, content); });
    for (const DatasetReader& reader : datasetReaders())
        if (reader.sniff(folder.path()))
            fuzz::readBoth(reader.read, folder.path(), options);
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed)
{
    size = LLVMFuzzerMutate(bytes, size, room);
    if (seed % 8 != 0 && size > kChoices) {
        visitFiles({bytes + kChoices, size - kChoices}, [](const char*, std::span<std::uint8_t> content) {
            fuzz::repairPng(content);
            fuzz::repairGzip(content);
        });
    }
    return size;
}
