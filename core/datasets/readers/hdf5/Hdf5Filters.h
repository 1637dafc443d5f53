// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <hdf5.h>

namespace isthmus {

/// What was done to the chunks of a data set when they were written, undone here and not in the library: that would
/// take as much memory as a chunk unpacks to, whatever it should be.
class Hdf5Filters
{
public:
    /// Under Hdf5Use.
    /// @param made   how the data set was made (H5Dget_create_plist)
    /// @param where  file and data set for messages
    /// @throws Error that names a filter other than deflate, shuffle and Fletcher's checksum
    Hdf5Filters(hid_t made, const std::string& where);

    [[nodiscard]] bool isEmpty() const { return m_filters.empty(); }

    /// The bytes of a chunk as they were before the filters. Any thread.
    /// @param stored   the chunk's bytes in the file
    /// @param skipped  bit i: filter i was not applied to this chunk
    /// @param size     bytes of a whole chunk
    /// @throws Error if it is damaged, or holds another number of bytes
    [[nodiscard]] std::vector<std::uint8_t> undo(
        std::vector<std::uint8_t> stored, std::uint32_t skipped, std::uint64_t size) const;

private:
    struct Filter
    {
        H5Z_filter_t id;
        std::size_t numberSize; ///< bytes of one number, for the shuffle
    };
    [[nodiscard]] std::uint64_t sizeBefore(std::size_t filter, std::uint32_t skipped, std::uint64_t size) const;
    [[noreturn]] void refuse(const char* found) const;

    std::string m_where;
    std::vector<Filter> m_filters; ///< in the order in which they were applied
};

} // namespace isthmus
