// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

class QImageReader;

namespace isthmus {

/// Prepares the reading of pictures at the start of a program. Lets each picture take a quarter of this machine's
/// memory, where Qt alone allows 128 MB, and keeps what Qt writes to stderr about damaged ones from standing beside our
/// own sentence.
void setUpPictures();

/// Why a picture is not to be decoded: it would need more memory than is allowed, or claims more pixels than so few
/// bytes can hold. The header alone is read.
/// @param bytes    bytes of the file
/// @param decoded  pictures that are decoded at one time, which share what is allowed beyond 128 MB
/// @return empty if it may be decoded
std::string whyTooLarge(const QImageReader& reader, long long bytes, int decoded);

} // namespace isthmus
