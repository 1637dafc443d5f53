// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Autoencoder.h"
#include "core/runs/Presets.h"
#include "tests/TestProgram.h"
#include "ui/theme/Theme.h"
#include "ui/views/model/LayerBars.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

#include <memory>

using namespace isthmus;

/// Names of layers are read beside their bars.
class TestLayerBars : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void everyNameIsWholeInThePanel_data();
    void everyNameIsWholeInThePanel();
    void barsAreShorterForNamesAlone();
    void differentLayersStayDifferent();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
};

namespace {

constexpr double kPanel = 232; // px of the bars, with a scroll bar beside them

const QChar kDots(0x2026);

} // namespace

void TestLayerBars::everyNameIsWholeInThePanel_data()
{
    QTest::addColumn<QString>("name");
    for (const std::string& name : presetNames())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestLayerBars::everyNameIsWholeInThePanel()
{
    QFETCH(QString, name);
    LayerBars bars;
    bars.setBars(layerBars(Autoencoder(loadPreset(name.toStdString()).model, Shape{28, 28, 1})));
    const QStringList shown = bars.shownNames(kPanel);
    QVERIFY(!shown.isEmpty());
    QCOMPARE(shown.size(), static_cast<qsizetype>(bars.bars().size()));
    for (qsizetype i = 0; i < shown.size(); ++i)
        QCOMPARE(shown[i], bars.bars()[static_cast<std::size_t>(i)].label);
}

void TestLayerBars::barsAreShorterForNamesAlone()
{
    const auto lengthOfFirst = [](const QString& name) {
        LayerBars bars;
        bars.setBars({{name, 784, false}});
        QImage image(static_cast<int>(kPanel), 22, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        bars.draw(painter, kPanel, Theme::of(&bars).tokens());
        painter.end();
        int length = 0;
        while (length < image.width() && image.pixelColor(length, 11) != QColor(Qt::white))
            ++length;
        return length;
    };
    const int usual = lengthOfFirst("input");
    QVERIFY(usual > 0.4 * kPanel && usual < 0.44 * kPanel);
    const int less = lengthOfFirst("convolution transposed");
    QVERIFY2(less < usual && less >= 24, qPrintable(QString::number(less)));
}

void TestLayerBars::differentLayersStayDifferent()
{
    const QString first = QString::fromUtf8("convolution transposed · leaky ReLU");
    const QString second = QString::fromUtf8("convolution transposed · sigmoid");
    LayerBars bars;
    bars.setBars({{first, 12544, false}, {second, 12544, false}});
    const QStringList shown = bars.shownNames(kPanel);
    QVERIFY(shown[0].contains(kDots) && shown[1].contains(kDots));
    QVERIFY2(shown[0].endsWith(QString::fromUtf8(" · leaky ReLU")), qPrintable(shown[0]));
    QVERIFY2(shown[1].endsWith(QString::fromUtf8(" · sigmoid")), qPrintable(shown[1]));
}

ISTHMUS_TEST(TestLayerBars)
#include "tst_LayerBars.moc"
