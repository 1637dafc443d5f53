// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/tiff/TiffDecoder.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/datasets/tiff/turned.h"
#include "core/files/Gzip.h"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include <tiffio.h>

namespace isthmus {

namespace {

constexpr std::uint64_t kShareOfMemory = 4; // of memory, as for any picture
constexpr std::uint64_t kUsualBlock = 64 << 20; // bytes that a strip or tile of any file may have

/// Blocks of a page: its strips or its tiles.
struct BlockGrid
{
    std::uint32_t width;
    std::uint32_t height;
    bool isTiled;
};

/// A block, and what of it lies within the page.
struct Block
{
    std::uint32_t left;
    std::uint32_t top;
    std::uint32_t columns;
    std::uint32_t rows;
};

/// Which bytes of a pixel in a block go where in a pixel of the picture.
struct PixelMap
{
    std::size_t from; ///< byte of the block's first pixel
    std::size_t step; ///< bytes of a pixel in the block
    std::size_t to; ///< byte of the picture's first pixel
    std::size_t stride; ///< bytes of a pixel in the picture
    std::size_t bytes; ///< bytes that are copied
};

void copyPixels(const std::uint8_t* from, std::uint8_t* to, std::size_t pixels, const PixelMap& map)
{
    from += map.from;
    to += map.to;
    if (map.step == map.bytes && map.stride == map.bytes) {
        std::memcpy(to, from, pixels * map.bytes);
        return;
    }
    for (std::size_t i = 0; i < pixels; ++i, from += map.step, to += map.stride)
        std::memcpy(to, from, map.bytes);
}

BlockGrid gridOf(TIFF* file, const TiffDirectory& page)
{
    BlockGrid grid{page.width, page.height, TIFFIsTiled(file) != 0};
    if (grid.isTiled) {
        TIFFGetField(file, TIFFTAG_TILEWIDTH, &grid.width);
        TIFFGetField(file, TIFFTAG_TILELENGTH, &grid.height);
    } else {
        TIFFGetFieldDefaulted(file, TIFFTAG_ROWSPERSTRIP, &grid.height);
        grid.height = std::min(grid.height, page.height);
    }
    return grid;
}

/// The same for any width: the largest number less each one.
void turnOver(NumberType type, std::span<std::uint8_t> bytes)
{
    if (isFloat(type) || type == NumberType::I8 || type == NumberType::I16 || type == NumberType::I32
        || type == NumberType::I64)
        return;
    for (std::uint8_t& byte : bytes)
        byte = static_cast<std::uint8_t>(~byte);
}

std::uint64_t largestBlock(const FileBytes& file)
{
    return std::min(machineMemory() / kShareOfMemory, std::max(kUsualBlock, file.size() * kMaximumInflation));
}

} // namespace

/// What libtiff calls to read, and to complain.
struct TiffDecoder::Calls
{
    static tmsize_t read(thandle_t handle, void* to, tmsize_t wanted)
    {
        auto& stream = *static_cast<Stream*>(handle);
        const std::uint64_t left = stream.file->size() - std::min(stream.file->size(), stream.place);
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left, static_cast<std::uint64_t>(wanted)));
        try {
            static_cast<void>(stream.file->view(stream.place, {static_cast<std::uint8_t*>(to), count}));
        } catch (const Error& error) { // not through libtiff's frames
            stream.reason = error.what();
            return -1;
        }
        stream.place += count;
        return static_cast<tmsize_t>(count);
    }
    static tmsize_t write(thandle_t, void*, tmsize_t) { return -1; }
    static toff_t seek(thandle_t handle, toff_t offset, int whence)
    {
        auto& stream = *static_cast<Stream*>(handle);
        const std::uint64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? stream.place : stream.file->size();
        stream.place = from + offset;
        return stream.place;
    }
    static int close(thandle_t) { return 0; }
    static toff_t size(thandle_t handle) { return static_cast<Stream*>(handle)->file->size(); }

    static int error(TIFF*, void* handle, const char*, const char* format, std::va_list values)
    {
        auto& stream = *static_cast<Stream*>(handle);
        if (stream.reason.empty()) {
            std::array<char, 512> text{};
            std::vsnprintf(text.data(), text.size(), format, values);
            stream.reason = text.data();
            while (stream.reason.ends_with('.') || stream.reason.ends_with('\n'))
                stream.reason.pop_back();
        }
        return 1; // the handler of the whole program is not asked
    }
    static int warning(TIFF*, void*, const char*, const char*, std::va_list) { return 1; }
};

