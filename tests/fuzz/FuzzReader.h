// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/data/Dataset.h"
#include "tests/fuzz/MemoryFile.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace isthmus::fuzz {

/// Choices in reading, from bytes that the fuzzer changes as it changes the file; zeros are the defaults.
inline ReadOptions optionsFrom(const std::array<std::uint8_t, 4>& bytes)
{
    static constexpr int kSides[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 28, 31, 64, 1000, 40000, 65535};
    static constexpr const char* kNames[]{"", "none", "0", "1", "2", "x", "y", "label", "images", "labels", "x_train",
        "arr_0", "-1", "99999999999999999999", "\xFF", " "};
    const auto low = [&](std::size_t i) { return bytes[i] % 16U; };
    const auto high = [&](std::size_t i) { return bytes[i] / 16U; };
    ReadOptions options;
    options.width = kSides[low(0)];
    options.height = options.width > 0 ? std::max(1, kSides[high(0)]) : 0;
    options.channels = static_cast<ReadOptions::Channels>(low(1) % 3);
    options.order = static_cast<ReadOptions::Order>(low(1) / 4 % 3);
    options.fit = static_cast<ReadOptions::Fit>(high(1) % 2);
    options.turn = static_cast<ReadOptions::Turn>(bytes[1] % 7);
    options.scale = static_cast<ReadOptions::Scale>(high(1) / 2 % 4);
    options.patch = kSides[low(2)];
    options.stride = kSides[high(2)];
    options.labelColumn = kNames[low(3)];
    options.labelArray = options.labelColumn;
    options.array = kNames[high(3)];
    return options;
}

/// The last four bytes of an input, which are no part of its file.
inline ReadOptions takeOptions(const std::uint8_t* bytes, std::size_t& size)
{
    std::array<std::uint8_t, 4> last{};
    if (size >= last.size()) {
        size -= last.size();
        std::copy_n(bytes + size, last.size(), last.begin());
    }
    return optionsFrom(last);
}

/// Looks at what a reader has made of a file: sizes that agree, the first and the last image, and the fingerprint.
/// Images of which the program asks first whether they fit into memory are not looked at.
inline void look(const Dataset& data)
{
    if (data.count() != data.images->count() || (data.hasLabels() && Index(data.labels.size()) != data.count()))
        std::abort();
    constexpr Index kMostValues = Index(1) << 20;
    if (data.shape.size() > kMostValues)
        return;
    Batch batch;
    const Index ends[] = {0, data.count() - 1};
    data.gather(ends, batch);
    static_cast<void>(data.className(data.count() - 1));
    static_cast<void>(data.fingerprint());
}

/// Reads a file or folder as a data set in memory and as one that is left in its file. An Error is a good answer.
template <typename Read>
void readBoth(const Read& read, const std::string& path, ReadOptions options)
{
    for (const std::int64_t keep : {options.keepInMemory, std::int64_t(0)}) {
        try {
            options.keepInMemory = keep;
            look(read(path, options, {}));
        } catch (const Error&) {
        }
    }
}

/// The whole of a target: the input is the file, and then four bytes of choices.
template <typename Sniff, typename Read>
int readBytes(const Sniff& sniff, const Read& read, const std::uint8_t* bytes, std::size_t size)
{
    const ReadOptions options = takeOptions(bytes, size);
    const MemoryFile file(bytes, size);
    static_cast<void>(sniff(file.path()));
    readBoth(read, file.path(), options);
    return 0;
}

} // namespace isthmus::fuzz
