// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ByteSource.h"
#include "core/datasets/readers/hdf5/Hdf5Filters.h"
#include "core/datasets/readers/hdf5/Hdf5Listing.h"

#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// A data set that is cut into chunks of one shape. All of it under Hdf5Use.
class Hdf5Chunks
{
public:
    /// @param file   the file's bytes, with which all sizes are compared
    /// @param where  file and data set for messages
    /// @throws Error if the file cannot hold so many numbers, or has them packed in another way
    Hdf5Chunks(hid_t dataset, std::shared_ptr<const FileBytes> file, const NpyHeader& header, const std::string& where);

    /// Do chunks hold whole samples, plain, at places that the library tells for certain? Then they may stay there.
    [[nodiscard]] bool canStay() const;

    /// The numbers where they lie in the file, in C order of the data set.
    /// @throws Error if the file ends before one of them
    [[nodiscard]] std::shared_ptr<const ByteSource> inFile() const;

    /// All numbers, in C order of the data set. Those that were never written are the fill value.
    /// @throws Error if there is not that much memory, or a chunk is damaged
    [[nodiscard]] std::shared_ptr<const ByteSource> inMemory() const;

private:
    using Place = std::vector<hsize_t>; ///< of the first number of a chunk, one per axis

    void requireRoom() const;
    [[nodiscard]] std::uint64_t chunkCount() const;
    /// Bytes of a chunk as it is stored; 0: it was never written.
    [[nodiscard]] std::uint64_t storedSize(const Place& place) const;
    /// Empty: it was never written.
    [[nodiscard]] std::vector<std::uint8_t> chunkAt(const Place& place) const;
    /// All numbers as the fill value.
    [[nodiscard]] std::vector<std::uint8_t> unwritten() const;
    void copyChunk(const Place& place, const std::vector<std::uint8_t>& chunk, std::uint8_t* to) const;
    [[nodiscard]] bool advance(Place& place) const;

    hid_t m_dataset;
    std::shared_ptr<const FileBytes> m_file;
    std::string m_where;
    std::string m_text; ///< type and extents for messages
    std::uint64_t m_size; ///< bytes of all numbers
    std::uint64_t m_numberSize; ///< bytes of one
    Place m_extents; ///< of the data set
    Place m_chunk; ///< extents of a chunk
    std::uint64_t m_chunkSize = 0; ///< bytes of a chunk when unpacked
    Hdf5Filters m_filters;
};

} // namespace isthmus
