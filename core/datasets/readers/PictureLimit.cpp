// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureLimit.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/files/Gzip.h"

#include <QImage>
#include <QImageReader>
#include <QLoggingCategory>

#include <algorithm>

namespace isthmus {

namespace {

constexpr qint64 kMegabyte = 1 << 20;
constexpr qint64 kUsualLimit = 128; // megabytes
constexpr int kQuarter = 4; // the decoded picture, its flat copy and its bytes fit into memory together

/// A picture of one colour takes next to nothing in some formats, so it may be as large as this one.
constexpr qint64 kAlwaysAllowed = 1 << 22;

} // namespace

void setUpPictures()
{
    const auto quarter = static_cast<qint64>(machineMemory() / kQuarter) / kMegabyte;
    QImageReader::setAllocationLimit(static_cast<int>(std::max(quarter, kUsualLimit)));
    QLoggingCategory::setFilterRules("qt.gui.imageio*=false");
}

std::string whyTooLarge(const QImageReader& reader, long long bytes, int decoded)
{
    const QSize size = reader.size();
    if (size.isEmpty())
        return {};
    const qint64 pixels = qint64(size.width()) * size.height();
    const std::string text = grouped(size.width()) + " x " + grouped(size.height()) + " pixels";
    const QImage::Format format = reader.imageFormat();
    const bool isMono = format == QImage::Format_Mono || format == QImage::Format_MonoLSB;
    const qint64 pixelsOfByte = qint64(kMaximumInflation) * (isMono ? 8 : 1);
    if (pixels > kAlwaysAllowed && pixels / pixelsOfByte > bytes)
        return text + ", more than a file of " + grouped(bytes) + " bytes can hold";

    const qint64 limit = QImageReader::allocationLimit();
    const qint64 allowed = limit <= kUsualLimit ? limit : std::max(kUsualLimit, limit / decoded);
    const int bits = std::max<int>(32, QImage::toPixelFormat(format).bitsPerPixel());
    const qint64 needed = (pixels / 8 * bits + kMegabyte - 1) / kMegabyte;
    if (limit > 0 && needed > allowed)
        return text + ", which need " + grouped(needed) + " MB where this machine has " + grouped(allowed)
            + " MB for one picture";
    return {};
}

} // namespace isthmus
