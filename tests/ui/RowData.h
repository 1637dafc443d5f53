// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "tests/ui/session/WindowRun.h"

#include <QColor>
#include <QImage>

#include <cmath>

namespace isthmus::test {

/// A table of 8 columns with names and units, 60 rows of two classes, each column in standard deviations.
inline Dataset tableOfEight()
{
    Dataset data;
    data.name = "animals.csv";
    data.title = "animals";
    data.format = "CSV";
    data.shape = {1, 1, 8};
    data.trainCount = 50;
    data.testCount = 10;
    data.firstNumber = 1;
    data.classNames = {"cat", "dog"};
    std::vector<std::uint8_t> bytes;
    for (int row = 0; row < 60; ++row) {
        data.labels.push_back(row % 2);
        for (int column = 0; column < 8; ++column)
            bytes.push_back(static_cast<std::uint8_t>(100 + (37 * row + 11 * column) % 50 + 20 * (row % 2)));
    }
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
    data.scaling = {1, 0, ScalingForm::Standard, std::vector<Affine>(8, Affine{0.05, -6})};
    for (const char* name : {"length [cm]", "mass [kg]", "age [a]", "pulse [1/min]", "temperature [C]", "step [m]",
             "sleep [h]", "density of the fur [1/mm2]"})
        data.columns.emplace_back(name);
    return data;
}

/// 60 sines of 96 places without names.
inline Dataset sines()
{
    Dataset data;
    data.name = "sines.csv";
    data.title = "sines";
    data.format = "CSV";
    data.shape = {1, 1, 96};
    data.trainCount = 60;
    data.firstNumber = 1;
    std::vector<std::uint8_t> bytes;
    for (int row = 0; row < 60; ++row)
        for (int place = 0; place < 96; ++place)
            bytes.push_back(static_cast<std::uint8_t>(128 + 100 * std::sin(0.1 * place + 0.2 * row)));
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
    return data;
}

/// A small variational model of two dimensions on such data.
inline RunSpec rowsRun(Dataset data)
{
    RunSpec run = windowRun();
    run.data = std::make_shared<const Dataset>(std::move(data));
    run.model.loss = "mse";
    return run;
}

/// Pixels of a picture that nearly have a colour.
inline int pixelsLike(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor is = image.pixelColor(x, y);
            count += std::abs(is.red() - colour.red()) + std::abs(is.green() - colour.green())
                    + std::abs(is.blue() - colour.blue())
                < 60;
        }
    return count;
}

} // namespace isthmus::test
