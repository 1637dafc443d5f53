// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/NumberType.h"
#include "core/data/ReadOptions.h"
#include "core/data/Scaling.h"
#include "core/files/TextFields.h"

#include <string>
#include <vector>

namespace isthmus {

/// A picture of a file, on the scale that pictures are drawn in: 0 to 1 from black to white. A plain value.
struct RunPicture
{
    Shape shape; ///< grey or colour: 1 or 3 channels
    std::vector<float> values; ///< (y, x, channel)
    NumberType type = NumberType::U8; ///< what the numbers of its file are
    std::vector<Affine> shown; ///< from a number of its file to a value, for each channel
    std::vector<std::string> notices; ///< sentences about what was left out
};

/// Reads a picture whole, for a model that was trained on data of this scaling. Its numbers become values as those of
/// the data did, where both are as deep: bytes and bytes, 16 bits and 16 bits, floats always. Else its levels do, from
/// black to white. Of several pages or frames it takes the first. Slow; any thread.
/// @param path      UTF-8
/// @param channels  Auto: grey if all pixels are
/// @throws Error if it is no picture, or is damaged: file, expected, found
RunPicture readRunPicture(const std::string& path, const Scaling& scaling, ReadOptions::Channels channels);

/// Writes a PNG of as many bits as the picture's file has, 8 or 16, with text chunks: the way back of readRunPicture().
/// Values beyond black and white are clipped.
/// @throws Error if it cannot be written, or the file has floats, which no PNG holds
void saveRunPicture(const std::string& path, const RunPicture& picture, const TextFields& fields = {});

} // namespace isthmus
