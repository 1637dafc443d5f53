// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/files/TextFields.h"

#include <QImage>

#include <span>
#include <string>

namespace isthmus {

/// One picture: grey if it has one channel, RGB if it has three. Of four channels the first three are used. Values are
/// clipped to 0..1; NaN is black.
/// @param values  shape.size() floats, (y, x, channel)
/// @throws Error if the shape is no picture: expected and found channels
QImage picture(Shape shape, std::span<const float> values);

/// Pictures side by side on dark ground, row by row.
/// @param pictures  count x shape.size(), one picture a row; at least one
/// @param columns   pictures in a row, at least 1
/// @param gap       pixels between pictures and around them
/// @param scale     each value becomes scale x scale pixels, at least 1
/// @throws Error if the shape is no picture, or the grid is larger than 30,000 pixels a side
QImage pictureGrid(Shape shape, const Matrix& pictures, int columns, int gap, int scale);

/// The picture as the bytes of a PNG file with text chunks.
std::string pngOf(QImage image, const TextFields& fields);

/// Writes a PNG, whole or not at all, with text chunks.
/// @throws Error if it cannot be written: file, reason
void savePng(const std::string& path, const QImage& image, const TextFields& fields = {});

} // namespace isthmus
