// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus {

/// A name of each sample, such as that of its picture's file. All letters lie in one piece of memory: a name takes
/// eight bytes more than it has letters, however many there are. A plain value.
class SampleNames
{
public:
    void append(std::string_view name);

    [[nodiscard]] Index count() const { return static_cast<Index>(m_ends.size()); }
    /// @param sample  number in [0, count())
    [[nodiscard]] std::string_view of(Index sample) const;

private:
    std::string m_letters;
    std::vector<std::uint64_t> m_ends; ///< where each name ends in m_letters
};

} // namespace isthmus
