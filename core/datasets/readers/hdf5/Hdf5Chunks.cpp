// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/hdf5/Hdf5Chunks.h"

#include "core/base/Error.h"
#include "core/datasets/readers/hdf5/Hdf5Driver.h"
#include "core/datasets/readers/hdf5/Hdf5Use.h"
#include "core/files/Gzip.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace isthmus {

namespace {

constexpr std::uint64_t kMostUnwritten = 1'000'000;

std::string groupedSize(std::uint64_t number)
{
    return grouped(
        static_cast<std::int64_t>(std::min<std::uint64_t>(number, std::numeric_limits<std::int64_t>::max())));
}

/// Rows of numbers that lie in chunks of so many rows, each somewhere in a file.
class RowChunks final : public ByteSource
{
public:
    RowChunks(std::shared_ptr<const FileBytes> file, std::uint64_t size, std::uint64_t chunkSize,
        std::vector<std::uint64_t> places)
        : m_file(std::move(file))
        , m_size(size)
        , m_chunkSize(chunkSize)
        , m_places(std::move(places))
    {
    }

    [[nodiscard]] std::uint64_t size() const override { return m_size; }
    [[nodiscard]] bool isInMemory() const override { return false; }

    [[nodiscard]] const std::uint8_t* view(std::uint64_t offset, std::span<std::uint8_t> buffer) const override
    {
        for (std::span<std::uint8_t> left = buffer; !left.empty();) {
            const std::uint64_t within = offset % m_chunkSize;
            const auto count = std::min<std::uint64_t>(left.size(), m_chunkSize - within);
            static_cast<void>(m_file->view(m_places[offset / m_chunkSize] + within, left.first(count)));
            left = left.subspan(count);
            offset += count;
        }
        return buffer.data();
    }

private:
    std::shared_ptr<const FileBytes> m_file;
    std::uint64_t m_size;
    std::uint64_t m_chunkSize;
    std::vector<std::uint64_t> m_places; ///< byte of the file where each chunk begins
};

/// Bytes of a chunk; what a hostile file makes of it is at most 2^32 for each axis.
std::uint64_t productOf(const std::vector<hsize_t>& extents, std::uint64_t size)
{
    for (const hsize_t extent : extents)
        size = extent > 0 && size > std::numeric_limits<std::uint64_t>::max() / extent
            ? std::numeric_limits<std::uint64_t>::max()
            : size * extent;
    return size;
}

std::vector<hsize_t> extentsOf(hid_t dataset)
{
    const Hdf5Id space(H5Dget_space(dataset));
    std::vector<hsize_t> extents(static_cast<std::size_t>(std::max(H5Sget_simple_extent_ndims(space.get()), 0)));
    H5Sget_simple_extent_dims(space.get(), extents.data(), nullptr);
    return extents;
}

std::vector<hsize_t> chunkOf(hid_t made, std::size_t axes)
{
    std::vector<hsize_t> chunk(axes);
    if (H5Pget_chunk(made, static_cast<int>(axes), chunk.data()) != static_cast<int>(axes))
        chunk.clear();
    return chunk;
}

} // namespace

Hdf5Chunks::Hdf5Chunks(
    hid_t dataset, std::shared_ptr<const FileBytes> file, const NpyHeader& header, const std::string& where)
    : m_dataset(dataset)
    , m_file(std::move(file))
    , m_where(where)
    , m_text(header.text())
    , m_size(header.dataSize())
    , m_numberSize(static_cast<std::uint64_t>(sizeOf(header.type)))
    , m_extents(extentsOf(dataset))
    , m_chunk(chunkOf(Hdf5Id(H5Dget_create_plist(dataset)).get(), m_extents.size()))
    , m_chunkSize(productOf(m_chunk, m_numberSize))
    , m_filters(Hdf5Id(H5Dget_create_plist(dataset)).get(), where)
{
    requireRoom();
}

/// A chunk takes at most 1,032 times less bytes in the file than it holds; and those that were never written are looked
/// for one by one.
void Hdf5Chunks::requireRoom() const
{
    const std::uint64_t stored = H5Dget_storage_size(m_dataset);
    if (m_chunk.empty() || m_chunkSize == 0)
        throw Error(m_where + ": expected chunks of numbers, found damage: " + hdf5Reason());
    if (stored == 0 && m_size > 0)
        throw Error(m_where + ": expected numbers, found none written yet for " + m_text);
    if (stored > m_file->size() || m_size / kMaximumInflation > stored || m_chunkSize / kMaximumInflation > stored)
        throw Error(m_where + ": expected a file that can hold " + m_text + ", found " + groupedSize(stored)
            + " bytes for it in a file of " + groupedSize(m_file->size()));
    if (chunkCount() > std::max(kMostUnwritten, stored))
        throw Error(m_where + ": expected chunks that the file can hold, found " + groupedSize(chunkCount()));
}

std::uint64_t Hdf5Chunks::chunkCount() const
{
    std::vector<hsize_t> counts;
    for (std::size_t axis = 0; axis < m_extents.size(); ++axis)
        counts.push_back(m_extents[axis] / m_chunk[axis] + (m_extents[axis] % m_chunk[axis] > 0 ? 1 : 0));
    return productOf(counts, 1);
}

