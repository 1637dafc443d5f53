// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/foreignModels.h"

#include "core/base/Error.h"
#include "core/datasets/foreignFormats.h"

namespace isthmus {

void requireOnnx(const std::string& path)
{
    const ForeignFormat format = foreignFormatOf(path, ForeignUse::Model);
    if (!format.name.empty())
        throw Error(path + ": expected a model (" + kModelFormats + "), found " + format.name + "; " + format.way);
}

} // namespace isthmus
