// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace isthmus {

/// One line of a panel: a label at the left, a control at the right.
class LabelledRow : public QWidget
{
    Q_OBJECT
public:
    /// Takes the control as a child.
    LabelledRow(const QString& label, QWidget* control, QWidget* parent = nullptr);

    [[nodiscard]] QLabel& label() { return *m_label; }

    /// Marks a choice that waits to be applied.
    void setPending(bool pending);
    [[nodiscard]] bool isPending() const { return m_isPending; }

private:
    QLabel* m_label;
    QWidget* m_control;
    bool m_isPending = false;
};

} // namespace isthmus
