// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RowFolding.h"

#include "ui/main/ActionButton.h"

#include <QLayout>

namespace isthmus {

void RowFolding::addText(ActionButton* button)
{
    m_parts.push_back({[button] { return button->saving(); }, [button](bool folded) { button->setCompact(folded); }});
}

void RowFolding::addWidget(QWidget* widget)
{
    m_parts.push_back({[this, widget] { return widget->sizeHint().width() + m_row.spacing(); },
        [widget](bool folded) { widget->setVisible(!folded); }});
}

void RowFolding::fit(int width)
{
    int missing = m_row.sizeHint().width() - width;
    for (const Part& part : m_parts)
        if (part.isFolded)
            missing += part.saving();
    for (Part& part : m_parts) {
        const bool folds = missing > 0;
        if (folds)
            missing -= part.saving();
        if (folds != part.isFolded)
            part.fold(part.isFolded = folds);
    }
}

} // namespace isthmus
