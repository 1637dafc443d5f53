// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <functional>
#include <vector>

namespace isthmus {

/// A way through latent space, for films: one code a frame, each made when it is asked for, so that a long way takes no
/// memory. A value; any thread may read.
class CodePath
{
public:
    using CodeAt = std::function<std::vector<float>(Index frame)>;

    /// @param frames  at least 1
    CodePath(Index frames, CodeAt codeAt);

    [[nodiscard]] Index frames() const { return m_frames; }
    [[nodiscard]] std::vector<float> code(Index frame) const { return m_codeAt(frame); }
    /// @return  count x latentDim, of the frames [first, first + count)
    [[nodiscard]] Matrix codes(Index first, Index count) const;

private:
    Index m_frames;
    CodeAt m_codeAt;
};

/// Straight from anchor to anchor at an even pace. Anchors that lie in one place count once.
/// @param anchors  at least one, all of the same size
/// @param frames   at least 1
CodePath lineThrough(std::vector<std::vector<float>> anchors, int frames);

/// Round a circle on the plane of two dimensions, without the first code again at its end.
/// @param base  its middle; the other dimensions stay there
CodePath circleAround(const std::vector<float>& base, int dimX, int dimY, double radius, int frames);

/// One dimension goes from one value to another, and the others stay.
CodePath traverse(const std::vector<float>& base, int dimension, double from, double to, int frames);

/// The way and back again, without its two ends twice, so that a repeated film does not stop there.
CodePath forthAndBack(const CodePath& way);

} // namespace isthmus
