// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace isthmus {

/// Says what the axes of a plot of curves measure. The titles are written level, so that they are read without turning
/// the head: the values' titles above their axes, "epoch" at the left of its numbers. Part of the plot, and so of its
/// pictures.
class AxisTitles : public QCPLayerable
{
    Q_OBJECT
public:
    explicit AxisTitles(QCustomPlot* plot);

    void setTitles(const QString& left, const QString& right);
    void setLook(const QColor& left, const QColor& right, const QFont& font);

    [[nodiscard]] const QString& left() const { return m_left; }
    [[nodiscard]] const QString& right() const { return m_right; }

    /// Pixels that the plot must leave free above its area.
    [[nodiscard]] int height() const;

protected:
    QRect clipRect() const override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    QString m_left;
    QString m_right;
    QColor m_leftColour;
    QColor m_rightColour;
    QFont m_font;
};

} // namespace isthmus
