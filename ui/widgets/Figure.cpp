// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Figure.h"

#include <QScrollArea>

namespace isthmus {

Figure* figureOf(QWidget* view)
{
    const auto* area = qobject_cast<const QScrollArea*>(view);
    return dynamic_cast<Figure*>(area ? area->widget() : view);
}

} // namespace isthmus
