// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/hdf5/Hdf5Driver.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/datasets/readers/hdf5/Hdf5Use.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string>

namespace isthmus {

namespace {

/// A file as the library has it, which keeps something of its own in front.
struct DrivenFile : H5FD_t
{
    explicit DrivenFile(const std::string& path)
        : H5FD_t{}
        , bytes(path)
    {
    }
    FileBytes bytes;
    haddr_t end = 0; ///< how far the library takes the file to go
    Hdf5Chunk* sought = nullptr; ///< then where numbers are asked for is noted here, and they are not read
};

DrivenFile& driven(H5FD_t* file)
{
    return *static_cast<DrivenFile*>(file);
}

H5FD_t* openDriven(const char* name, unsigned flags, hid_t, haddr_t)
{
    if ((flags & H5F_ACC_RDWR) != 0)
        return nullptr;
    try {
        return std::make_unique<DrivenFile>(name).release();
    } catch (const Error&) {
        return nullptr;
    }
}

herr_t closeDriven(H5FD_t* file)
{
    const std::unique_ptr<DrivenFile> closed(static_cast<DrivenFile*>(file));
    return 0;
}

herr_t noFeatures(const H5FD_t*, unsigned long* flags)
{
    *flags = 0;
    return 0;
}

haddr_t endOfAddresses(const H5FD_t* file, H5FD_mem_t)
{
    return static_cast<const DrivenFile*>(file)->end;
}

herr_t setEndOfAddresses(H5FD_t* file, H5FD_mem_t, haddr_t end)
{
    driven(file).end = end;
    return 0;
}

haddr_t endOfBytes(const H5FD_t* file, H5FD_mem_t)
{
    return static_cast<const DrivenFile*>(file)->bytes.size();
}

herr_t handleOf(H5FD_t* file, hid_t, void** handle)
{
    *handle = file;
    return 0;
}

/// Behind the end of the file there are zeros, as with the library's own driver.
herr_t readDriven(H5FD_t* file, H5FD_mem_t kind, hid_t, haddr_t place, std::size_t size, void* to)
{
    const DrivenFile& from = driven(file);
    if (from.sought != nullptr && kind == H5FD_MEM_DRAW) {
        from.sought->place = place;
        from.sought->size = size;
        return 0;
    }
    const std::span<std::uint8_t> buffer(static_cast<std::uint8_t*>(to), size);
    const std::uint64_t there = from.bytes.size() - std::min<std::uint64_t>(place, from.bytes.size());
    const std::span<std::uint8_t> found = buffer.first(std::min<std::uint64_t>(size, there));
    std::memset(buffer.data() + found.size(), 0, size - found.size());
    try {
        static_cast<void>(from.bytes.view(place, found));
    } catch (const Error&) {
        return -1;
    }
    return 0;
}

herr_t refuseWriting(H5FD_t*, H5FD_mem_t, hid_t, haddr_t, std::size_t, const void*)
{
    return -1;
}

const H5FD_class_t& driverClass()
{
    static const H5FD_class_t driver = [] {
        H5FD_class_t made{};
        made.name = "isthmus";
        made.maxaddr = HADDR_MAX;
        made.fc_degree = H5F_CLOSE_WEAK;
        made.open = openDriven;
        made.close = closeDriven;
        made.query = noFeatures;
        made.get_eoa = endOfAddresses;
        made.set_eoa = setEndOfAddresses;
        made.get_eof = endOfBytes;
        made.get_handle = handleOf;
        made.read = readDriven;
        made.write = refuseWriting;
        const H5FD_mem_t kinds[H5FD_MEM_NTYPES] = H5FD_FLMAP_DICHOTOMY;
        std::copy(std::begin(kinds), std::end(kinds), made.fl_map);
        return made;
    }();
    return driver;
}

DrivenFile& fileOf(hid_t dataset)
{
    void* handle = nullptr;
    const Hdf5Id file(H5Iget_file_id(dataset));
    if (H5Fget_vfd_handle(file.get(), H5P_DEFAULT, &handle) < 0 || handle == nullptr)
        throw Error(hdf5Reason());
    return driven(static_cast<H5FD_t*>(handle));
}

/// Was a chunk that cannot be read never written? The library says so in these words; should another version have
/// others, all chunks are gone through.
bool wasNeverWritten(hid_t dataset, const hsize_t* first, const std::string& reason)
{
    if (reason == "chunk storage is not allocated" || reason == "chunk address isn't defined")
        return true;
    unsigned skipped = 0;
    haddr_t address = 0;
    hsize_t size = 0;
    return H5Dget_chunk_info_by_coord(dataset, first, &skipped, &address, &size) >= 0 && address == HADDR_UNDEF;
}

} // namespace

void setDriver(hid_t access)
{
    static const hid_t driver = H5FDregister(&driverClass());
    H5Pset_driver(access, driver, nullptr);
}

std::optional<Hdf5Chunk> findChunk(hid_t dataset, const hsize_t* first)
{
    Hdf5Chunk chunk;
    DrivenFile& file = fileOf(dataset);
    file.sought = &chunk;
    std::uint8_t unread = 0;
    const herr_t fault = H5Dread_chunk(dataset, H5P_DEFAULT, first, &chunk.skipped, &unread);
    file.sought = nullptr;
    if (fault >= 0)
        return chunk;
    const std::string reason = hdf5Reason();
    if (!wasNeverWritten(dataset, first, reason))
        throw Error(reason);
    return std::nullopt;
}

} // namespace isthmus
