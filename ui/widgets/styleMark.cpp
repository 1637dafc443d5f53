// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/styleMark.h"

#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace isthmus {

void setStyleMark(QWidget& widget, const char* mark, bool on)
{
    if (widget.property(mark).toBool() == on)
        return;
    widget.setProperty(mark, on);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    widget.update();
}

} // namespace isthmus
