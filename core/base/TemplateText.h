// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>

namespace isthmus {

/// A text as an argument of a template: `template <TemplateText Name>` takes "Relu", and Name.text is "Relu".
template <std::size_t Size>
struct TemplateText
{
    constexpr TemplateText(const char (&from)[Size]) { std::copy_n(from, Size, text); }

    char text[Size]{};
};

} // namespace isthmus
