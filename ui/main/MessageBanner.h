// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace isthmus {

/// A sentence that lies over the top of the window's centre until it is closed or no longer true. Takes no focus and
/// stops nothing.
class MessageBanner : public QFrame
{
    Q_OBJECT
public:
    /// Of its outline: something is wrong, or something can be done.
    enum class Tone { Warning, Calm };

    /// @param over  the widget that it lies over; also its parent
    explicit MessageBanner(QWidget* over, Tone tone = Tone::Warning);

    /// What can be done about it, left of the button that closes it.
    QPushButton* addButton(const QString& text);
    /// "Dismiss" otherwise.
    void setDismissText(const QString& text);

    void showMessage(const QString& message);
    [[nodiscard]] QString message() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    const Tone m_tone;
    QLabel* m_text;
    QPushButton* m_close;
};

} // namespace isthmus
