// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"
#include "core/datasets/tiff/TiffDecoder.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// How a TIFF is opened.
struct TiffReading
{
    bool isColour = false; ///< three or more planes are one picture in colour, whoever wrote them
    int decoded = 1; ///< files that are read at one time
    std::size_t most = SIZE_MAX; ///< pages that are looked at, at most
};

/// The pictures of one TIFF: its pages, or the planes of a page that are slices. All directories are read once, when it
/// is opened. Any thread may read pictures; each that reads at the same time has libtiff open for itself.
class TiffStack
{
public:
    /// @param path  UTF-8
    /// @throws Error that says what was found in place of pages that can be decoded
    explicit TiffStack(const std::string& path, const TiffReading& reading = {});
    ~TiffStack();

    [[nodiscard]] Index count() const { return static_cast<Index>(m_pages.size()); }
    [[nodiscard]] RasterKind kind(Index picture) const { return kindOf(m_pages[static_cast<std::size_t>(picture)]); }

    /// Have all pictures the same size and the same kind of numbers?
    [[nodiscard]] bool isUniform() const;

    /// File name without its folder, for messages.
    [[nodiscard]] const std::string& where() const { return m_file->where(); }

    /// Sentences about what is left out, and about what the pages were taken for.
    [[nodiscard]] const std::vector<std::string>& notices() const { return m_notices; }

    /// @param to  kind(picture).bytes()
    /// @throws Error that says what was found in which page, if it is damaged
    void read(Index picture, std::span<std::uint8_t> to) const;

private:
    void leaveOutCopies(std::vector<TiffDirectory>& directories);
    void addPage(TiffDirectory directory, bool isSlices);
    void describe(const TiffDirectory& first, bool isSlices);
    [[nodiscard]] std::unique_ptr<TiffDecoder> takeDecoder() const;

    std::shared_ptr<const FileBytes> m_file;
    std::vector<TiffPage> m_pages;
    std::vector<std::string> m_notices;
    mutable Mutex m_mutex;
    mutable std::vector<std::unique_ptr<TiffDecoder>> m_idle ISTHMUS_GUARDED_BY(m_mutex);
};

/// The pictures of a uniform stack as the bytes of one array, which are decoded when they are asked for: a stack that
/// is larger than memory stays in its file.
class TiffBytes final : public ByteSource
{
public:
    /// @param stack  a uniform one
    explicit TiffBytes(std::shared_ptr<const TiffStack> stack);
    [[nodiscard]] std::uint64_t size() const override;
    [[nodiscard]] bool isInMemory() const override { return false; }
    /// @throws Error that names file and page
    [[nodiscard]] const std::uint8_t* view(std::uint64_t offset, std::span<std::uint8_t> buffer) const override;

private:
    void read(Index picture, std::span<std::uint8_t> to) const;

    std::shared_ptr<const TiffStack> m_stack;
    std::uint64_t m_pictureBytes;
};

} // namespace isthmus
