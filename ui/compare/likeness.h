// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

class RunSession;

/// Are two runs on the same images, so that a sample's number means the same in both? False where one has none.
[[nodiscard]] bool haveSameData(const RunSession& a, const RunSession& b);

/// Do pictures of one run mean something to the other: are they on the same data, or is one of them without images,
/// such as a decoder alone, and takes pictures of the same shape?
[[nodiscard]] bool havePicturesInCommon(const RunSession& a, const RunSession& b);

/// Are images of this run here?
[[nodiscard]] bool hasImages(const RunSession& run);

} // namespace isthmus
