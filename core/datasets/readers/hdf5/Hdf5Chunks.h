// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ByteSource.h"
#include "core/datasets/readers/hdf5/Hdf5Driver.h"
#include "core/datasets/readers/hdf5/Hdf5Filters.h"
#include "core/datasets/readers/hdf5/Hdf5Listing.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// A data set that is cut into chunks of one shape, of a file that openHdf5() has opened. All of it under Hdf5Use.
class Hdf5Chunks
{
public:
    /// @param file   the file's bytes, with which all sizes are compared
    /// @param where  file and data set for messages
    /// @throws Error if the file cannot hold so many numbers, or has them packed in another way
    Hdf5Chunks(hid_t dataset, std::shared_ptr<const FileBytes> file, const NpyHeader& header, const std::string& where);

    /// Has the library look for the last chunk, for which it goes through its list of all.
    void touch() const;

    /// Do chunks hold whole samples, plain? Then they may stay where they are.
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
    /// Where a chunk is stored; nothing: it was never written.
    /// @throws Error if the library cannot say
    [[nodiscard]] std::optional<Hdf5Chunk> found(const Place& place) const;
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
