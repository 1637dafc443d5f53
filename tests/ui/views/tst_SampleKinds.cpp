// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/core/analysis/TestModels.h"
#include "tests/ui/views/SampleTables.h"
#include "ui/samples/SampleFrame.h"
#include "ui/samples/SampleWidget.h"
#include "ui/samples/Strips.h"
#include "ui/samples/StripsWidget.h"
#include "ui/samples/kinds/numberCell.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"
#include "ui/views/data/DataText.h"

#include <QApplication>
#include <QPainter>
#include <QRegularExpression>

#include <limits>

using namespace isthmus;
using namespace isthmus::test;

namespace {

std::shared_ptr<const Snapshot> modelFor(Shape shape)
{
    const auto model = std::make_shared<const Autoencoder>(linearModel(2), shape);
    return std::make_shared<const Snapshot>(Snapshot{{}, {model, model->initialise(1)}});
}

std::vector<Strip> stripsOf(const Dataset& data)
{
    return makeStrips({modelFor(data.shape), std::make_shared<const Dataset>(data), {1, 3}, {}, 1});
}

int pixelsOf(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour;
    return count;
}

/// Has a picture a line of this colour?
bool isDrawn(const QImage& image, const QColor& colour)
{
    int near = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor is = image.pixelColor(x, y);
            near += std::abs(is.red() - colour.red()) + std::abs(is.green() - colour.green())
                    + std::abs(is.blue() - colour.blue())
                < 90;
        }
    return near > 60;
}

} // namespace

/// A sample is shown as what it is: a picture, a curve with axes, or lines of a table in the units of the data.
class tst_SampleKinds : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void kindFollowsFromShapeAndNames_data();
    void kindFollowsFromShapeAndNames();
    void numbersHaveFewDigits();
    void tableTellsNamesAndUnits();
    void largestErrorComesFirst();
    void columnsWithoutRoomAreCounted();
    void curveTellsThePlace();
    void curveOfAPairHasThreeLines();
    void outputBeyondTheOriginalIsInSight();
    void anyNumbersCanBePainted_data();
    void anyNumbersCanBePainted();
    void dataPanelNamesTheColumns();
    void stripsOfRowsHaveTheirNumbers();
    void stripsOfRowsStandBelowEachOther();
    void sampleAloneIsPaintedWithItsNumbers();
    void framesOfAFilmHaveNamesAndNumbers();
    void lowStripsShowSomeColumns();
    void rowsAreCountedFromOne();

private:
    std::unique_ptr<Theme> m_theme;
};

void tst_SampleKinds::kindFollowsFromShapeAndNames_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("stem");
    QTest::addColumn<QString>("kind");
    QTest::newRow("picture") << QSize(28, 28) << ""
                             << "picture";
    QTest::newRow("signal") << QSize(96, 1) << ""
                            << "curve";
    QTest::newRow("signal with times") << QSize(96, 1) << "t"
                                       << "curve";
    QTest::newRow("few numbers") << QSize(12, 1) << ""
                                 << "table";
    QTest::newRow("many named columns") << QSize(96, 1) << "(cm) "
                                        << "table";
    QTest::newRow("one number") << QSize(1, 1) << ""
                                << "table";
}

void tst_SampleKinds::kindFollowsFromShapeAndNames()
{
    QFETCH(QSize, size);
    QFETCH(QString, stem);
    ColumnNames names;
    for (int i = 0; i < size.width() && !stem.isEmpty(); ++i)
        names.push_back(stem == "t" ? "t" + std::to_string(i) : std::to_string(i) + ' ' + stem.toStdString());
    QTEST(QString(sampleKindOf({1, size.height(), size.width()}, names).name), "kind");
}

void tst_SampleKinds::numbersHaveFewDigits()
{
    QCOMPARE(numberCell(5.0731844), QString("5.073"));
    QCOMPARE(numberCell(19043.68), QString("19044"));
    QCOMPARE(numberCell(2.5e9), QString("2.5e+09"));
    QCOMPARE(numberCell(-0.25), QString::fromUtf8("−0.25"));
    QCOMPARE(numberCell(-1e-15), QString("0"));
    QCOMPARE(differenceCell(0.5), QString("+0.5"));
    QCOMPARE(differenceCell(-0.5), QString::fromUtf8("−0.5"));
    QCOMPARE(differenceCell(0), QString("0"));
}

void tst_SampleKinds::tableTellsNamesAndUnits()
{
    const auto form = sampleForm(tableOf(3));
    const SampleNumbers pair{.original = {0, 60, 70}, .output = {0.5F, 60, 71}};
    const QString told = form->kind->tell({0, 0, 200, 80}, *form, pair, QFontMetrics(QFont()), {5, 5});
    const QString plain = QString(told).remove(QRegularExpression("<[^>]*>")).simplified();
    QCOMPARE(plain, QString("original output error length [cm] 100 105 +5 c&lt;2&gt; 120 120 0 c&lt;4&gt; 140 142 +2"));
    const QString alone = form->kind->tell({}, *form, {.original = {1, 2, 3}}, QFontMetrics(QFont()), {});
    QVERIFY(alone.contains("110") && alone.contains("value") && !alone.contains("error"));
}

