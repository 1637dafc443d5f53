// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/ui/views/SampleTables.h"

#include <QApplication>
#include <QRegularExpression>

#include <limits>

using namespace isthmus;
using namespace isthmus::test;

/// Samples of which some numbers are missing, as they are drawn and told.
class tst_MissingNumbers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void missingNumbersAreDashes();
    void missingNumbersHideNoPeak();

private:
    std::unique_ptr<Theme> m_theme;
};

/// A number that is missing has a dash, and the output all the same; it comes last, since it has no error.
void tst_MissingNumbers::missingNumbersAreDashes()
{
    Dataset data = tableOf(3);
    const std::shared_ptr<const SampleForm> form = sampleForm(data);
    const float none = std::numeric_limits<float>::quiet_NaN();
    const QFontMetrics metrics{QFont()};
    const QString pair = form->kind->tell({}, *form, {{none, 0.5F, 1}, {}, {1, 0.75F, 1}}, metrics, {})
                             .remove(QRegularExpression("<[^>]*>"));
    QVERIFY2(pair.contains(QString::fromUtf8("length [cm] – 110 – ")), qPrintable(pair));
    const QString alone =
        form->kind->tell({}, *form, {{none, 0.5F, 1}, {}, {}}, metrics, {}).remove(QRegularExpression("<[^>]*>"));
    QVERIFY2(alone.contains(QString::fromUtf8("length [cm] – ")), qPrintable(alone));
    const ThemeTokens& look = Theme::of(qApp).tokens();
    QVERIFY(!painted(*form, {{none, none, none}, {}, {1, 1, 1}}, look).isNull());
    QVERIFY(!painted(*form, {{none, none, none}, {}, {}}, look).isNull());
    // the same of a curve
    Dataset signal = tableOf(40);
    signal.columns.clear();
    const std::shared_ptr<const SampleForm> curve = sampleForm(signal);
    SampleNumbers gaps{std::vector<float>(40, 0.5F), {}, std::vector<float>(40, 0.25F)};
    gaps.original[0] = gaps.original[7] = none;
    const QString place = curve->kind->tell(QRectF(0, 0, 300, 100), *curve, gaps, metrics, {0, 50});
    QVERIFY2(place.contains(QString::fromUtf8("original –, output")), qPrintable(place));
    QVERIFY(!painted(*curve, gaps, look).isNull());
}

/// Of a long signal many numbers lie on one pixel, of which the lowest and the highest are drawn.
void tst_MissingNumbers::missingNumbersHideNoPeak()
{
    constexpr std::size_t kLength = 6000;
    Dataset signal = tableOf(kLength);
    signal.columns.clear();
    const std::shared_ptr<const SampleForm> curve = sampleForm(signal);
    SampleNumbers whole{.original = std::vector<float>(kLength, 0.5F)};
    whole.original[1500] = 1;
    whole.original[3000] = 0;
    SampleNumbers gaps = whole;
    for (const std::size_t beside : {1499, 1501, 2999, 3001})
        gaps.original[beside] = std::numeric_limits<float>::quiet_NaN();
    const ThemeTokens& look = Theme::of(qApp).tokens();
    QCOMPARE(painted(*curve, gaps, look), painted(*curve, whole, look));
}

ISTHMUS_TEST(tst_MissingNumbers)
#include "tst_MissingNumbers.moc"
