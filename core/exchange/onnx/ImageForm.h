// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace isthmus {

/// The form of images that go into a graph, or come out.
struct ImageForm
{
    bool isImage; ///< whether it is N x C x H x W or N x H x W x C; else it is a list, by channel, row and column
    bool channelsLast;
    bool isSignal = false; ///< an image without an axis of rows, of which it has one: N x C x L or N x L x C
    bool isTurned = false; ///< a signal whose channels are the columns of a grey picture, and its places the rows
    std::vector<std::int64_t> listAxes = {}; ///< two, where a list has two axes behind that of the samples
};

} // namespace isthmus
