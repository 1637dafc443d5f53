// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/RowPicture.h"
#include "ui/session/BackgroundLane.h"
#include "ui/views/latent/LatentCodes.h"

#include <QImage>
#include <QRectF>

namespace isthmus {

/// What the background lane needs to encode one slice of the samples.
struct EncodeOrder
{
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const Dataset> data;
    std::shared_ptr<const std::vector<Index>> samples; ///< all samples of the plane
    int slice = 0;
    int slices = 1;
};

/// Encodes a slice (mu for a variational model) in chunks of 256 samples.
/// @return  null if the lane was told to give up
std::shared_ptr<const CodeSlice> encodeSlice(const EncodeOrder& order, Breather& breather);

/// The decoder's pictures over a part of the plane.
struct ManifoldOrder
{
    std::shared_ptr<const Snapshot> snapshot;
    std::vector<float> base; ///< code whose values the dimensions that are not on the axes keep
    int dimX = 0;
    int dimY = 1; ///< equal to dimX: one row of pictures along the axis
    QRectF range; ///< data coordinates; top() is the smallest y
    int columns = 20;
    Scaling scaling = {}; ///< of the run's data, which says what is black and white
    ColumnNames columnNames = {}; ///< of the run's data, which says which rows are signals
    RowColours colours = rowsOnDark(); ///< of rows
};

struct ManifoldPicture
{
    QImage image; ///< all pictures side by side
    QRectF range; ///< part of the plane that they cover
};

/// Decodes the grid in chunks of 64 pictures. Cells have the shape of the pictures, those of rows of numbers
/// are squares with curves or bars; each shows the picture of its middle.
/// @return  null if the lane was told to give up
std::shared_ptr<const ManifoldPicture> decodeManifold(const ManifoldOrder& order, Breather& breather);

} // namespace isthmus
