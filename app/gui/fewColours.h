// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

namespace isthmus {

/// The image in the colours that it has most of, every pixel in the nearest of them: a third of the bytes as PNG, and
/// drawings look the same.
/// @param most  colours, up to 256
QImage fewColours(const QImage& image, int most);

} // namespace isthmus
