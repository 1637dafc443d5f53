// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "tests/FileContent.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/ExportDialog.h"
#include "ui/views/latent/LatentView.h"
#include "ui/views/loss/AxisTitles.h"
#include "ui/views/loss/LossPlot.h"
#include "ui/widgets/KnobSlider.h"
#include "ui/widgets/NumberLabel.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// Every text that a widget and those in it show.
QString wordsOf(const QWidget* widget)
{
    QStringList words;
    for (const QLabel* label : widget->findChildren<QLabel*>())
        if (label->isVisible())
            words << label->text();
    return words.join('\n');
}

/// The number behind this word in the bar at the top.
QString numberBehind(const RunPage& window, const QString& word)
{
    for (const QLabel* label : window.menuWidget()->findChildren<QLabel*>())
        if (label->text() == word)
            return label->parentWidget()->findChild<NumberLabel*>()->text();
    return {};
}

/// 40 rows of 12 numbers, some of them below 0.
RunSpec runOnRows(const QString& path)
{
    QByteArray table;
    for (int i = 0; i < 40 * 12; ++i)
        table += QByteArray::number(i % 7 - 3.5) + (i % 12 < 11 ? ',' : '\n');
    (void)writeContent(path, table);
    RunSpec run = windowRun();
    run.data = openDataset(path.toStdString(), {});
    run.model.loss = "mse";
    return run;
}

} // namespace

/// What the window says in several places it says in the same words.
class TestWords : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void momentHasOneEpoch();
    void firstDataAreAwaited();
    void noValuesBeforeTheFirstData();
    void rowsAreCalledRows();
    void rowsAreCalledRowsInTooltipsToo();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestWords::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestWords::momentHasOneEpoch()
{
    OpenWindow open;
    for (int i = 0; i < 6; ++i)
        open.session.stepBatch();
    QVERIFY(open.rests(6));
    const QString epoch = "0.86"; // 6 / 7 = 0.857
    QCOMPARE(numberBehind(open.page, "epoch"), epoch);
    open.page.findChild<QAction*>("export-codes")->trigger();
    auto* dialog = open.window.findChild<ExportDialog*>();
    QVERIFY(dialog);
    QVERIFY2(wordsOf(dialog).contains("epoch " + epoch + '.'), qPrintable(wordsOf(dialog)));
    dialog->reject();
    QVERIFY(!open.window.close());
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    QVERIFY2(box->informativeText().contains(' ' + epoch + " epochs"), qPrintable(box->informativeText()));
    press(box, QMessageBox::Cancel);
}

void TestWords::firstDataAreAwaited()
{
    EmptyWindow empty;
    RunPage& page = empty.page;
    empty.window.show();
    QVERIFY(wordsOf(page.view("data")).contains("No data yet"));
    Reading reading(empty.session);
    reading.start("Loading the images...", [](const Progress& progress) -> Job::Next {
        for (;;)
            report(progress, 0);
    });
    for (const char* panel : {"data", "latent", "model"})
        QCOMPARE(wordsOf(page.view(panel)).count("Loading the images..."), 1);
    QVERIFY(!wordsOf(&empty.window).contains("No data yet"));
    reading.cancel();
    QVERIFY(wordsOf(page.view("data")).contains("No data yet"));
    QVERIFY(wordsOf(page.view("latent")).contains("Open images"));
}

void TestWords::noValuesBeforeTheFirstData()
{
    EmptyWindow open;
    open.window.show();
    for (const char* panel : {"model", "training"}) {
        for (const QComboBox* choice : open.page.view(panel)->findChildren<QComboBox*>())
            QCOMPARE(choice->currentText(), QString());
        for (const QAbstractSpinBox* field : open.page.view(panel)->findChildren<QAbstractSpinBox*>())
            QCOMPARE(field->text().trimmed(), QString());
        for (const QLineEdit* field : open.page.view(panel)->findChildren<QLineEdit*>())
            QCOMPARE(field->text().trimmed(), QString());
    }
    open.session.startRun(windowRun());
    for (const QComboBox* choice : open.page.view("training")->findChildren<QComboBox*>())
        QVERIFY(!choice->currentText().isEmpty());
    for (const char* panel : {"model", "training"})
        for (const QAbstractSpinBox* field : open.page.view(panel)->findChildren<QAbstractSpinBox*>())
            QVERIFY2(!field->text().trimmed().isEmpty(), qPrintable(field->toolTip()));
    for (const KnobSlider* knob : open.page.view("training")->findChildren<KnobSlider*>())
        QVERIFY(!const_cast<KnobSlider*>(knob)->edit().text().isEmpty());
}

void TestWords::rowsAreCalledRows()
{
    OpenWindow open(runOnRows(m_settings->path("table.csv")));
    open.window.resize(1440, 900); // or the figure gives way
    QVERIFY(open.rests(0));
    QTRY_VERIFY(wordsOf(open.page.view("data")).contains("40 rows of 12 numbers"));
    QVERIFY(wordsOf(open.page.view("data")).contains(QString::fromUtf8("values −3.5 to 2.5")));
    QVERIFY(wordsOf(open.page.view("model")).contains("row"));
    QTRY_VERIFY(wordsOf(open.page.menuWidget()).contains("rows/s"));
    QCOMPARE(open.page.view("loss")->findChild<LossPlot*>()->titles().left(),
        QString::fromUtf8("0.5 × squared error per row"));
    QVERIFY2(!wordsOf(&open.window).contains("image"), qPrintable(wordsOf(&open.window)));
}

void TestWords::rowsAreCalledRowsInTooltipsToo()
{
    OpenWindow open(runOnRows(m_settings->path("table.csv")));
    QVERIFY(open.rests(0));
    for (const QWidget* widget : open.window.findChildren<QWidget*>())
        QVERIFY2(!widget->toolTip().contains("image"), qPrintable(widget->toolTip()));
    for (const char* id : {"export-codes", "export-reconstructions"}) {
        open.page.findChild<QAction*>(id)->trigger();
        auto* dialog = open.page.findChild<ExportDialog*>();
        QVERIFY(dialog);
        for (const QComboBox* choice : dialog->findChildren<QComboBox*>())
            for (int i = 0; i < choice->count(); ++i)
                QVERIFY2(!choice->itemText(i).contains("image", Qt::CaseInsensitive), qPrintable(choice->itemText(i)));
        dialog->reject();
        QTRY_VERIFY(!open.page.findChild<ExportDialog*>());
    }
    QCOMPARE(open.page.view("hand")->findChild<QToolButton*>("unpin")->accessibleName(), QString("Unpin the row"));
}

ISTHMUS_TEST(TestWords)
#include "tst_Words.moc"
