// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/planeLook.h"

#include "ui/views/latent/pointQueries.h"

#include <qcustomplot.h>

namespace isthmus {

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
        axis->setTickLabels(false); // the plane's own numbers have plates and stay away from what floats on it
        axis->setTickLength(0);
        axis->setSubTicks(false);
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
}

void themePlot(QCustomPlot& plot, const ThemeTokens& tokens)
{
    plot.setBackground(QBrush(tokens.plot));
    QColor hairline = tokens.line;
    hairline.setAlphaF(0.6F);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis})
        axis->grid()->setPen(QPen(hairline, 1));
}

std::vector<QRgb> classColours(
    int classCount, const std::vector<bool>& hidden, const ThemeTokens& tokens, double opacity)
{
    const auto seen = [opacity](QColor colour) {
        colour.setAlphaF(static_cast<float>(opacity));
        return colour.rgba();
    };
    if (classCount == 0)
        return {seen(tokens.accent)};
    std::vector<QRgb> colours;
    for (int i = 0; i < classCount; ++i)
        colours.push_back(isClassHidden(hidden, i) ? 0 : seen(classColor(i)));
    return colours;
}

double manifoldOpacity(double balance, const ThemeTokens& tokens)
{
    const double middle = tokens.dark ? 0.35 : 0.5;
    return balance < 0.5 ? 2 * balance * middle : middle + (2 * balance - 1) * (1 - middle);
}

} // namespace isthmus
