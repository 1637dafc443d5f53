// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/FieldFault.h"
#include "ui/widgets/typedNumber.h"

#include <QDoubleSpinBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <optional>
#include <type_traits>
#include <utility>

namespace isthmus {

/// A spin box that never changes in silence what was typed. Its text may be anything while it is typed; Enter, or
/// leaving the field, judges it. What is no number of the range stays as it is, marked, with a note that says the
/// range, and the value is the one before; Esc takes it back. Comma and point are both taken. While nothing is being
/// typed, a field of whole numbers leaves the dot and the space to what they do elsewhere in the window.
template <typename Spin>
class NumberFieldOf : public Spin
{
public:
    using Number = decltype(std::declval<const Spin&>().value());

    explicit NumberFieldOf(QWidget* parent = nullptr)
        : Spin(parent)
        , m_fault(new FieldFault(*this))
    {
        this->setLocale(QLocale::c());
        QObject::connect(this->lineEdit(), &QLineEdit::textEdited, m_fault, [this] { beginTyping(); });
        QObject::connect(this->lineEdit(), &QLineEdit::textChanged, m_fault, [this](const QString& text) {
            if (numberIn(text))
                m_fault->clear();
        });
    }

    [[nodiscard]] FieldFault& fault() const { return *m_fault; }

    /// Shows a number instead of what was typed; those who listen hear nothing.
    void display(Number number)
    {
        const QSignalBlocker silent(this);
        if (std::exchange(m_isBlank, false))
            this->setSpecialValueText(m_special);
        this->setValue(number);
        m_isTyping = false;
        m_fault->clear();
    }

    QValidator::State validate(QString& text, int&) const override
    {
        return numberIn(text) ? QValidator::Acceptable : QValidator::Intermediate;
    }
    void fixup(QString&) const override { } // nothing is put right behind the user's back
    [[nodiscard]] Number valueFromText(const QString& text) const override
    {
        return static_cast<Number>(numberIn(text).value_or(this->value()));
    }
    /// Puts back the number before the first key was pressed, in the place of a text that was not taken.
    void takeBack()
    {
        m_isTyping = false;
        this->setValue(m_before);
        m_fault->clear();
        this->selectAll();
    }
    void stepBy(int steps) override
    {
        if (m_fault->isShown())
            takeBack();
        Spin::stepBy(steps);
        m_isTyping = false;
    }

    bool event(QEvent* event) override
    {
        const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
        if (!isKey || m_isTyping || !range().isWhole || mayBeginNumber(*static_cast<QKeyEvent*>(event)))
            return Spin::event(event);
        event->ignore();
        return false;
    }

    /// Shows no number, before there is one.
    void displayNothing()
    {
        if (!std::exchange(m_isBlank, true))
            m_special = this->specialValueText();
        const QSignalBlocker silent(this);
        this->setSpecialValueText(" "); // without the suffix
        this->setValue(this->minimum());
    }

protected:
    /// The number that the text stands for, in words or digits; nothing if the field does not take it.
    [[nodiscard]] virtual std::optional<double> numberIn(const QString& text) const
    {
        QString bare = text.trimmed();
        if (const QString suffix = this->suffix().trimmed(); !suffix.isEmpty() && bare.endsWith(suffix))
            bare.chop(suffix.size());
        if (isSpecial(bare.trimmed()))
            return this->minimum();
        return typedNumber(bare, range());
    }
    /// The text that says what the field takes, in words.
    [[nodiscard]] virtual QString expected() const
    {
        const QString special = this->specialValueText();
        return special.isEmpty() ? rangeText(range()) : rangeText(range()) + QString(", \"%1\"").arg(special);
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        const bool isTakenBack = event->key() == Qt::Key_Escape && (m_isTyping || m_fault->isShown());
        if (isTakenBack)
            takeBack();
        if (isTakenBack || (isEnter && !judge()))
            return event->accept();
        Spin::keyPressEvent(event);
    }
    void focusOutEvent(QFocusEvent* event) override
    {
        const bool isForPopup = event->reason() == Qt::PopupFocusReason;
        if (!isForPopup)
            (void)judge();
        keepingText(isForPopup || m_fault->isShown(), [&] { Spin::focusOutEvent(event); });
    }
    void hideEvent(QHideEvent* event) override
    {
        keepingText(m_fault->isShown(), [&] { Spin::hideEvent(event); });
    }

private:
    [[nodiscard]] bool isSpecial(const QString& text) const
    {
        const QString special = this->specialValueText().trimmed();
        return !special.isEmpty() && text.compare(special, Qt::CaseInsensitive) == 0;
    }
    [[nodiscard]] FieldRange range() const
    {
        FieldRange range{.minimum = double(this->minimum()), .maximum = double(this->maximum())};
        if constexpr (std::is_same_v<Number, double>) {
            range.isWhole = this->decimals() == 0;
            range.decimals = this->decimals();
        } else {
            range.isWhole = true;
        }
        return range;
    }

    void beginTyping()
    {
        if (!std::exchange(m_isTyping, true))
            m_before = this->value();
    }
    /// @return whether what is typed was taken
    bool judge()
    {
        const QString typed = this->lineEdit()->text();
        if (numberIn(typed))
            m_isTyping = false;
        if (!m_isTyping)
            return !m_fault->isShown();
        this->setValue(m_before);
        m_fault->show(expected());
        this->lineEdit()->setText(typed);
        return false;
    }
    /// Qt puts the value in the place of a text that is none whenever the field loses the focus or is hidden.
    template <typename Call>
    void keepingText(bool keeps, const Call& call)
    {
        const QString typed = this->lineEdit()->text();
        call();
        if (keeps)
            this->lineEdit()->setText(typed);
    }

    FieldFault* m_fault;
    Number m_before{}; ///< the value before the first key was pressed
    bool m_isTyping = false;
    bool m_isBlank = false;
    QString m_special; ///< text of the least number, while nothing is shown
};

using WholeField = NumberFieldOf<QSpinBox>;
using DecimalField = NumberFieldOf<QDoubleSpinBox>;

} // namespace isthmus
