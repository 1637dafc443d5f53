// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/NpzReader.h"

#include "core/base/Error.h"
#include "core/datasets/readers/ArrayContainer.h"
#include "core/datasets/readers/ArrayFiles.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/origin.h"
#include "core/files/Zip.h"

#include <string_view>
#include <vector>

namespace isthmus {

namespace {

constexpr const char* kEnd = ".npy";

/// An archive and the headers of those of its arrays that are numbers.
struct Archive
{
    std::shared_ptr<const FileBytes> file;
    ZipFile zip;
    std::vector<NamedArray> arrays;
    std::vector<std::pair<std::string, std::string>> others; ///< name, and why it is no array of numbers

    explicit Archive(const std::string& path)
        : file(std::make_shared<const FileBytes>(path))
        , zip(file)
    {
        requireFewArrays(zip.entries().size(), file->where());
        for (std::size_t i = 0; i < zip.entries().size(); ++i)
            addHeader(i);
    }

    [[nodiscard]] std::string whereOf(const std::string& name) const { return file->where() + ": " + name; }

private:
    void addHeader(std::size_t entry)
    {
        std::string name = zip.entries()[entry].name;
        if (!name.ends_with(kEnd))
            return;
        name.resize(name.size() - std::string_view(kEnd).size());
        const std::uint16_t method = zip.entries()[entry].method;
        if (!ZipFile::canUnpack(method)) {
            others.emplace_back(name,
                whereOf(name) + ": expected an array that is stored or deflated, found one that is packed by method "
                    + std::to_string(method));
            return;
        }
        try {
            arrays.push_back({name, entry,
                NpyHeader::parseWithTexts(zip.head(zip.entries()[entry], NpyHeader::kLongest), whereOf(name))});
        } catch (const NotNumbers& error) {
            others.emplace_back(name, error.what()); // objects beside the images are common
        }
    }
};

SourceArray openArray(const Archive& archive, const NamedArray& array)
{
    const ZipEntry& entry = archive.zip.entries()[array.entry];
    SourceArray opened{archive.whereOf(array.name), array.header, nullptr, array.header.size};
    const std::uint64_t found = entry.size - std::min<std::uint64_t>(entry.size, array.header.size);
    if (found != array.header.dataSize())
        throw Error(opened.where + ": expected " + grouped(static_cast<std::int64_t>(array.header.dataSize()))
            + " bytes for " + array.header.text() + ", found " + grouped(static_cast<std::int64_t>(found)));
    if (entry.method == 0) { // stored: a part of the file
        opened.source = archive.file;
        opened.offset += archive.zip.dataOffset(entry);
        opened.checksum = entry.crc;
    } else {
        opened.source = std::make_shared<MemoryBytes>(archive.zip.read(entry));
    }
    return opened;
}

/// Is this a single array, whose partners are files of their own: kmnist-train-imgs.npz?
bool goesByItsName(const Archive& archive, const std::string& path, const ReadOptions& options)
{
    const bool isOpen = options.array.empty() && options.labelArray.empty();
    return isOpen && archive.arrays.size() == 1 && archive.zip.entries().size() == 1
        && !(arrayLabelsBeside(path).empty() && arrayPartBeside(path, DataPart::Test).empty()
            && arrayPartBeside(path, DataPart::Validation).empty());
}

ArrayContainer containerOf(std::shared_ptr<const Archive> archive)
{
    ArrayContainer container{archive->file->where(), archive->arrays, archive->others, {}, {}, {}};
    container.open = [archive = std::move(archive)](const NamedArray& array) { return openArray(*archive, array); };
    return container;
}

} // namespace

bool sniffNpz(const std::string& path)
{
    if (!isZip(fileHead(path, 4)))
        return false;
    try {
        const ZipFile zip(std::make_shared<const FileBytes>(path));
        for (const ZipEntry& entry : zip.entries())
            if (entry.name.ends_with(kEnd))
                return true;
    } catch (const Error&) {
        return path.ends_with(".npz"); // damaged: its reader says how
    }
    return false;
}

DatasetChoices npzChoices(const std::string& path)
{
    return choicesOf(containerOf(std::make_shared<const Archive>(path)));
}

Dataset readNpz(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    auto archive = std::make_shared<const Archive>(path);
    if (goesByItsName(*archive, path, options)) {
        Dataset data = datasetAt(path, "NPZ", options);
        static_cast<void>(readArrayFiles(path, options, progress, data));
        return data;
    }
    return readArrays(containerOf(std::move(archive)), path, "NPZ", options, progress);
}

} // namespace isthmus
