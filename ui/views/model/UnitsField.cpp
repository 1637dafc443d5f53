// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/model/UnitsField.h"

#include "ui/views/model/ModelEdit.h"
#include "ui/widgets/FieldFault.h"
#include "ui/widgets/typedNumber.h"

#include <QKeyEvent>

namespace isthmus {

UnitsField::UnitsField(QWidget* parent)
    : QLineEdit(parent)
    , m_fault(new FieldFault(*this))
{
    connect(this, &QLineEdit::textChanged, this, [this] {
        if (units())
            m_fault->clear();
    });
}

void UnitsField::display(const std::vector<int>& units)
{
    displayWords(hiddenText(units));
}

void UnitsField::displayWords(const QString& words)
{
    m_displayed = words;
    setText(words);
    m_fault->clear();
}

std::optional<std::vector<int>> UnitsField::units() const
{
    return parseHidden(text());
}

bool UnitsField::judge()
{
    if (!units())
        m_fault->show(tr("whole numbers from 1 to 65,536 and commas"));
    return !m_fault->isShown();
}

bool UnitsField::event(QEvent* event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (!isKey || text() != m_displayed || mayBeginNumber(*static_cast<QKeyEvent*>(event)))
        return QLineEdit::event(event);
    event->ignore();
    return false;
}

void UnitsField::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isTakenBack = event->key() == Qt::Key_Escape && text() != m_displayed;
    if (isTakenBack) {
        setText(m_displayed);
        selectAll();
    }
    if (isTakenBack || (isEnter && !judge()))
        return event->accept();
    QLineEdit::keyPressEvent(event);
}

void UnitsField::focusOutEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::PopupFocusReason)
        (void)judge();
    QLineEdit::focusOutEvent(event);
}

} // namespace isthmus
