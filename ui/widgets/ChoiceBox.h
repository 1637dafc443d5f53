// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace isthmus {

/// A combo box that takes the width that there is. Its text has dots where it does not fit, and is then whole in the
/// tool tip. Closed it may say more than its entry does.
class ChoiceBox : public QComboBox
{
    Q_OBJECT
    Q_PROPERTY(QString closedText READ closedText)
public:
    explicit ChoiceBox(QWidget* parent = nullptr);

    /// Sets a text for the closed box instead of its entry; empty: the entry.
    void setClosedText(const QString& text);

    /// Says where the dots stand in a text that does not fit: at its end, until this is called.
    void setElideMode(Qt::TextElideMode mode);

    /// The text of the closed box.
    [[nodiscard]] QString closedText() const;
    /// The text of the closed box as it is shown, with dots if need be.
    [[nodiscard]] QString shownText() const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// px of the closed box that text has.
    [[nodiscard]] int roomForText() const;

    QString m_closedText;
    Qt::TextElideMode m_elideMode = Qt::ElideRight;
};

} // namespace isthmus
