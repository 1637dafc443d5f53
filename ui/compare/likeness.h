// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

class Session;

/// Are two runs on the same images, so that a sample's number means the same in both? False where one has none.
[[nodiscard]] bool haveSameData(const Session& a, const Session& b);

/// Do pictures of one run mean something to the other: are they on the same data, or is one of them without images,
/// such as a decoder alone, and takes pictures of the same shape?
[[nodiscard]] bool havePicturesInCommon(const Session& a, const Session& b);

/// Are images of this run here?
[[nodiscard]] bool hasImages(const Session& run);

} // namespace isthmus
