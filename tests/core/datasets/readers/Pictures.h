// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/files/Folder.h"

#include <QFileInfo>
#include <QImage>

namespace isthmus::testing {

inline QImage filled(int width, int height, QColor colour)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

inline QImage noise(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixel(x, y, qRgb(37 * x * y % 256, 11 * (x + y) % 256, 5 * x * x % 256));
    return image;
}

/// Writes a picture below a folder and returns its path.
inline std::string save(const Folder& folder, const QString& name, const QImage& image, const char* format = "png")
{
    QDir().mkpath(QFileInfo(folder.path(name)).path());
    if (!image.save(folder.path(name), format, 100))
        qFatal("%s cannot be written", qPrintable(name));
    return folder.path(name).toStdString();
}

} // namespace isthmus::testing
