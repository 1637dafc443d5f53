// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/SampleNames.h"

#include <cassert>

namespace isthmus {

void SampleNames::append(std::string_view name)
{
    m_letters += name;
    m_ends.push_back(m_letters.size());
}

std::string_view SampleNames::of(Index sample) const
{
    assert(sample >= 0 && sample < count());
    const auto number = static_cast<std::size_t>(sample);
    const std::uint64_t begin = number == 0 ? 0 : m_ends[number - 1];
    return std::string_view(m_letters).substr(begin, m_ends[number] - begin);
}

} // namespace isthmus
