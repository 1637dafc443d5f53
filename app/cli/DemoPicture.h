// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/data/RowDrawing.h"

#include <QImage>

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// The square of the latent plane that is drawn.
struct PlaneView
{
    double x = 0; ///< its centre
    double y = 0;
    double half = 1; ///< half of its side
};

/// The content of the picture of a model with two latent dimensions.
struct DemoContent
{
    std::string title;
    Shape shape; ///< shape of one image
    RowDrawing drawing = {}; ///< how rows of numbers are drawn; of pictures nothing
    Matrix originals; ///< some images, one a row, as they are drawn; of rows of numbers the engine's values
    Matrix reconstructions; ///< reconstructions of those images, one a row
    Matrix manifold; ///< decoded grid of kDemoGrid x kDemoGrid codes over the view, from the top left
    Matrix codes; ///< samples x 2
    std::string codesTitle; ///< text that says what they are the codes of
    std::vector<std::int32_t> labels; ///< one a code, or empty
    std::vector<std::string> classNames;
    PlaneView view;
};

inline constexpr int kDemoGrid = 20; ///< pictures on a side of the manifold
inline constexpr int kDemoColumns = 20; ///< originals in a row

/// The square around the middle 98 % of the codes in both dimensions.
PlaneView viewOf(const Matrix& codes);

/// Originals over reconstructions, the manifold, and the plane with the codes coloured by class. It has text, so a
/// QGuiApplication must be there.
QImage demoPicture(const DemoContent& content);

} // namespace isthmus
