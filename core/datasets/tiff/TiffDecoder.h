// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/tiff/TiffPage.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

struct tiff; // libtiff's

namespace isthmus {

/// libtiff with one open file. One thread at a time. Nothing that libtiff says reaches the terminal: its first error
/// becomes the reason of ours. Each page is found by the place of its directory, since libtiff walks from the first
/// page to the one that is asked for by its number.
class TiffDecoder
{
public:
    /// @throws Error if libtiff refuses the file's header
    explicit TiffDecoder(std::shared_ptr<const FileBytes> file);
    ~TiffDecoder();
    TiffDecoder(const TiffDecoder&) = delete;
    TiffDecoder& operator=(const TiffDecoder&) = delete;

    /// Reads a picture as kindOf() says, (y, x, channel), turned upright. White as 0 is turned over where numbers have
    /// no sign.
    /// @param page  page of this file for which whyUnreadable() is empty
    /// @param to    kindOf(page).bytes()
    /// @throws Error if it is damaged
    void read(const TiffPage& page, std::span<std::uint8_t> to);

private:
    /// What libtiff's calls read from, and what they said.
    struct Stream
    {
        std::shared_ptr<const FileBytes> file;
        std::uint64_t place = 0;
        std::string reason;
    };
    struct Calls;
    class Blocks;

    [[noreturn]] void refuse() const;
    void enter(const TiffDirectory& directory);
    void readNumbers(const TiffPage& page, std::span<std::uint8_t> to);
    void readColours(const TiffDirectory& directory, int channels, std::span<std::uint8_t> to);

    std::unique_ptr<Stream> m_stream;
    tiff* m_tiff = nullptr;
    std::vector<std::uint8_t> m_block;
    std::vector<std::uint8_t> m_upright;
    std::vector<std::uint32_t> m_colours;
};

} // namespace isthmus
