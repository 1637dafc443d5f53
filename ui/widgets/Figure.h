// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QPaintDevice;
class QToolButton;
class QWidget;

namespace isthmus {

struct ThemeTokens;

/// A part of the window that can be drawn as a picture of its own, to be saved, copied or filmed. Views implement it;
/// the menus find out by asking each view of the table.
class Figure
{
public:
    virtual ~Figure() = default;

    /// Logical pixels; empty: there is nothing to draw yet.
    [[nodiscard]] virtual QSize figureSize() const = 0;

    /// Draws what the panel shows now: lines and text as such, pictures of the model unscaled into whole multiples of
    /// their pixels. Makes its own painter, since QCustomPlot wants one of its own kind.
    /// @param device  device of at least figureSize() logical pixels; its device pixel ratio is how fine many points
    /// are drawn
    /// @param look    colours
    virtual void drawFigure(QPaintDevice& device, const ThemeTokens& look) = 0;

    /// Places the button that saves and copies the figure. False: the panel has no room, the title bar may have.
    virtual bool takeFigureButton(QToolButton* /*button*/) { return false; }
};

/// The figure that a view is, or that it scrolls; null: it has none.
Figure* figureOf(QWidget* view);

} // namespace isthmus
