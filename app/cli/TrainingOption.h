// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Arguments.h"
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

/// Names of a table's entries with a separator between each two.
template <typename Type>
std::string namesOf(const std::vector<Type>& types, const std::string& separator)
{
    std::vector<std::string> names;
    for (const Type& type : types)
        names.push_back(type.name);
    return joinedText(names, separator);
}

/// The value of an option that is an entry's name.
/// @throws UsageError with the names that there are
template <typename Type>
std::string chosenName(const Arguments& arguments, const std::string& option, const std::vector<Type>& types)
{
    const std::string name = arguments.required(option);
    for (const Type& type : types)
        if (name == type.name)
            return name;
    throw wrongValue(option, namesOf(types, "|"), name);
}

} // namespace isthmus
