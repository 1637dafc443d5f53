// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/tiff/TiffStack.h"

#include "core/base/Error.h"
#include "core/datasets/tiff/TiffDescription.h"

#include <algorithm>
#include <cassert>

namespace isthmus {

namespace {

std::string counted(Index number, const char* what)
{
    return grouped(number) + ' ' + what + (number == 1 ? "" : "s");
}

/// Are the planes of the one page pictures of their own? Grey planes are. Those of red, green and blue are where
/// tifffile wrote them from an array of just so many slices: it takes three or four pages of bytes for a colour picture
/// without being told to.
bool arePlanesSlices(const TiffDirectory& page, bool isColour)
{
    if (!page.isPlanar || page.samples < 2 || !hasWholeNumbers(page))
        return false;
    if (page.photometric == TiffDirectory::kMinIsBlack || page.photometric == TiffDirectory::kMinIsWhite)
        return true;
    const std::vector<std::uint64_t> slices{static_cast<std::uint64_t>(page.samples), page.height, page.width};
    return page.photometric == TiffDirectory::kRgb && !isColour && shapeByTifffile(page.description) == slices;
}

} // namespace

TiffStack::TiffStack(const std::string& path, const TiffReading& reading)
    : m_file(std::make_shared<const FileBytes>(path))
{
    std::vector<TiffDirectory> directories = readTiffDirectories(*m_file, reading.most);
    leaveOutCopies(directories);
    const bool isSlices = directories.size() == 1 && arePlanesSlices(directories.front(), reading.isColour);
    describe(directories.front(), isSlices);
    for (std::size_t page = 0; page < directories.size(); ++page) {
        if (const std::string reason = whyUnreadable(directories[page], m_file->size(), reading.decoded);
            !reason.empty())
            throw Error(
                (directories.size() > 1 ? "in page " + grouped(static_cast<Index>(page) + 1) + ": " : "") + reason);
        addPage(std::move(directories[page]), isSlices);
    }
    if (isSlices && m_pages.front().directory.photometric == TiffDirectory::kRgb)
        m_notices.push_back("The " + counted(count(), "plane")
            + " were read as slices, since tifffile wrote them of an array with so many; where they are one picture in "
              "colour, choose colour.");
}

TiffStack::~TiffStack() = default;

void TiffStack::leaveOutCopies(std::vector<TiffDirectory>& directories)
{
    const auto copies =
        std::count_if(directories.begin(), directories.end(), [](const auto& page) { return page.isReduced; });
    if (copies == 0 || copies == static_cast<std::ptrdiff_t>(directories.size()))
        return;
    std::erase_if(directories, [](const auto& page) { return page.isReduced; });
    m_notices.push_back(counted(copies, "page")
        + (copies == 1 ? " that is a smaller copy of another was left out."
                       : " that are smaller copies of others were left out."));
}

void TiffStack::addPage(TiffDirectory directory, bool isSlices)
{
    const int planes = isSlices ? directory.samples : 1;
    directory.description.clear(); // has been read, and would be copied for each of 65,535 planes
    for (int plane = 0; plane < planes; ++plane)
        m_pages.push_back({directory, isSlices ? plane : -1});
}

/// What the description says of the pages, and what is not read of each pixel.
void TiffStack::describe(const TiffDirectory& first, bool isSlices)
{
    if (std::string axes = axesByImageJ(first.description); !axes.empty())
        m_notices.push_back("By its description the stack has " + axes + ": each page is an image.");
    const bool isRgb = first.photometric == TiffDirectory::kRgb;
    const int used = isRgb ? 3 : 1;
    if (isStoredAsRead(first) && !isSlices && first.samples > used)
        m_notices.push_back("Of the " + grouped(first.samples) + " numbers of each pixel, "
            + (isRgb ? "red, green and blue were read." : "the first was read."));
}

bool TiffStack::isUniform() const
{
    const RasterKind first = kind(0);
    return std::all_of(m_pages.begin(), m_pages.end(), [&](const TiffPage& page) { return kindOf(page) == first; });
}

std::unique_ptr<TiffDecoder> TiffStack::takeDecoder() const
{
    {
        const MutexLock lock(m_mutex);
        if (!m_idle.empty()) {
            std::unique_ptr<TiffDecoder> decoder = std::move(m_idle.back());
            m_idle.pop_back();
            return decoder;
        }
    }
    return std::make_unique<TiffDecoder>(m_file);
}

void TiffStack::read(Index picture, std::span<std::uint8_t> to) const
{
    try {
        std::unique_ptr<TiffDecoder> decoder = takeDecoder();
        decoder->read(m_pages[static_cast<std::size_t>(picture)], to);
        const MutexLock lock(m_mutex);
        m_idle.push_back(std::move(decoder));
    } catch (const Error& error) {
        throw Error("in page " + grouped(picture + 1) + ": " + error.what());
    }
}

TiffBytes::TiffBytes(std::shared_ptr<const TiffStack> stack)
    : m_stack(std::move(stack))
    , m_pictureBytes(m_stack->kind(0).bytes())
{
    assert(m_stack->isUniform());
}

std::uint64_t TiffBytes::size() const
{
    return m_pictureBytes * static_cast<std::uint64_t>(m_stack->count());
}

void TiffBytes::read(Index picture, std::span<std::uint8_t> to) const
{
    try {
        m_stack->read(picture, to);
    } catch (const Error& error) {
        throw Error(m_stack->where() + ": expected pages that can be read, found " + error.what());
    }
}

const std::uint8_t* TiffBytes::view(std::uint64_t offset, std::span<std::uint8_t> buffer) const
{
    thread_local std::vector<std::uint8_t> whole;
    for (std::size_t done = 0; done < buffer.size();) {
        const auto picture = static_cast<Index>((offset + done) / m_pictureBytes);
        const auto begin = static_cast<std::size_t>((offset + done) % m_pictureBytes);
        const std::size_t some = std::min(static_cast<std::size_t>(m_pictureBytes) - begin, buffer.size() - done);
        if (some == m_pictureBytes) {
            read(picture, buffer.subspan(done, some));
        } else {
            whole.resize(static_cast<std::size_t>(m_pictureBytes));
            read(picture, whole);
            std::copy_n(whole.begin() + static_cast<std::ptrdiff_t>(begin), some,
                buffer.begin() + static_cast<std::ptrdiff_t>(done));
        }
        done += some;
    }
    return buffer.data();
}

} // namespace isthmus
