// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/PlaneLayer.h"

namespace isthmus {

/// Numbers and titles of both axes inside the plane: those of the first in a row above the lower edge, those of the
/// second in a column beside the left one. Each stands on a plate, so that it is read over points and pictures, and is
/// left out where it would be cut or would lie behind something else.
class AxisLayer : public PlaneLayer
{
    Q_OBJECT
public:
    AxisLayer(QCustomPlot& plot, const QString& layer, const PlaneViewport& viewport);

    void setTitles(const QString& across, const QString& up);
    /// False: the second axis only spreads the points, and shows no numbers.
    void setSecondAxisMeasured(bool measured) { m_upIsMeasured = measured; }
    /// Pixels at the upper edge that lie behind tools: the second axis begins below them.
    void setCoveredTop(double pixels) { m_coveredTop = pixels; }
    void setLook(const QFont& font, const QFont& titleFont, const QColor& ink, const QColor& plate);

    /// A number or a title, where it stands.
    struct Text
    {
        QString text;
        QRectF plate; ///< pixels
        bool isTitle = false;
    };
    /// The texts that are drawn for the axes as they are.
    [[nodiscard]] std::vector<Text> texts() const;

    /// Pixels that the numbers take at the left and lower edge.
    [[nodiscard]] QMarginsF margins() const;

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] Text textAt(const QString& text, QPointF middle, bool isTitle) const;
    void addTitles(std::vector<Text>& texts) const;
    void addNumbers(std::vector<Text>& texts, const QCPAxis& axis) const;

    QString m_across, m_up;
    bool m_upIsMeasured = true;
    double m_coveredTop = 0;
    QFont m_font, m_titleFont;
    QColor m_ink, m_plate;
};

/// A number on an axis, with the sign that typesetters use for minus.
/// @param step  distance to the next number, from which it is to differ as it is read; 0: none is near
[[nodiscard]] QString axisNumber(double value, double step = 0);

} // namespace isthmus
