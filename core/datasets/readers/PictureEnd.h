// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QIODevice;

namespace isthmus {

/// Does a file of this format reach to the end of its picture? Their decoders fill up what is missing in JPEG, GIF and
/// BMP, so those are walked through, as is PNG; what follows the picture does not matter. Other formats are taken as
/// whole. Source: ITU-T T.81, annex B; PNG Specification, section 5; GIF89a Specification, section 13 and following
/// @param format  format as pictureFormat() names it
/// @param file    file to look at, at any place; it is left at its beginning
bool reachesItsEnd(const char* format, QIODevice& file);

} // namespace isthmus
