// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/ui/RowData.h"
#include "ui/compare/strips/RunRows.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>

using namespace isthmus;

namespace {

/// The originals and one run, which has not been trained.
std::unique_ptr<RunRows> rowsOf(const Dataset& data)
{
    const RunSpec spec = test::rowsRun(data);
    const auto model = std::make_shared<const Autoencoder>(spec.model, data.shape);
    const auto snapshot = std::make_shared<const Snapshot>(Snapshot{{}, {model, model->initialise(1)}});
    const std::vector<Index> samples{1, 2, 3, 4, 5, 6};
    RunRow original;
    original.name = "Original";
    original.strips = std::make_shared<const std::vector<Strip>>(makeStrips({snapshot, spec.data, samples, {}, 1}));
    RunRow run = original;
    run.name = "Run";
    run.colour = 0;
    run.note = "PSNR 12.0 dB";
    run.hint = "higher is better";
    run.tip = "decibels; higher is better";
    run.probe = {original.strips->front().original, sampleForm(data), original.strips->front().numbers.output};
    auto rows = std::make_unique<RunRows>();
    rows->resize(900, 320);
    rows->setForm(sampleForm(data));
    rows->setRows({original, run}, {96, 48});
    rows->setSamples(samples);
    rows->show();
    return rows;
}

QString tipAt(RunRows& rows, QPointF place)
{
    QToolTip::hideText();
    QHelpEvent help(QEvent::ToolTip, place.toPoint(), rows.mapToGlobal(place.toPoint()));
    QApplication::sendEvent(&rows, &help);
    return QToolTip::text().remove(QRegularExpression("<[^>]*>"));
}

} // namespace

/// The rows of pictures and what stands beside them.
class TestStripNames : public QObject
{
    Q_OBJECT

private slots:
    void nameTakesTheWidthThatIsThere();
    void rowsStandThereWithNamesAndNumbers();
    void signalsStandThereAsCurves();
    void qualitySaysWhichIsBetter();
    void probesSayThatTheyAreLinked();
};

void TestStripNames::nameTakesTheWidthThatIsThere()
{
    const Theme theme(*qApp);
    RunRows rows;
    RunRow row;
    row.colour = 0;
    while (rows.fontMetrics().horizontalAdvance(row.name) < 112)
        row.name += "n";
    RunRow longer = row;
    longer.name += " of another run";
    rows.setRows({row, longer}, {28, 28});
    QCOMPARE(rows.shownName(0), row.name);
    QVERIFY(rows.shownName(1).contains(QChar(0x2026)));
    QCOMPARE(rows.shownName(1).back(), QChar('n'));
}

void TestStripNames::rowsStandThereWithNamesAndNumbers()
{
    const Theme theme(*qApp);
    const std::unique_ptr<RunRows> rows = rowsOf(test::tableOfEight());
    QVERIFY(rows->samplesThatFit() >= 2);
    QVERIFY(rows->cell(0, 0).width() > 200 && rows->cell(0, 0).height() > 100);
    const QString original = tipAt(*rows, rows->cell(0, 1).center());
    QVERIFY2(original.contains("length [cm]") && original.contains("value"), qPrintable(original));
    const QString output = tipAt(*rows, rows->cell(1, 1).center());
    QVERIFY2(output.contains("PSNR") && output.contains("error") && output.contains("mass [kg]"), qPrintable(output));
    const QImage image = rows->grab(rows->cell(1, 0).toRect()).toImage();
    QVERIFY(test::pixelsLike(image, theme.tokens().text) > 100); // names and numbers
    rows->resize(900, 90); // as low as a row of pictures may be
    QVERIFY(!rows->grab().isNull());
    QVERIFY(rows->cell(1, 0).bottom() <= 90);
}

void TestStripNames::signalsStandThereAsCurves()
{
    const Theme theme(*qApp);
    const std::unique_ptr<RunRows> rows = rowsOf(test::sines());
    const QImage image = rows->grab(rows->cell(1, 0).toRect()).toImage();
    QVERIFY(test::pixelsLike(image, theme.tokens().accent) > 30); // the output
    QVERIFY(test::pixelsLike(image, theme.tokens().warning) > 10); // its error
    QVERIFY(tipAt(*rows, rows->cell(1, 0).center()).contains("original"));
    const QImage probe = rows->grab(rows->probeCell(1).toRect()).toImage();
    QVERIFY(test::pixelsLike(probe, theme.tokens().accent) > 30);
}

void TestStripNames::qualitySaysWhichIsBetter()
{
    const Theme theme(*qApp);
    const std::unique_ptr<RunRows> rows = rowsOf(test::sines());
    const QPointF name(20, rows->cell(1, 0).center().y());
    QCOMPARE(tipAt(*rows, name), QString("Run. decibels; higher is better"));
    const QImage before = rows->grab().toImage();
    std::vector<RunRow> without = rows->rows();
    without[1].hint.clear();
    rows->setRows(without, {96, 48});
    QVERIFY(rows->grab().toImage() != before);
}

void TestStripNames::probesSayThatTheyAreLinked()
{
    const Theme theme(*qApp);
    const std::unique_ptr<RunRows> rows = rowsOf(test::sines());
    QVERIFY(tipAt(*rows, rows->probeCell(0).center()).contains("The probes are linked"));
}

ISTHMUS_TEST(TestStripNames)
#include "tst_StripNames.moc"
