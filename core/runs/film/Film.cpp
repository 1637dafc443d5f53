// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/film/Film.h"

#include "core/base/Error.h"
#include "core/runs/film/PngFilm.h"
#include "core/runs/film/WebpFilm.h"

#include <QPainter>

namespace isthmus {

std::unique_ptr<Film> makeFilm(const std::string& path, const FilmSettings& settings)
{
    if (settings.isFolder)
        return std::make_unique<PngFilm>(path);
    return std::make_unique<WebpFilm>(path, settings);
}

std::string keptSentence(const std::string& fault, int frames)
{
    return fault + "; the " + grouped(frames) + (frames == 1 ? " frame before is kept" : " frames before are kept");
}

QImage fitted(const QImage& frame, QSize size)
{
    const QImage image = frame.convertToFormat(QImage::Format_RGB32);
    if (!image.isNull() && (size.isEmpty() || image.size() == size))
        return image;
    QImage whole(size, QImage::Format_RGB32);
    if (image.isNull() || whole.isNull())
        throw Error(
            "film: no memory for a frame of " + grouped(frame.width()) + " x " + grouped(frame.height()) + " pixels");
    whole.fill(image.pixel(0, 0));
    QPainter(&whole).drawImage(0, 0, image);
    return whole;
}

} // namespace isthmus
