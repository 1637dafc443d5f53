// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/theme/Theme.h"
#include "ui/views/loss/AxisTitles.h"
#include "ui/views/loss/LossPlot.h"

#include <QApplication>
#include <QTest>

#include <utility>

using namespace isthmus;

/// What is written above the axes of the loss.
class TestAxisTitles : public QObject
{
    Q_OBJECT

private slots:
    void titlesStandClearOfTheNumbers();
    void titlesStandClearOfTheFocusFrame();
};

void TestAxisTitles::titlesStandClearOfTheNumbers()
{
    const Theme theme{*qApp};
    QCustomPlot plot;
    plot.resize(400, 200);
    auto* titles = new AxisTitles(&plot);
    titles->setLook(Qt::black, Qt::black, theme.small());
    titles->setTitles("Loss", "KL"); // no letter with a dot above it
    plot.axisRect()->setMinimumMargins({44, titles->height(), 44, 20});
    plot.yAxis2->setVisible(true);
    for (QCPAxis* axis : {plot.yAxis, plot.yAxis2}) {
        axis->setRange(0, 100); // a number at the very top
        axis->setTickLabelFont(theme.small());
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setBasePen(Qt::NoPen);
    }
    const QImage image = plot.toPixmap(400, 200).toImage();
    const auto isBlank = [&](int left, int right, int y) {
        for (int x = left; x < right; ++x)
            if (image.pixelColor(x, y).lightness() < 200)
                return false;
        return true;
    };
    const int area = plot.axisRect()->left();
    for (const auto& [left, right] : {std::pair(0, area - 2), std::pair(400 - area + 4, 400)}) {
        int y = 0;
        while (isBlank(left, right, y) && y < 100)
            ++y;
        while (!isBlank(left, right, y) && y < 100) // the title
            ++y;
        int gap = 0;
        while (isBlank(left, right, y + gap) && gap < 100)
            ++gap;
        QVERIFY2(gap >= 3 && gap < 16, qPrintable(QString::number(gap)));
    }
}

void TestAxisTitles::titlesStandClearOfTheFocusFrame()
{
    const Theme theme{*qApp};
    LossPlot plot;
    plot.resize(400, 200);
    plot.setUnits("nats per image", "KL, nats per image");
    plot.show();
    QImage image = plot.toPixmap(400, 200).toImage();
    const QColor ground = image.pixelColor(399, 199);
    constexpr int kFrame = 2;
    for (int x = 0; x < 400; ++x)
        for (int y = 0; y < 200; ++y)
            if (x <= kFrame || x >= 399 - kFrame || y <= kFrame || y >= 199 - kFrame)
                QVERIFY2(image.pixelColor(x, y) == ground, qPrintable(QString("%1, %2").arg(x).arg(y)));
}

ISTHMUS_TEST(TestAxisTitles)
#include "tst_AxisTitles.moc"
