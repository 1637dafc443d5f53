// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/hdf5/Hdf5Reader.h"

#include "core/base/Error.h"
#include "core/datasets/readers/ArrayContainer.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/hdf5/Hdf5Chunks.h"
#include "core/datasets/readers/hdf5/Hdf5Listing.h"
#include "core/datasets/readers/hdf5/Hdf5Use.h"
#include "core/datasets/readers/matlab/matlabAxes.h"
#include "core/files/forked.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace isthmus {

namespace {

constexpr std::string_view kSignature("\x89HDF\r\n\x1a\n", 8);
constexpr std::size_t kLastBlock = 4096; ///< the longest block before an HDF5 file that is looked behind

bool hasSignature(const std::vector<std::uint8_t>& head, std::size_t place)
{
    return head.size() >= place + kSignature.size()
        && std::memcmp(head.data() + place, kSignature.data(), kSignature.size()) == 0;
}

/// The file and its list, which is made once.
struct OpenedFile
{
    std::string path;
    std::shared_ptr<const FileBytes> bytes;
    Hdf5Listing listing;
    std::int64_t keepInMemory; ///< ReadOptions::keepInMemory
};

std::shared_ptr<const ByteSource> compactNumbers(hid_t dataset, const NpyHeader& header, const std::string& where)
{
    constexpr std::uint64_t kLargest = 64 * 1024; // in the header of an object
    const Hdf5Id type(H5Dget_type(dataset));
    if (header.dataSize() > kLargest)
        throw Error(where + ": expected at most 65,536 bytes beside the description, found " + header.text());
    std::vector<std::uint8_t> numbers(header.dataSize());
    if (H5Dread(dataset, type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()) < 0)
        throw Error(where + ": expected " + header.text() + ", found damage: " + hdf5Reason());
    return std::make_shared<MemoryBytes>(std::move(numbers));
}

/// Numbers in one piece stay where they are.
SourceArray contiguousNumbers(hid_t dataset, SourceArray array, const std::shared_ptr<const FileBytes>& bytes)
{
    const std::uint64_t size = array.header.dataSize();
    const haddr_t offset = H5Dget_offset(dataset);
    if (offset == HADDR_UNDEF)
        throw Error(array.where + ": expected numbers, found none written yet for " + array.header.text());
    if (offset > bytes->size() || bytes->size() - offset < size)
        throw Error(array.where + ": expected " + grouped(static_cast<std::int64_t>(size)) + " bytes for "
            + array.header.text() + " at byte " + grouped(static_cast<std::int64_t>(offset)) + ", found a file of "
            + grouped(static_cast<std::int64_t>(bytes->size())));
    array.source = bytes;
    array.offset = offset;
    return array;
}

SourceArray openNumbers(const OpenedFile& opened, const Hdf5Array& array)
{
    const Hdf5Use use;
    SourceArray numbers{opened.bytes->where() + ": " + array.name, array.header, nullptr, 0};
    const Hdf5Id file = openHdf5(opened.path, opened.bytes->where());
    const Hdf5Id dataset(H5Dopen2(file.get(), array.path.c_str(), H5P_DEFAULT));
    const Hdf5Id made(H5Dget_create_plist(dataset.get()));
    switch (H5Pget_layout(made.get())) {
    case H5D_CONTIGUOUS:
        return contiguousNumbers(dataset.get(), std::move(numbers), opened.bytes);
    case H5D_COMPACT:
        numbers.source = compactNumbers(dataset.get(), array.header, numbers.where);
        return numbers;
    case H5D_CHUNKED: {
        const Hdf5Chunks chunks(dataset.get(), opened.bytes, array.header, numbers.where);
        const bool stays =
            array.header.dataSize() > static_cast<std::uint64_t>(opened.keepInMemory) && chunks.canStay();
        numbers.source = stays ? chunks.inFile() : chunks.inMemory();
        return numbers;
    }
    default:
        throw Error(numbers.where + ": expected numbers that can be read, found damage: " + hdf5Reason());
    }
}

/// What openNumbers() asks of the library, and nothing that it does with the answers.
void touchNumbers(hid_t file, const OpenedFile& opened, const Hdf5Array& array)
{
    const Hdf5Id dataset(H5Dopen2(file, array.path.c_str(), H5P_DEFAULT));
    const Hdf5Id made(H5Dget_create_plist(dataset.get()));
    if (const H5D_layout_t layout = H5Pget_layout(made.get()); layout == H5D_COMPACT)
        static_cast<void>(compactNumbers(dataset.get(), array.header, array.name));
    else if (layout == H5D_CHUNKED)
        Hdf5Chunks(dataset.get(), opened.bytes, array.header, array.name).touch();
}

/// Has all that the library will be asked for done in a copy of this process first: on some damaged files HDF5 1.10.8
/// frees what it has not allocated.
/// @throws Error if that crashes it, or takes it over 20 seconds
void rehearse(const OpenedFile& opened)
{
    constexpr int kSeconds = 20;
    const std::string& where = opened.bytes->where();
    const auto touchAll = [&] {
        const Hdf5Id file = openHdf5(opened.path, where);
        for (const Hdf5Array& array : listHdf5(file.get(), where).arrays)
            try {
                touchNumbers(file.get(), opened, array);
            } catch (const Error&) { // refused when it is asked for
            }
    };
    const ForkedEnd end = runForked(touchAll, kSeconds);
    if (end == ForkedEnd::Done)
        return;
    const char* fault = end == ForkedEnd::Crashed ? "crashes" : "is busy for ever";
    throw Error(where + ": expected a whole HDF5 file, found damage on which the HDF5 library " + fault
        + "; h5repack may mend a copy of it");
}

ArrayContainer listed(const std::string& path, const ReadOptions& options)
{
    auto opened = std::make_shared<OpenedFile>();
    opened->path = path;
    opened->bytes = std::make_shared<const FileBytes>(path);
    opened->keepInMemory = options.keepInMemory;
    {
        const Hdf5Use use;
        rehearse(*opened);
        const Hdf5Id file = openHdf5(path, opened->bytes->where());
        opened->listing = listHdf5(file.get(), opened->bytes->where());
    }
    ArrayContainer file{opened->bytes->where(), {}, opened->listing.others, opened->listing.notices, {}, {}};
    for (const Hdf5Array& array : opened->listing.arrays) {
        file.arrays.push_back({array.name, file.arrays.size(), array.header});
        if (array.isPacked)
            file.guesses[array.name] =
                array.name + ": its scale_factor and add_offset are not applied; the numbers are as they are stored.";
    }
    file.open = [opened = std::shared_ptr<const OpenedFile>(std::move(opened))](
                    const NamedArray& array) { return openNumbers(*opened, opened->listing.arrays[array.entry]); };
    return file;
}

bool isMatlabs(const std::string& path)
{
    constexpr std::string_view kText = "MATLAB";
    const std::vector<std::uint8_t> head = fileHead(path, kText.size());
    return std::equal(head.begin(), head.end(), kText.begin(), kText.end());
}

} // namespace

bool sniffHdf5(const std::string& path)
{
    const std::vector<std::uint8_t> head = fileHead(path, kLastBlock + kSignature.size());
    for (std::size_t place = 0; place <= kLastBlock; place = place == 0 ? 512 : 2 * place)
        if (hasSignature(head, place))
            return true;
    return false;
}

DatasetChoices hdf5Choices(const std::string& path)
{
    return choicesOf(samplesFirst(listed(path, {}), {}));
}

Dataset readHdf5(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    const char* format = isMatlabs(path) ? "MATLAB" : "HDF5";
    return readArrays(samplesFirst(listed(path, options), options), path, format, options, progress);
}

} // namespace isthmus
