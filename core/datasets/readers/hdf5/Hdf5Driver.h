// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include <hdf5.h>

namespace isthmus {

/// Where a chunk is stored.
struct Hdf5Chunk
{
    std::uint64_t place = 0; ///< byte of the file where it begins, a block in front of all HDF5 counted too
    std::uint64_t size = 0; ///< bytes that the file says it has
    std::uint32_t skipped = 0; ///< bit i: filter i was not applied to it
};

/// Lets the library read files through FileBytes. Where a chunk is, the library tells only who goes through all chunks
/// in front of it; but it asks for its bytes, and that is seen here. Under Hdf5Use.
/// @param access  property list with which the file will be opened
void setDriver(hid_t access);

/// Finds a chunk of a file that was opened so, in the time that the library's index takes for one. Nothing of it is
/// read, and nothing that the file says about it is checked. Under Hdf5Use.
/// @param first  place of its first number in the data set, one for each axis
/// @return  nothing if it was never written
/// @throws Error that says what the library found instead of it
std::optional<Hdf5Chunk> findChunk(hid_t dataset, const hsize_t* first);

} // namespace isthmus