/// In deviations of its column, not in the units, which differ.
void tst_SampleKinds::largestErrorComesFirst()
{
    const ThemeTokens& look = m_theme->tokens();
    const auto form = sampleForm(tableOf(3));
    const SampleNumbers pair{.original = {0, 60, 70}, .output = {2, 60, 66}}; // 20 cm too much, and 8 too little
    const QImage image = painted(*form, pair, look);
    const QColor low(diverging(-1, look.dark));
    const QColor high(diverging(1, look.dark));
    const int line = QFontMetrics(QFont()).height();
    QVERIFY(pixelsOf(image.copy(0, line, 320, line), low) > 20);
    QCOMPARE(pixelsOf(image.copy(0, line, 320, line), high), 0);
    QVERIFY(pixelsOf(image.copy(0, 2 * line, 320, line), high) > 20);
    QCOMPARE(pixelsOf(image.copy(0, 3 * line, 320, line), high), 0);
}

void tst_SampleKinds::columnsWithoutRoomAreCounted()
{
    const auto form = sampleForm(tableOf(60));
    const SampleNumbers sample{.original = std::vector<float>(60, 1)};
    const QString told = form->kind->tell({}, *form, sample, QFontMetrics(QFont()), {});
    QVERIFY2(told.endsWith("and 20 more"), qPrintable(told.right(40)));
    const QFontMetrics metrics(m_theme->small());
    QCOMPARE(form->kind->size(*form, metrics).height(), 12 * metrics.height());
    QCOMPARE(form->kind->size(*sampleForm(tableOf(3)), metrics).height(), 4 * metrics.height());
}

void tst_SampleKinds::curveTellsThePlace()
{
    Dataset data = tableOf(64);
    data.columns.clear();
    data.scaling = {0.5, 0};
    const auto form = sampleForm(data);
    QCOMPARE(QString(form->kind->name), QString("curve"));
    SampleNumbers sample{.original = std::vector<float>(64, 10)};
    sample.original.back() = 30;
    const QRectF room(0, 0, 300, 100);
    const auto tell = [&](double x) { return form->kind->tell(room, *form, sample, QFontMetrics(QFont()), {x, 50}); };
    QCOMPARE(tell(300), QString("column 63: 60"));
    QCOMPARE(tell(0), QString("column 0: 20"));
    sample.output = std::vector<float>(64, 9);
    QCOMPARE(tell(299), QString::fromUtf8("column 63: original 60, output 18, error −42"));
}

void tst_SampleKinds::curveOfAPairHasThreeLines()
{
    Dataset data = tableOf(64);
    data.columns.clear();
    const auto form = sampleForm(data);
    const ThemeTokens& look = m_theme->tokens();
    SampleNumbers sample;
    for (int i = 0; i < 64; ++i) {
        sample.original.push_back(static_cast<float>(i));
        sample.output.push_back(static_cast<float>(63 - i));
    }
    const QImage image = painted(*form, sample, look, {320, 160});
    QVERIFY(isDrawn(image, look.text) && isDrawn(image, look.accent) && isDrawn(image, look.warning));
}

void tst_SampleKinds::outputBeyondTheOriginalIsInSight()
{
    Dataset data = tableOf(64);
    data.columns.clear();
    SampleNumbers sample;
    sample.original.assign(64, 1);
    sample.original[0] = 0;
    sample.output.assign(64, 9);
    const ThemeTokens& look = m_theme->tokens();
    QVERIFY(isDrawn(painted(*sampleForm(data), sample, look, {320, 160}), look.accent));
}

void tst_SampleKinds::anyNumbersCanBePainted_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<float>("value");
    for (const int columns : {1, 3, 64, 5000})
        for (const float value : {0.0F, 1e30F, std::numeric_limits<float>::quiet_NaN(), -HUGE_VALF})
            QTest::addRow("%d of %g", columns, double(value)) << columns << value;
}

void tst_SampleKinds::anyNumbersCanBePainted()
{
    QFETCH(int, columns);
    QFETCH(float, value);
    Dataset data = tableOf(columns);
    if (columns >= 64)
        data.columns.clear();
    const auto form = sampleForm(data);
    const std::vector<float> values(static_cast<std::size_t>(columns), value);
    const SampleNumbers pair{.original = values, .corrupted = values, .output = values};
    for (const QSize size : {QSize(320, 120), QSize(60, 30), QSize(1, 1)}) {
        (void)painted(*form, pair, m_theme->tokens(), size);
        (void)painted(*form, {.original = values}, m_theme->tokens(), size);
    }
    (void)form->kind->tell({0, 0, 10, 10}, *form, pair, QFontMetrics(QFont()), {3, 3});
}

