// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QSlider;

namespace isthmus {

class FieldFault;
struct FieldRange;

/// The values that a knob may have, and how its value is written.
struct KnobScale
{
    double minimum = 0;
    double maximum = 1;
    bool logarithmic = false; ///< needs minimum > 0
    std::function<QString(double)> text = {}; ///< empty: two decimals, or 1.0e-3 on a logarithmic scale
    bool leastIsZero = false; ///< the lowest position stands for 0
    bool isWhole = false; ///< only whole numbers may be typed
};

/// A knob: label at the left, value at the right, slider beneath. A click on the value, or the Tab key, edits it
/// exactly: Enter takes what is typed, Esc takes it back, the arrows move it by one step. What is typed outside the
/// scale, or is no number, stays as it is and is marked, with a note that says the range; the knob keeps its value
/// meanwhile.
class KnobSlider : public QWidget
{
    Q_OBJECT
public:
    KnobSlider(const QString& label, KnobScale scale, QWidget* parent = nullptr);

    [[nodiscard]] double value() const { return m_value; }
    /// Shows a value without valueChanged(): for values that come from elsewhere. A slider that a hand holds is left
    /// alone, and so is a text that is being typed.
    void setValue(double value);

    /// Shows no value, before there is one.
    void showNothing();

    /// Sets other limits; the value stays where it is as far as they allow. It is left alone while a hand is on it, as
    /// setValue().
    void setScale(KnobScale scale);
    void setLabel(const QString& label);

    [[nodiscard]] QSlider& slider() { return *m_slider; }
    [[nodiscard]] QLineEdit& edit() { return *m_edit; }
    [[nodiscard]] const FieldFault& fault() const { return *m_fault; }

signals:
    /// Emitted when the user's hand changes the value, and only then.
    void valueChanged(double value);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] FieldRange range() const;
    [[nodiscard]] bool isTyping() const;
    [[nodiscard]] double valueAt(int position) const;
    [[nodiscard]] int positionOf(double value) const;
    [[nodiscard]] QString textOf(double value) const;
    void place(double value);
    void display(double value);
    void takeSlider(int position);
    void takeText();
    void takeTextBack();
    void describe();
    /// @return whether the key meant the number and not what the knob lies in
    bool takeKey(const QKeyEvent& key);

    KnobScale m_scale;
    double m_value = 0;
    QLabel* m_label;
    QSlider* m_slider; ///< slider, which is made before the number, so that Tab leads from the slider to it
    QLineEdit* m_edit;
    FieldFault* m_fault;
};

} // namespace isthmus
