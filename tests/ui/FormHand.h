// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/LabelledRow.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>

namespace isthmus {

/// Chooses an entry as a user does: by the keyboard.
inline void choose(QComboBox& choice, const char* name)
{
    choice.setFocus();
    QTest::keyClick(&choice, Qt::Key_Home);
    while (choice.currentData().toString() != name)
        QTest::keyClick(&choice, Qt::Key_Down);
}

/// The choice that has an entry of that name.
inline QComboBox* choiceWith(const QWidget& view, const char* name)
{
    for (QComboBox* choice : view.findChildren<QComboBox*>())
        if (choice->findData(QString(name)) >= 0)
            return choice;
    return nullptr;
}

/// The field beside a label.
template <typename Field>
Field* fieldIn(const QWidget& view, const char* label)
{
    for (LabelledRow* row : view.findChildren<LabelledRow*>())
        if (row->label().text() == label)
            return row->findChild<Field*>();
    return nullptr;
}

} // namespace isthmus