void Hdf5Chunks::touch() const
{
    Place last(m_extents.size());
    for (std::size_t axis = 0; axis < last.size(); ++axis)
        last[axis] = m_extents[axis] == 0 ? 0 : (m_extents[axis] - 1) / m_chunk[axis] * m_chunk[axis];
    static_cast<void>(found(last));
}

bool Hdf5Chunks::canStay() const
{
    return m_filters.isEmpty() && std::equal(m_chunk.begin() + 1, m_chunk.end(), m_extents.begin() + 1)
        && productOf(m_chunk, m_numberSize) > 0 && H5Dget_storage_size(m_dataset) >= m_size;
}

std::shared_ptr<const ByteSource> Hdf5Chunks::inFile() const
{
    std::vector<std::uint64_t> places;
    for (Place place(m_extents.size()); place[0] < m_extents[0]; place[0] += m_chunk[0]) {
        const std::uint64_t used =
            std::min<std::uint64_t>(m_chunkSize, m_chunkSize / m_chunk[0] * (m_extents[0] - place[0]));
        const std::optional<Hdf5Chunk> chunk = found(place);
        if (!chunk || chunk->size != m_chunkSize || chunk->place > m_file->size()
            || m_file->size() - chunk->place < used)
            throw Error(m_where + ": expected " + m_text + ", found that the file ends early or is damaged");
        places.push_back(chunk->place);
    }
    return std::make_shared<RowChunks>(m_file, m_size, m_chunkSize, std::move(places));
}

std::shared_ptr<const ByteSource> Hdf5Chunks::inMemory() const
{
    requireMemory(m_size, m_text, m_where);
    requireMemory(m_chunkSize, "a chunk of " + m_text, m_where);
    std::vector<std::uint8_t> all = unwritten();
    Place place(m_extents.size());
    for (bool isMore = !all.empty(); isMore; isMore = advance(place))
        if (const std::vector<std::uint8_t> chunk = chunkAt(place); !chunk.empty())
            copyChunk(place, chunk, all.data());
    return std::make_shared<MemoryBytes>(std::move(all));
}

std::optional<Hdf5Chunk> Hdf5Chunks::found(const Place& place) const
{
    try {
        return findChunk(m_dataset, place.data());
    } catch (const Error& error) {
        throw Error(m_where + ": expected a chunk that can be read, found damage: " + error.what());
    }
}

std::vector<std::uint8_t> Hdf5Chunks::chunkAt(const Place& place) const
{
    const std::optional<Hdf5Chunk> chunk = found(place);
    if (!chunk)
        return {};
    if (chunk->place > m_file->size() || chunk->size > m_file->size() - chunk->place)
        throw Error(m_where + ": expected a chunk within the file's " + groupedSize(m_file->size())
            + " bytes, found one of " + groupedSize(chunk->size) + " at byte " + groupedSize(chunk->place));
    return m_filters.undo(m_file->bytes(chunk->place, chunk->size), chunk->skipped, m_chunkSize);
}

std::vector<std::uint8_t> Hdf5Chunks::unwritten() const
{
    const Hdf5Id made(H5Dget_create_plist(m_dataset));
    const Hdf5Id type(H5Dget_type(m_dataset));
    std::vector<std::uint8_t> value(m_numberSize);
    H5Pget_fill_value(made.get(), type.get(), value.data()); // zeros where there is none
    const bool isZero = std::all_of(value.begin(), value.end(), [](std::uint8_t byte) { return byte == 0; });
    std::vector<std::uint8_t> all(m_size);
    for (std::size_t i = 0; !isZero && i < all.size(); i += value.size())
        std::memcpy(all.data() + i, value.data(), value.size());
    return all;
}

/// Copies what of a chunk lies within the data set, row by row along the last axis. A chunk may be far larger than the
/// data set: what lies beyond is not gone through.
void Hdf5Chunks::copyChunk(const Place& place, const std::vector<std::uint8_t>& chunk, std::uint8_t* to) const
{
    const std::size_t last = m_extents.size() - 1;
    Place used(m_extents.size());
    for (std::size_t axis = 0; axis <= last; ++axis)
        used[axis] = std::min(m_chunk[axis], m_extents[axis] - place[axis]);
    Place within(m_extents.size());
    for (bool isMore = true; isMore;) {
        std::uint64_t source = 0;
        std::uint64_t target = 0;
        for (std::size_t axis = 0; axis <= last; ++axis) {
            source = source * m_chunk[axis] + within[axis];
            target = target * m_extents[axis] + place[axis] + within[axis];
        }
        std::memcpy(to + target * m_numberSize, chunk.data() + source * m_numberSize, used[last] * m_numberSize);
        isMore = false;
        for (std::size_t axis = last; axis-- > 0 && !isMore;) {
            isMore = ++within[axis] < used[axis];
            within[axis] = isMore ? within[axis] : 0;
        }
    }
}

/// The next chunk in C order.
bool Hdf5Chunks::advance(Place& place) const
{
    for (std::size_t axis = place.size(); axis-- > 0;) {
        place[axis] += m_chunk[axis];
        if (place[axis] < m_extents[axis])
            return true;
        place[axis] = 0;
    }
    return false;
}

} // namespace isthmus
