// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/Drawing.h"

namespace isthmus {

/// What a file in lines keeps of a picture.
struct SeenPicture
{
    QImage image; ///< null: nothing is seen
    QRectF target; ///< where the image goes, in the mark's own units
};

/// Those pixels alone that are seen at least in part: a plane that is looked at closely has pictures far beyond it.
/// Each pixel of a picture with sharp ones becomes a square of several, of fewer where the whole would be too large:
/// viewers that smooth what they enlarge then blur the edges alone.
/// @param mark  an image
SeenPicture seenPicture(const Drawing& drawing, const Mark& mark);

} // namespace isthmus
