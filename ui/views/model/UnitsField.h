// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <optional>
#include <vector>

namespace isthmus {

class FieldFault;

/// Units of the hidden layers as a list with commas. Enter, or leaving the field, judges it: what is no such list stays
/// as it was typed, and is marked until it is put right or Esc takes it back.
class UnitsField : public QLineEdit
{
    Q_OBJECT
public:
    explicit UnitsField(QWidget* parent = nullptr);

    void display(const std::vector<int>& units);
    /// Words in the place of a list, while there is none to edit.
    void displayWords(const QString& words);
    /// The units in the text; empty if it is no list of units.
    [[nodiscard]] std::optional<std::vector<int>> units() const;
    [[nodiscard]] FieldFault& fault() const { return *m_fault; }

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    bool judge();

    FieldFault* m_fault;
    QString m_displayed; ///< the text that was written by the program
};

} // namespace isthmus
