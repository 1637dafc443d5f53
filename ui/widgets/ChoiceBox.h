// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace isthmus {

/// A combo box that takes the width that there is. Its text ends with dots where it does not fit, and is then whole in
/// the tool tip. Closed it may say more than its entry does.
class ChoiceBox : public QComboBox
{
    Q_OBJECT
    Q_PROPERTY(QString closedText READ closedText)
public:
    explicit ChoiceBox(QWidget* parent = nullptr);

    /// Sets a text for the closed box instead of its entry; empty: the entry.
    void setClosedText(const QString& text);

    /// The text of the closed box.
    [[nodiscard]] QString closedText() const;
    /// The text of the closed box as it is shown, with dots if need be.
    [[nodiscard]] QString shownText() const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_closedText;
};

} // namespace isthmus
