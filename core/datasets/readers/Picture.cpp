// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/Picture.h"

#include "core/base/Error.h"
#include "core/datasets/readers/DeepNetpbm.h"
#include "core/datasets/readers/PictureEnd.h"
#include "core/datasets/readers/PictureLimit.h"
#include "core/datasets/tiff/TiffStack.h"

#include <QColorSpace>
#include <QFile>
#include <QImageReader>
#include <QPainter>

#include <algorithm>
#include <string_view>

#include <fcntl.h>

namespace isthmus {

namespace {

constexpr qint64 kPictureHead = 16;
constexpr qint64 kNetpbmHead = 4096; // with its comments
constexpr std::size_t kEnoughPages = 64; // for telling a stack from a picture

/// A file that is open for decoding, whatever bytes its name has: Qt alone would open names in UTF-8 only.
struct PictureSource
{
    QFile file;
    const char* format = nullptr; ///< format of its content; null if that is no picture
};

void open(const std::string& path, PictureSource& source)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a pipe could block
    if (descriptor < 0 || !source.file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return;
    const QByteArray head = source.file.peek(kPictureHead);
    source.format =
        pictureFormat({reinterpret_cast<const std::uint8_t*>(head.constData()), static_cast<std::size_t>(head.size())});
}

/// Only the format that the content has is asked: each one may be a plugin, and some take anything.
void setUp(QImageReader& reader, PictureSource& source)
{
    reader.setDevice(&source.file);
    reader.setFormat(source.format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
}

bool isTurned(const QImageReader& reader)
{
    return reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
}

bool isTiff(const PictureSource& source)
{
    return source.format != nullptr && std::string_view(source.format) == "tiff";
}

/// Is it a PBM, PGM or PPM that is not read by Qt? To be asked before anything else reads the file.
bool hasDeepNumbers(PictureSource& source)
{
    const QByteArray head = source.file.peek(kNetpbmHead);
    return isDeepNetpbm(
        {reinterpret_cast<const std::uint8_t*>(head.constData()), static_cast<std::size_t>(head.size())});
}

QSize tiffSize(const std::string& path)
{
    try {
        const RasterKind kind = kindOf({readTiffDirectories(FileBytes(path), 1).front()});
        return {kind.width, kind.height};
    } catch (const Error&) {
        return {};
    }
}

int tiffCount(const std::string& path)
{
    try {
        return static_cast<int>(TiffStack(path, {.most = kEnoughPages}).count());
    } catch (const Error&) {
        return 1;
    }
}

/// Qt counts the frames of these two, and gives each with what lies under it.
int frameCount(QImageReader& reader)
{
    const bool isAnimation = reader.format() == "gif" || reader.format() == "webp";
    return isAnimation ? std::max(1, reader.imageCount()) : 1;
}

/// Opaque, in eight bits: grey of one byte a pixel, or 32-bit colour.
QImage flat(const QImage& picture)
{
    const bool isGrey = picture.format() == QImage::Format_Grayscale8 || picture.format() == QImage::Format_Grayscale16;
    if (isGrey)
        return picture.convertToFormat(QImage::Format_Grayscale8);
    if (!picture.hasAlphaChannel())
        return picture.convertToFormat(QImage::Format_RGB32);
    QImage ground(picture.size(), QImage::Format_RGB32);
    ground.fill(Qt::black);
    QPainter(&ground).drawImage(0, 0, picture);
    return ground;
}

/// Luma of ITU-R BT.601; of a grey pixel its level.
std::uint8_t greyOf(QRgb pixel)
{
    return static_cast<std::uint8_t>((299 * qRed(pixel) + 587 * qGreen(pixel) + 114 * qBlue(pixel) + 500) / 1000);
}

void appendPixels(std::span<const QRgb> line, PictureBytes& found)
{
    for (const QRgb pixel : line) {
        if (found.channels == 1) {
            found.bytes.push_back(greyOf(pixel));
            continue;
        }
        for (const int value : {qRed(pixel), qGreen(pixel), qBlue(pixel)})
            found.bytes.push_back(static_cast<std::uint8_t>(value));
    }
}

} // namespace

const char* pictureFormat(std::span<const std::uint8_t> head)
{
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    const auto begins = [&](std::string_view magic) { return text.starts_with(magic); };
    if (begins("\x89PNG\r\n\x1A\n"))
        return "png";
    if (begins("\xFF\xD8\xFF"))
        return "jpeg";
    if (begins("RIFF") && text.size() >= 12 && text.substr(8, 4) == "WEBP")
        return "webp";
    for (const char* magic : {"II*\0", "MM\0*", "II+\0", "MM\0+"}) // the last two: BigTIFF
        if (begins(std::string_view(magic, 4)))
            return "tiff";
    if (begins("GIF8"))
        return "gif";
    if (begins("BM") && text.size() >= 10 && text.substr(6, 4) == std::string_view("\0\0\0\0", 4)) // reserved bytes
        return "bmp";
    const bool isPnm = text.size() >= 3 && text[0] == 'P' && text[1] >= '1' && text[1] <= '6'
        && (text[2] == '\n' || text[2] == ' ' || text[2] == '\r' || text[2] == '\t');
    if (isPnm)
        return text[1] == '1' || text[1] == '4' ? "pbm" : text[1] == '2' || text[1] == '5' ? "pgm" : "ppm";
    return nullptr;
}

QSize pictureSize(const std::string& path)
{
    PictureSource source;
    open(path, source);
    if (source.format == nullptr)
        return {};
    if (isTiff(source))
        return tiffSize(path);
    QImageReader reader;
    setUp(reader, source);
    const QSize size = reader.size();
    return isTurned(reader) ? size.transposed() : size;
}

int pictureCount(const std::string& path)
{
    PictureSource source;
    open(path, source);
    if (source.format == nullptr)
        return 1;
    if (isTiff(source))
        return tiffCount(path);
    QImageReader reader;
    setUp(reader, source);
    return frameCount(reader);
}

std::optional<std::string> readFrames(const std::string& path, int decoded, const std::function<void(QImage)>& use)
{
    PictureSource source;
    open(path, source);
    if (source.format == nullptr)
        return "another kind of file";
    if (isTiff(source))
        return std::nullopt;
    if (!reachesItsEnd(source.format, source.file))
        return "one that ends early";
    const bool isDeep = hasDeepNumbers(source);
    QImageReader reader;
    setUp(reader, source);
    if (std::string reason = whyTooLarge(reader, source.file.size(), decoded); !reason.empty())
        return reason;
    if (isDeep)
        return std::nullopt;
    const int frames = frameCount(reader);
    for (int frame = 0; frame < frames; ++frame) {
        QImage picture = reader.read();
        const std::string where = frame > 0 ? "in frame " + grouped(frame + 1) + ": " : "";
        if (picture.isNull())
            return where + reader.errorString().toStdString();
        picture.setColorSpace({}); // the bytes as they are stored: Qt would convert by it
        use(std::move(picture));
    }
    return "";
}

PictureBytes bytesOf(const QImage& picture, ReadOptions::Channels channels)
{
    const QImage image = flat(picture);
    const bool isGrey = image.format() == QImage::Format_Grayscale8;
    const bool oneChannel = channels == ReadOptions::Channels::Grey
        || (channels == ReadOptions::Channels::Auto && (isGrey || image.allGray()));
    PictureBytes found{oneChannel ? 1 : 3, {}, NumberType::U8};
    found.bytes.reserve(static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height())
        * static_cast<std::size_t>(found.channels));
    for (int y = 0; y < image.height(); ++y) {
        const uchar* line = image.constScanLine(y); // ends in padding
        if (isGrey && oneChannel)
            found.bytes.insert(found.bytes.end(), line, line + image.width());
        else if (isGrey)
            std::for_each(
                line, line + image.width(), [&](uchar level) { found.bytes.insert(found.bytes.end(), 3, level); });
        else
            appendPixels({reinterpret_cast<const QRgb*>(line), static_cast<std::size_t>(image.width())}, found);
    }
    return found;
}

QImage fitted(const QImage& picture, QSize size, ReadOptions::Fit fit)
{
    if (picture.size() == size)
        return picture;
    const bool cut = fit == ReadOptions::Fit::Crop;
    const QSize scaledSize =
        picture.size().scaled(size, cut ? Qt::KeepAspectRatioByExpanding : Qt::KeepAspectRatio).expandedTo({1, 1});
    // A strip that covers the size may be far longer than what is kept of it: cut it first.
    QRect part(QPoint(), picture.size());
    if (cut) {
        const QSize kept = size.scaled(picture.size(), Qt::KeepAspectRatio).expandedTo({1, 1});
        part = QRect(QPoint((picture.width() - kept.width()) / 2, (picture.height() - kept.height()) / 2), kept);
    }
    const QSize drawn = cut ? size : scaledSize;
    const QImage scaled = flat(picture.copy(part)).scaled(drawn, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    if (cut || scaled.size() == size)
        return scaled;
    QImage ground(size, QImage::Format_RGB32);
    ground.fill(Qt::black);
    QPainter(&ground).drawImage((size.width() - drawn.width()) / 2, (size.height() - drawn.height()) / 2, scaled);
    return ground;
}

} // namespace isthmus
