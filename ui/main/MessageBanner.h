// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace isthmus {

class SentenceLayout;

/// A sentence at the top of the window's centre, above all that is there, until it is closed or no longer true. Takes
/// no focus, stops nothing and covers nothing.
class MessageBanner : public QFrame
{
    Q_OBJECT
public:
    /// The tone of its outline: something is wrong, or something can be done.
    enum class Tone { Warning, Calm };

    /// @param centre  the widget at whose top it stands, which has a QVBoxLayout; also its parent
    explicit MessageBanner(QWidget* centre, Tone tone = Tone::Warning);

    /// Adds a button for what can be done about it, left of the button that closes it.
    QPushButton* addButton(const QString& text);
    /// "Dismiss" otherwise.
    void setDismissText(const QString& text);

    void showMessage(const QString& message);
    [[nodiscard]] QString message() const;

    /// The banner stands at the top of another centre from now on, seen or not as before.
    void moveTo(QWidget* centre);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// Hides what only can be done, where this and that leave the centre too little room.
    void makeRoom();

    const Tone m_tone;
    SentenceLayout* m_row;
    QLabel* m_text;
    QPushButton* m_close;
};

} // namespace isthmus
