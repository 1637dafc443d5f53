// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FoldingSection.h"

#include "ui/widgets/FoldingHeading.h"
#include "ui/widgets/tabOrder.h"

#include <QVBoxLayout>

namespace isthmus {

namespace {
constexpr int kRowSpacing = 6; // px
}

FoldingSection::FoldingSection(const QString& title, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_heading(new FoldingHeading(title, name, this))
    , m_body(new QWidget(this))
    , m_rows(new QVBoxLayout(m_body))
    , m_last(m_heading)
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(kRowSpacing);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_heading);
    column->addWidget(m_body);
    connect(m_heading, &QAbstractButton::toggled, m_body, &QWidget::setVisible);
}

void FoldingSection::add(QWidget* widget)
{
    m_rows->addWidget(widget);
    m_last = placeInTabOrder(m_last, widget);
}

bool FoldingSection::isOpen() const
{
    return m_heading->isChecked();
}

void FoldingSection::setOpen(bool open)
{
    m_heading->setChecked(open);
}

} // namespace isthmus
