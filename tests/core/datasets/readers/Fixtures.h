// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <cstdint>
#include <string>

namespace isthmus::testing {

/// A file that tests/fixtures/make_data.py made.
inline std::string fixture(const std::string& name)
{
    return ISTHMUS_SOURCE_DIR "/tests/fixtures/data/" + name;
}

/// A file that tests/fixtures/make_arrays.py made.
inline std::string arrayFixture(const std::string& name)
{
    return ISTHMUS_SOURCE_DIR "/tests/fixtures/arrays/" + name;
}

/// The number that the script puts at place i of sample n.
inline int scriptValue(Index n, Index i)
{
    return static_cast<int>((37 * n + 11 * i) % 101);
}

/// Unscaled numbers of one sample.
inline std::vector<float> rawSample(const Dataset& data, Index sample)
{
    Batch batch(data.shape.size(), 1);
    data.images->gather({&sample, 1}, 1.0F, 0.0F, batch, 0);
    std::vector<float> values;
    for (Index i = 0; i < batch.rows(); ++i)
        values.push_back(*batch.row(i));
    return values;
}

/// The class of each sample by its name.
inline std::vector<std::string> classesOf(const Dataset& data)
{
    std::vector<std::string> names;
    for (Index sample = 0; sample < data.count(); ++sample)
        names.push_back(data.className(sample));
    return names;
}

/// Finds the first number that is not the script's: n * size + i; -1: there is none. `expected` turns the script's
/// number into the one that the file holds.
template <typename Expected>
Index firstDifference(const Dataset& data, const Expected& expected)
{
    for (Index n = 0; n < data.count(); ++n) {
        const std::vector<float> values = rawSample(data, n);
        for (Index i = 0; i < data.shape.size(); ++i)
            if (values[static_cast<std::size_t>(i)] != static_cast<float>(expected(scriptValue(n, i))))
                return n * data.shape.size() + i;
    }
    return -1;
}

inline Index firstDifference(const Dataset& data)
{
    return firstDifference(data, [](int value) { return value; });
}

} // namespace isthmus::testing
