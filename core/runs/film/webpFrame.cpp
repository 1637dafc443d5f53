// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/film/webpFrame.h"

#include "core/base/Error.h"

#include <webp/encode.h>

#include <cassert>
#include <new>

namespace isthmus {

namespace {

constexpr int kLosslessEffort = 2; // 0 fast .. 9 small
constexpr int kFileHeader = 12; // "RIFF", size, "WEBP"

/// @return  0: there is no memory; nothing may be thrown through libwebp
int append(const uint8_t* data, size_t size, const WebPPicture* picture)
{
    try {
        static_cast<QByteArray*>(picture->custom_ptr)
            ->append(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
        return 1;
    } catch (const std::bad_alloc&) {
        return 0;
    }
}

/// What libwebp allocates for a picture goes with this.
struct Picture : WebPPicture
{
    Picture()
        : WebPPicture()
    {
        if (WebPPictureInit(this) == 0)
            throw Error("libwebp: expected the version that this program was built with");
    }
    ~Picture() { WebPPictureFree(this); }
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;
};

} // namespace

QByteArray webpFrame(const QImage& image, const FilmSettings& settings)
{
    if (image.isNull())
        throw std::bad_alloc();
    assert(image.format() == QImage::Format_RGB32);
    WebPConfig config;
    bool isGood = WebPConfigInit(&config) != 0;
    config.quality = static_cast<float>(settings.quality);
    if (settings.isLossless)
        isGood = isGood && WebPConfigLosslessPreset(&config, kLosslessEffort) != 0;

    QByteArray bytes;
    Picture picture;
    picture.use_argb = settings.isLossless ? 1 : 0;
    picture.width = image.width();
    picture.height = image.height();
    picture.writer = append;
    picture.custom_ptr = &bytes;
    isGood = isGood && WebPPictureImportBGRX(&picture, image.constBits(), static_cast<int>(image.bytesPerLine())) != 0
        && WebPEncode(&config, &picture) != 0;
    if (picture.error_code == VP8_ENC_ERROR_OUT_OF_MEMORY || picture.error_code == VP8_ENC_ERROR_BITSTREAM_OUT_OF_MEMORY
        || picture.error_code == VP8_ENC_ERROR_BAD_WRITE)
        throw std::bad_alloc();
    if (!isGood)
        throw Error("libwebp: a frame of " + grouped(image.width()) + " x " + grouped(image.height())
            + " pixels cannot be packed, error " + std::to_string(picture.error_code));
    return bytes.mid(kFileHeader);
}

} // namespace isthmus
