// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/loss/CurveHistory.h"

#include <QWidget>

#include <array>
#include <vector>

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
    /// Draws the entry in other colours.
    /// @param place  place of the entry, as high as its line of text
    void draw(
        QPainter& painter, const ThemeTokens& look, const QRectF& place, const QColor& colour, const QColor& dot) const;
    void setValue(double value); ///< a value that is not finite is shown as a dash

    [[nodiscard]] QString name() const;
    [[nodiscard]] QString text() const; ///< text of the value

private:
    QLabel* m_swatch;
    QLabel* m_name;
    NumberLabel* m_value;
};

/// The present values, over the curves. Each shown quantity has the training's and the held-out value, each with a name
/// and a look of its own. They take as many lines as the width requires.
class LossLegend : public QWidget
{
    Q_OBJECT
public:
    explicit LossLegend(QWidget* parent = nullptr);

    /// @param shown     quantities of the plot
    /// @param heldOut   what the second curve is measured on: "test" or "validation"
    /// @param samples   what that consists of: "images"
    void setShown(const std::array<bool, kQuantities>& shown, const QString& heldOut, const QString& samples);

    /// @param evaluation  newest one; null before the first
    void setValues(const CurveHistory& curves, const EvaluationRecord* evaluation);

    /// The shown entries in other colours, arranged for a width.
    /// @param origin  upper left corner
    void draw(QPainter& painter, const ThemeTokens& look, QPoint origin, int width) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] const CurveEntry& training(Quantity quantity) const;
    [[nodiscard]] const CurveEntry& heldOut(Quantity quantity) const;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Placed
    {
        CurveEntry* entry;
        Quantity quantity;
        bool isHeldOut;
        QRect place;
    };

    /// The places of the shown entries in a width: in one line, or else what is held out beneath what is trained on.
    [[nodiscard]] std::vector<Placed> places(int width) const;
    /// Places the entries from left to right, then in the next line.
    [[nodiscard]] std::vector<Placed> flow(int width) const;
    [[nodiscard]] std::vector<Placed> inPairs() const;
    void arrange();
    void applyTheme();

    std::array<CurveEntry*, kQuantities> m_training;
    std::array<CurveEntry*, kQuantities> m_heldOut;
};

} // namespace isthmus