TiffDecoder::TiffDecoder(std::shared_ptr<const FileBytes> file)
    : m_stream(std::make_unique<Stream>())
{
    m_stream->file = std::move(file);
    TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
    TIFFOpenOptionsSetErrorHandlerExtR(options, Calls::error, m_stream.get());
    TIFFOpenOptionsSetWarningHandlerExtR(options, Calls::warning, m_stream.get());
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, static_cast<tmsize_t>(largestBlock(*m_stream->file)));
    m_tiff = TIFFClientOpenExt("TIFF", "rmh", m_stream.get(), Calls::read, Calls::write, Calls::seek, Calls::close,
        Calls::size, nullptr, nullptr, options); // m: not mapped, h: no page is read yet
    TIFFOpenOptionsFree(options);
    if (m_tiff == nullptr)
        refuse();
}

TiffDecoder::~TiffDecoder()
{
    TIFFClose(m_tiff);
}

void TiffDecoder::refuse() const
{
    throw Error(m_stream->reason.empty() ? "one that is damaged" : m_stream->reason);
}

void TiffDecoder::enter(const TiffDirectory& directory)
{
    m_stream->reason.clear();
    if (TIFFSetSubDirectory(m_tiff, directory.place) == 0)
        refuse();
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint16_t bits = 0;
    std::uint16_t samples = 0;
    TIFFGetField(m_tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(m_tiff, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetFieldDefaulted(m_tiff, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted(m_tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
    if (width != directory.width || height != directory.height || bits != directory.bits
        || samples != directory.samples)
        throw Error("a directory that says two things of one page"); // the room that we have is by our own reading
}

void TiffDecoder::read(const TiffPage& page, std::span<std::uint8_t> to)
{
    enter(page.directory);
    const RasterKind kind = kindOf(page);
    const bool isUpright = page.directory.orientation <= 1 || page.directory.orientation > 8;
    if (!isUpright)
        m_upright.resize(to.size());
    const std::span<std::uint8_t> lying = isUpright ? to : std::span<std::uint8_t>(m_upright);
    if (isStoredAsRead(page.directory) || page.plane >= 0)
        readNumbers(page, lying);
    else
        readColours(page.directory, kind.channels, lying);
    if (!isUpright)
        turnUpright(lying, kind, page.directory.orientation, to);
}

/// The blocks of one plane after another.
class TiffDecoder::Blocks
{
public:
    Blocks(TiffDecoder& decoder, const TiffPage& page)
        : m_decoder(decoder)
        , m_page(page.directory)
        , m_grid(gridOf(decoder.m_tiff, page.directory))
        , m_number(static_cast<std::size_t>(sizeOf(kindOf(page).type)))
        , m_step(m_number * (m_page.isPlanar ? 1 : static_cast<std::size_t>(m_page.samples)))
    {
        const tmsize_t bytes = m_grid.isTiled ? TIFFTileSize(decoder.m_tiff) : TIFFStripSize(decoder.m_tiff);
        if (bytes <= 0 || static_cast<std::uint64_t>(bytes) != std::uint64_t(m_grid.width) * m_grid.height * m_step)
            throw Error("strips or tiles of another size than their pixels"); // subsampled colours, for one
        if (static_cast<std::uint64_t>(bytes) > largestBlock(*decoder.m_stream->file))
            throw Error("tiles that the file cannot hold");
        decoder.m_block.resize(static_cast<std::size_t>(bytes));
    }

    /// @param first  sample, or plane, of the file that is the picture's first
    void readInto(std::span<std::uint8_t> picture, int first, int channels)
    {
        const std::size_t stride = m_number * static_cast<std::size_t>(channels);
        if (!m_page.isPlanar) {
            const std::size_t from = m_number * static_cast<std::size_t>(first);
            return readPlane(picture, 0, {from, m_step, 0, stride, stride});
        }
        for (int i = 0; i < channels; ++i)
            readPlane(picture, first + i, {0, m_step, m_number * static_cast<std::size_t>(i), stride, m_number});
    }

private:
    void readPlane(std::span<std::uint8_t> picture, int plane, const PixelMap& map)
    {
        for (std::uint32_t top = 0; top < m_page.height; top += m_grid.height)
            for (std::uint32_t left = 0; left < m_page.width; left += m_grid.width) {
                const Block block{left, top, std::min(m_grid.width, m_page.width - left),
                    std::min(m_grid.height, m_page.height - top)};
                decode(block, static_cast<std::uint16_t>(plane));
                copy(block, picture, map);
            }
    }

    void decode(const Block& block, std::uint16_t plane)
    {
        TIFF* file = m_decoder.m_tiff;
        void* to = m_decoder.m_block.data();
        const auto tile = static_cast<tmsize_t>(m_decoder.m_block.size());
        const auto strip = static_cast<tmsize_t>(line() * block.rows);
        const bool isWhole = m_grid.isTiled
            ? TIFFReadEncodedTile(file, TIFFComputeTile(file, block.left, block.top, 0, plane), to, tile) == tile
            : TIFFReadEncodedStrip(file, TIFFComputeStrip(file, block.top, plane), to, strip) == strip;
        if (!isWhole)
            m_decoder.refuse();
    }

    void copy(const Block& block, std::span<std::uint8_t> picture, const PixelMap& map) const
    {
        for (std::uint32_t y = 0; y < block.rows; ++y) {
            const std::size_t place = static_cast<std::size_t>(block.top + y) * m_page.width + block.left;
            copyPixels(m_decoder.m_block.data() + y * line(), picture.data() + place * map.stride, block.columns, map);
        }
    }

    [[nodiscard]] std::size_t line() const { return static_cast<std::size_t>(m_grid.width) * m_step; }

    TiffDecoder& m_decoder;
    const TiffDirectory& m_page;
    BlockGrid m_grid;
    std::size_t m_number; ///< bytes of a number
    std::size_t m_step; ///< bytes of a pixel in a block
};

void TiffDecoder::readNumbers(const TiffPage& page, std::span<std::uint8_t> to)
{
    const RasterKind kind = kindOf(page);
    Blocks(*this, page).readInto(to, std::max(page.plane, 0), kind.channels);
    if (page.directory.photometric == TiffDirectory::kMinIsWhite)
        turnOver(kind.type, to);
}

void TiffDecoder::readColours(const TiffDirectory& directory, int channels, std::span<std::uint8_t> to)
{
    m_colours.resize(static_cast<std::size_t>(directory.width) * directory.height);
    // Whatever it is turned by is done by us, for all kinds alike.
    TIFFSetField(m_tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    const int done =
        TIFFReadRGBAImageOriented(m_tiff, directory.width, directory.height, m_colours.data(), ORIENTATION_TOPLEFT, 1);
    if (done == 0)
        refuse();
    std::uint8_t* at = to.data(); // multiplied by how opaque they are: as if over black
    for (const std::uint32_t colour : m_colours) {
        *at++ = static_cast<std::uint8_t>(TIFFGetR(colour));
        if (channels == 1)
            continue;
        *at++ = static_cast<std::uint8_t>(TIFFGetG(colour));
        *at++ = static_cast<std::uint8_t>(TIFFGetB(colour));
    }
}

} // namespace isthmus
