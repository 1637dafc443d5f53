// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/model/ModelEdit.h"

#include <QWidget>

#include <vector>

namespace isthmus {

struct ThemeTokens;

/// Drawing of a model, one line a layer: a bar as long as the layer is wide, its name, its size. The code has the
/// warm colour. Where names need the room, all bars are shorter; where they need still more, names lose letters
/// before their last part, so that layers which differ in it can be told apart.
class LayerBars : public QWidget
{
    Q_OBJECT
public:
    explicit LayerBars(QWidget* parent = nullptr);

    void setBars(std::vector<LayerBar> bars);
    [[nodiscard]] const std::vector<LayerBar>& bars() const { return m_bars; }
    /// On the screen the drawing is faint while another model is chosen that waits.
    void setFaint(bool faint);
    [[nodiscard]] bool isFaint() const { return m_isFaint; }

    /// Draws all lines from the painter's origin, in other colours.
    void draw(QPainter& painter, double width, const ThemeTokens& look) const;
    /// Names as they are drawn in a width.
    [[nodiscard]] QStringList shownNames(double width) const;
    /// Width in which no name is cut.
    [[nodiscard]] int fullWidth() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintBar(
        QPainter& painter, const LayerBar& bar, double length, const QRectF& line, const ThemeTokens& look) const;
    /// Length of a bar in pixels, if the widest layer's is `longest`.
    [[nodiscard]] double lengthOf(const LayerBar& bar, double longest) const;
    [[nodiscard]] double longestBar(double width) const;
    /// Room for the name, between bar and number.
    [[nodiscard]] double nameRoom(const LayerBar& bar, double length, double width) const;
    [[nodiscard]] QString shownName(const LayerBar& bar, double room) const;
    [[nodiscard]] Index widest() const;

    std::vector<LayerBar> m_bars;
    bool m_isFaint = false;
};

} // namespace isthmus
