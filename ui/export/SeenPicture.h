// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/Drawing.h"

namespace isthmus {

/// The part of a picture that a vector file (SVG, PDF) keeps.
struct SeenPicture
{
    QImage image; ///< pixels that are seen; null: nothing is seen
    QRectF target; ///< place of the image, in the mark's own units
};

/// Finds the pixels that are seen at least in part: a plane that is looked at closely has pictures far beyond it. Each
/// pixel of a picture with sharp ones becomes a square of several, of fewer where the whole would be too large: viewers
/// that smooth what they enlarge then blur the edges alone.
/// @param mark  an image
SeenPicture seenPicture(const Drawing& drawing, const Mark& mark);

} // namespace isthmus
