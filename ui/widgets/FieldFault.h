// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QObject>
#include <QPointer>
#include <QString>

namespace isthmus {

/// A fault in the text of a field. While it is shown the field has a red frame, and a note beneath says what the field
/// takes, or above where beneath it would be out of sight. The note lies over what is there, moves with the field, and
/// is hidden while another control has the focus. The field owns it.
class FieldFault : public QObject
{
    Q_OBJECT
public:
    explicit FieldFault(QWidget& field);
    ~FieldFault() override;

    /// @param expected  what the field takes, "a number between 0 and 1"
    void show(const QString& expected);
    void clear();

    [[nodiscard]] bool isShown() const { return !m_sentence.isEmpty(); }
    [[nodiscard]] const QString& sentence() const { return m_sentence; }
    [[nodiscard]] const QLabel* note() const { return m_note; }

    /// The first field below this widget whose fault is shown, or null. A field counts in a part that is folded too,
    /// but not while it is hidden itself, or its row, since what it says is not taken then.
    [[nodiscard]] static QWidget* firstFieldBelow(const QWidget& widget);

    /// Tells a dialog that is about to act whether all its fields can be taken. The first that cannot gets the focus.
    [[nodiscard]] static bool areAllTaken(const QWidget& dialog);

signals:
    void changed(); ///< shown or cleared

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeNote();
    void followField(bool on);
    void place();
    /// The part of the host that is seen, in its coordinates.
    [[nodiscard]] QRect seenPart() const;
    /// Does another control near the field have the focus? Then the note would only lie over what is being done.
    [[nodiscard]] bool isUserElsewhere() const;

    QWidget& m_field;
    /// Widget that the note lies in: the content of the scroll area around the field, or the window.
    QPointer<QWidget> m_host;
    QPointer<QLabel> m_note;
    QString m_sentence;
};

} // namespace isthmus
