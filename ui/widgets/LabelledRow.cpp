// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/LabelledRow.h"

#include "ui/widgets/styleMark.h"

#include <QHBoxLayout>
#include <QLabel>

namespace isthmus {

LabelledRow::LabelledRow(const QString& label, QWidget* control, QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(label, this))
    , m_control(control)
{
    m_label->setBuddy(control);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_label);
    const bool takesAll = control->sizePolicy().expandingDirections().testFlag(Qt::Horizontal);
    if (!takesAll)
        row->addStretch(1);
    row->addWidget(control, takesAll ? 1 : 0);
}

void LabelledRow::setPending(bool pending)
{
    if (pending == m_isPending)
        return;
    m_isPending = pending;
    m_label->setAccessibleDescription(pending ? tr("chosen, and not applied yet") : QString());
    for (QWidget* part : {static_cast<QWidget*>(m_label), m_control})
        setStyleMark(*part, "pending", pending);
}

} // namespace isthmus
