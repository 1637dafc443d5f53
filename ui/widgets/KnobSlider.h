// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QSlider;

namespace isthmus {

/// What a knob may be set to, and how its value is written.
struct KnobScale
{
    double minimum = 0;
    double maximum = 1;
    bool logarithmic = false; ///< needs minimum > 0
    std::function<QString(double)> text; ///< empty: two decimals, or 1.0e-3 on a logarithmic scale
};

/// A knob: label at the left, value at the right, slider beneath. A click on the value edits it exactly; what is typed
/// outside the scale is put to its nearest end, and what is no number is forgotten.
class KnobSlider : public QWidget
{
    Q_OBJECT
public:
    KnobSlider(const QString& label, KnobScale scale, QWidget* parent = nullptr);

    [[nodiscard]] double value() const { return m_value; }
    /// Shows a value without valueChanged(): for values that come from elsewhere. Left alone while a hand holds the
    /// slider or types.
    void setValue(double value);

    /// Other limits; the value stays where it is as far as they allow. Left alone while a hand is on it, as setValue().
    void setScale(KnobScale scale);
    void setLabel(const QString& label);

    [[nodiscard]] QSlider& slider() { return *m_slider; }
    [[nodiscard]] QLineEdit& edit() { return *m_edit; }

signals:
    /// By the user's hand only.
    void valueChanged(double value);

private:
    [[nodiscard]] double valueAt(int position) const;
    [[nodiscard]] int positionOf(double value) const;
    [[nodiscard]] QString textOf(double value) const;
    void display(double value);
    void takeSlider(int position);
    void takeText();

    KnobScale m_scale;
    double m_value = 0;
    QLabel* m_label;
    QLineEdit* m_edit;
    QSlider* m_slider;
};

} // namespace isthmus
