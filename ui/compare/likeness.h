// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

class RunSession;

/// Are two runs on the same images, so that a sample's number means the same in both? False where one has none, and as
/// long as the fingerprints of two data sets that look alike are not read (see FingerprintReader). Takes no time.
[[nodiscard]] bool haveSameData(const RunSession& a, const RunSession& b);

/// The same, but true as long as it is not known.
[[nodiscard]] bool mayHaveSameData(const RunSession& a, const RunSession& b);

/// Do pictures of one run mean something to the other: are they on the same data, or is one of them without images,
/// such as a decoder alone, and takes pictures of the same shape?
[[nodiscard]] bool havePicturesInCommon(const RunSession& a, const RunSession& b);

/// Are images of this run here?
[[nodiscard]] bool hasImages(const RunSession& run);

} // namespace isthmus
