// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/loss/CurveHistory.h"

#include <QWidget>

#include <array>

class QLabel;

namespace isthmus {

class NumberLabel;
struct ThemeTokens;

/// A short piece of a curve with its name and its present value.
class CurveEntry : public QWidget
{
    Q_OBJECT
public:
    explicit CurveEntry(QWidget* parent = nullptr);

    void setName(const QString& name);
    void setLook(const QColor& line, const QColor& dot); ///< a dot that is not valid: none
    /// The same in other colours.
    /// @param left  x of the entry
    /// @param line  of text: its height and place
    /// @return      x of its end
    double draw(QPainter& painter, const ThemeTokens& look, double left, const QRectF& line, const QColor& colour,
        const QColor& dot) const;
    void setValue(double value); ///< not finite: a dash

    [[nodiscard]] QString name() const;
    [[nodiscard]] QString text() const; ///< of the value

private:
    QLabel* m_swatch;
    QLabel* m_name;
    NumberLabel* m_value;
};

/// The line of present values over the curves: for each shown quantity the training's and the held-out value.
class LossLegend : public QWidget
{
    Q_OBJECT
public:
    explicit LossLegend(QWidget* parent = nullptr);

    /// @param shown     quantities of the plot
    /// @param heldOut   what the second curve is measured on: "test" or "validation"
    void setShown(const std::array<bool, kQuantities>& shown, const QString& heldOut);

    /// @param evaluation  newest one; null before the first
    void setValues(const CurveHistory& curves, const EvaluationRecord* evaluation);

    /// The shown entries in other colours, one after the other.
    void draw(QPainter& painter, const ThemeTokens& look, const QRectF& line) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] const CurveEntry& training(Quantity quantity) const;
    [[nodiscard]] const CurveEntry& heldOut(Quantity quantity) const;

private:
    void applyTheme();

    QWidget* m_row; ///< as wide as it needs to be; what does not fit is cut at the right
    std::array<CurveEntry*, kQuantities> m_training;
    std::array<CurveEntry*, kQuantities> m_heldOut;
};

} // namespace isthmus
