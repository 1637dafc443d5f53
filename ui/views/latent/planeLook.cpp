// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/planeLook.h"

#include "ui/views/latent/pointQueries.h"

#include <qcustomplot.h>

namespace isthmus {

namespace {
constexpr float kDotOpacity = 0.85F;
} // namespace

void preparePlot(QCustomPlot& plot)
{
    plot.setInteractions({});
    plot.setNoAntialiasingOnDrag(false);
    plot.plotLayout()->setAutoMargins(QCP::msNone);
    plot.plotLayout()->setMargins({});
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins({});
    plot.axisRect()->setMinimumMargins({});
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setTickLabelSide(QCPAxis::lsInside);
        axis->setTickLength(0);
        axis->setSubTicks(false);
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setTickLabelPadding(6);
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->setNumberFormat("gb");
        axis->setNumberPrecision(4);
    }
}

void themePlot(QCustomPlot& plot, const Theme& theme, const ThemeTokens& tokens)
{
    plot.setBackground(QBrush(tokens.plot));
    QColor hairline = tokens.line;
    hairline.setAlphaF(0.6F);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setTickLabelColor(tokens.dim);
        axis->setTickLabelFont(theme.small());
        axis->setLabelColor(tokens.dim);
        axis->setLabelFont(theme.small());
        axis->grid()->setPen(QPen(hairline, 1));
    }
}

std::vector<QRgb> classColours(int classCount, const std::vector<bool>& hidden, const ThemeTokens& tokens)
{
    const auto seen = [](QColor colour) {
        colour.setAlphaF(kDotOpacity);
        return colour.rgba();
    };
    if (classCount == 0)
        return {seen(tokens.accent)};
    std::vector<QRgb> colours;
    for (int i = 0; i < classCount; ++i)
        colours.push_back(isClassHidden(hidden, i) ? 0 : seen(classColor(i)));
    return colours;
}

} // namespace isthmus
