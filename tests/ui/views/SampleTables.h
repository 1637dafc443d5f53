// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"

#include <QImage>
#include <QPainter>

#include <memory>
#include <string>
#include <vector>

namespace isthmus::test {

/// Rows of bytes, each column scaled by itself: stored = 10 * (engine's value) + 100 of the first, 2 * (it) of others.
inline Dataset tableOf(int columns, Index rows = 6)
{
    Dataset data;
    data.name = "table";
    data.shape = {1, 1, columns};
    data.trainCount = rows;
    std::vector<std::uint8_t> bytes;
    for (Index i = 0; i < rows * columns; ++i)
        bytes.push_back(static_cast<std::uint8_t>(100 + (37 * i) % 60));
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
    data.scaling = {1, 0, ScalingForm::Standard, {}};
    for (int column = 0; column < columns; ++column) {
        data.scaling.each.push_back(column == 0 ? Affine{0.1, -10} : Affine{0.5, 0});
        data.columns.push_back(column == 0 ? "length [cm]" : "c<" + std::to_string(column * 7 % 5) + ">");
    }
    return data;
}

/// A sample as its kind draws it, on the ground of a panel.
inline QImage painted(
    const SampleForm& form, const SampleNumbers& sample, const ThemeTokens& look, QSize size = {320, 120})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(look.panel);
    QPainter painter(&image);
    form.kind->paint(painter, QRectF({}, size), form, sample, look);
    return image;
}

} // namespace isthmus::test
