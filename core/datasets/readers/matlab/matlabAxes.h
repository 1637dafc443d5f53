// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/ArrayContainer.h"

namespace isthmus {

/// Brings arrays of MATLAB and Octave, whose first axis changes fastest (`fortran`), into the form of the others: the
/// samples in the first axis. MATLAB's habit is to have them in the last one, 32 x 32 x 3 x N or features x N, and that
/// of its statistics N x features. What decides, in this order: an array of labels that has as many numbers as one of
/// the two axes; with four axes, where the channels are; the longer of the two. What was taken is said in a notice.
/// Rows and columns of labels lose their axis of extent 1; floats that are all whole become whole numbers, since MATLAB
/// keeps labels as floats.
/// @param options  `order` says which axis of a picture the channels are; `labelArray` which labels decide
ArrayContainer samplesFirst(ArrayContainer file, const ReadOptions& options);

} // namespace isthmus
