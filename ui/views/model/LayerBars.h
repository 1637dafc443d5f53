// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/model/ModelEdit.h"

#include <QWidget>

#include <vector>

namespace isthmus {

struct ThemeTokens;

/// Drawing of a model, one line a layer: a bar as long as the layer is wide, its name, its size. The code has the
/// warm colour.
class LayerBars : public QWidget
{
    Q_OBJECT
public:
    explicit LayerBars(QWidget* parent = nullptr);

    void setBars(std::vector<LayerBar> bars);
    [[nodiscard]] const std::vector<LayerBar>& bars() const { return m_bars; }

    /// All lines from the painter's origin, in other colours.
    void draw(QPainter& painter, double width, const ThemeTokens& look) const;
    /// Width in which no name is cut.
    [[nodiscard]] int fullWidth() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintBar(
        QPainter& painter, const LayerBar& bar, Index widest, const QRectF& line, const ThemeTokens& look) const;

    std::vector<LayerBar> m_bars;
};

} // namespace isthmus