void tst_SampleKinds::dataPanelNamesTheColumns()
{
    Dataset data = tableOf(6);
    data.columns[1] = "a name that is too long for a line";
    Split split;
    split.train = numbersUpTo(6);
    const QString line = dataText(data, split).section('\n', 0, 0);
    QCOMPARE(
        line, QString::fromUtf8("6 rows of 6 numbers: length [cm], a name that is too long…, c<4>, c<1> and 2 more"));
}

void tst_SampleKinds::stripsOfRowsHaveTheirNumbers()
{
    const Dataset data = tableOf(4);
    const std::vector<Strip> strips = stripsOf(data);
    QVERIFY(strips[1].form);
    std::vector<float> stored(4);
    data.images->copy(3, 0, stored);
    for (std::size_t i = 0; i < 4; ++i)
        QVERIFY(
            std::abs(strips[1].form->inUnits(static_cast<Index>(i), strips[1].numbers.original[i]) - double(stored[i]))
            < 1e-3);
    QVERIFY(strips[1].numbers.isPair() && strips[1].numbers.corrupted.empty());
    QVERIFY(!stripsOf(smallData(6))[0].form);
}

void tst_SampleKinds::stripsOfRowsStandBelowEachOther()
{
    const Dataset data = tableOf(4);
    StripsWidget strips;
    strips.resize(340, 300);
    strips.setForm(sampleForm(data));
    strips.setStrips(std::make_shared<const std::vector<Strip>>(stripsOf(data)));
    QCOMPARE(strips.cellSize().width(), 340.0);
    QVERIFY(strips.rowsThatFit() >= 2);
    QVERIFY(strips.blocksHeight(2) <= 300);
    QCOMPARE(strips.sharpSize().width(), StripsLayout::kBlockWidth);
    QSignalSpy picked(&strips, &StripsWidget::picked);
    QTest::mouseClick(&strips, Qt::LeftButton, {}, QPoint(100, strips.blocksHeight(1) + 20));
    QCOMPARE(picked.at(0).at(0).value<Index>(), Index(3));
    strips.setForm(sampleForm(smallData(6)));
    QCOMPARE(strips.blocksHeight(1), 0);
}

void tst_SampleKinds::sampleAloneIsPaintedWithItsNumbers()
{
    SampleWidget widget;
    widget.resize(180, 120);
    widget.setSample(sampleForm(tableOf(3)), std::vector<float>{0, 1, 2});
    QVERIFY(widget.hasNumbers());
    QVERIFY(!widget.image().isNull());
    QVERIFY(pixelsOf(widget.grab().toImage(), m_theme->tokens().accent) > 20); // a bar
    widget.clear();
    QVERIFY(!widget.hasNumbers() && widget.image().isNull());
    widget.setSample(sampleForm(smallData(6)), std::vector<float>(12, 0.5F));
    QVERIFY(!widget.hasNumbers());
}

void tst_SampleKinds::framesOfAFilmHaveNamesAndNumbers()
{
    const ThemeTokens& look = m_theme->tokens();
    const SampleFrames frames{sampleForm(tableOf(4)), look, m_theme->small(), 2};
    const QImage low = frames.frame(std::vector<float>{0, 60, 60, 60});
    QCOMPARE(low.size(), frames.size());
    const SampleFrames smaller{frames.form, look, frames.font, 1};
    QCOMPARE(frames.size(), 2 * smaller.size());
    QVERIFY(isDrawn(low, look.text) && isDrawn(low, look.accent));
    const QImage high = frames.frame(std::vector<float>{3, 60, 60, 60});
    QCOMPARE(high.size(), low.size());
    QVERIFY(high != low);
}

/// Headings, four columns at least, and how many follow.
void tst_SampleKinds::lowStripsShowSomeColumns()
{
    StripsWidget strips;
    QCOMPARE(strips.minimumSizeHint().height(), 80);
    strips.setForm(sampleForm(tableOf(8)));
    const int line = QFontMetrics(m_theme->small()).height();
    QVERIFY(strips.minimumSizeHint().height() >= StripsLayout::kHeadings + 6 * line);
    strips.setForm(sampleForm(tableOf(2)));
    QVERIFY(strips.minimumSizeHint().height() < StripsLayout::kHeadings + 6 * line);
}

void tst_SampleKinds::rowsAreCountedFromOne()
{
    Dataset data = tableOf(2);
    data.firstNumber = 1;
    QCOMPARE(sampleNumber(data, 2), QString("row 3"));
    SampleNames names;
    for (const char* name : {"S-7", "S-8", "S-9", "4", "5", "6"})
        names.append(name);
    data.identifiers = std::make_shared<const SampleNames>(names);
    QCOMPARE(sampleNumber(data, 2), QString("row 3, id S-9"));
    QCOMPARE(sampleNumber(data, 3), QString("row 4")); // it is called so
    data.trainCount = 4;
    data.testCount = 2;
    QCOMPARE(sampleNumber(data, 5), QString("test row 2, id 6"));
}

ISTHMUS_TEST(tst_SampleKinds)
#include "tst_SampleKinds.moc"
