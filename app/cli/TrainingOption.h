// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"
#include "core/base/named.h"
#include "core/train/TrainSpec.h"

#include <functional>
#include <string>
#include <vector>

namespace isthmus {

/// An option of training and what it changes.
struct TrainingOption
{
    Option option;
    std::function<void(const Arguments& arguments, TrainSpec& spec)> apply;
};

/// The value of an option that is an entry's name.
/// @throws UsageError with the names that there are
template <typename Type>
std::string chosenName(const Arguments& arguments, const std::string& option, const std::vector<Type>& types)
{
    const std::string name = arguments.required(option);
    for (const Type& type : types)
        if (name == type.name)
            return name;
    throw wrongValue(option, joinedText(namesOf(types), "|"), name);
}

} // namespace isthmus
