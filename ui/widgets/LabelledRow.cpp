// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/LabelledRow.h"

#include <QHBoxLayout>
#include <QLabel>

namespace isthmus {

LabelledRow::LabelledRow(const QString& label, QWidget* control, QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(label, this))
{
    m_label->setBuddy(control);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_label);
    row->addStretch(1);
    row->addWidget(control);
}

} // namespace isthmus
