// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/film/Film.h"

#include <QByteArray>

namespace isthmus {

/// A picture as the chunk of a WebP file that holds its pixels, "VP8L" or "VP8 ", without the file around it.
/// @param image  image of the format RGB32
/// @throws Error if libwebp cannot pack it, std::bad_alloc if there is no memory
QByteArray webpFrame(const QImage& image, const FilmSettings& settings);

} // namespace isthmus
