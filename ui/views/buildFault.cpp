// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/buildFault.h"

#include <QCoreApplication>

#include <new>
#include <stdexcept>

namespace isthmus {

QString buildFault(const std::exception& exception)
{
    const bool isTooLarge = dynamic_cast<const std::bad_alloc*>(&exception) != nullptr
        || dynamic_cast<const std::length_error*>(&exception) != nullptr;
    if (isTooLarge)
        return QCoreApplication::translate("ModelView", "there is not enough memory for a model of this size");
    return QString::fromUtf8(exception.what());
}

} // namespace isthmus
