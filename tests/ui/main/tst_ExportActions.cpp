// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Latent.h"
#include "core/analysis/Quality.h"
#include "core/files/Npy.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/ExportDialog.h"
#include "ui/main/FileActions.h"
#include "ui/samples/StripsWidget.h"
#include "ui/views/reconstructions/ReconstructionsView.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// The window on a run that has been trained a little, and files in a folder of their own.
class Exporting
{
public:
    Exporting()
    {
        QSettings().setValue("recent/folder", m_settings.path("."));
        m_open = std::make_unique<OpenWindow>();
    }

    [[nodiscard]] OpenWindow& open() { return *m_open; }
    [[nodiscard]] QString path(const QString& name) const { return m_settings.path(name); }

    /// Opens File > Export and the entry with this letter by the keyboard.
    ExportDialog* choose(Qt::Key letter)
    {
        QApplication::setActiveWindow(&m_open->window); // a dialog may have been before it
        QTest::keyClick(&m_open->window, Qt::Key_F, Qt::AltModifier);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_E);
        QTest::keyClick(QApplication::activePopupWidget(), letter);
        return m_open->window.findChild<ExportDialog*>();
    }

    /// Types a path into the dialog and presses its button.
    void write(ExportDialog* dialog, const QString& name)
    {
        auto* edit = dialog->findChild<QLineEdit*>("path");
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, path(name));
        QTest::mouseClick(dialog->findChild<QPushButton*>("write"), Qt::LeftButton);
    }

    [[nodiscard]] bool isClosed() const { return !m_open->window.findChild<ExportDialog*>(); }

    [[nodiscard]] NpyArray array(const QString& name) const { return readNpyFloat(path(name).toStdString()); }

private:
    BlankSettings m_settings;
    std::unique_ptr<OpenWindow> m_open;
};

QString noteOf(const ExportDialog* dialog)
{
    const auto* note = dialog->findChild<QLabel*>("note");
    return note->isVisible() ? note->text() : QString();
}

void choose(const ExportDialog* dialog, const QString& label, int value)
{
    dialog->findChild<QComboBox*>(label)->setCurrentIndex(value);
}

} // namespace

/// File > Export: what is written is what the window shows.
class tst_ExportActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void nothingIsExportedWithoutARun();
    void codesAreThoseOfThePoints();
    void choiceOfImagesHolds();
    void stripsCanBeRecomputed_data();
    void stripsCanBeRecomputed();
    void everyExportWritesEachOfItsFormats();
    void nameMustEndInAFormat();
    void nameAloneLiesInTheFolderOfDialogs();
    void whatIsThereIsReplacedWithAWord();
    void failureIsSaidInTheDialog();
    void enterOnCancelWritesNothing();
    void escapeCancelsWriting();
    void runFileIsNotReplaced();

private:
    std::unique_ptr<Theme> m_theme;
};

void tst_ExportActions::nothingIsExportedWithoutARun()
{
    const BlankSettings settings;
    const EmptyWindow empty;
    for (const ExportType& type : exportTypes())
        QVERIFY(!empty.page.findChild<QAction*>(QString("export-") + type.id)->isEnabled());
}

void tst_ExportActions::codesAreThoseOfThePoints()
{
    Exporting exporting;
    RunSession& session = exporting.open().session;
    session.stepEpoch();
    QVERIFY(exporting.open().rests(7));
    ExportDialog* dialog = exporting.choose(Qt::Key_C);
    QVERIFY(dialog);
    exporting.write(dialog, "codes.npy");
    QTRY_VERIFY(exporting.isClosed());

    ThreadPool pool;
    const Snapshot& shown = *session.snapshot();
    const Matrix codes =
        encodeSamples(*shown.frozen.model, shown.frozen.parameters, *session.data(), session.shownSamples(), pool);
    const NpyArray array = exporting.array("codes.npy");
    QCOMPARE(array.shape, (std::vector<Index>{codes.rows(), codes.cols()}));
    const Eigen::Map<const Matrix> found(array.values.data(), codes.rows(), codes.cols());
    QVERIFY((found - codes).cwiseAbs().maxCoeff() < 1e-4F);
}

void tst_ExportActions::choiceOfImagesHolds()
{
    Exporting exporting;
    QVERIFY(exporting.open().rests(0));
    for (const auto& [value, count] : {std::pair(0, 50), {1, 200}, {2, 250}}) {
        ExportDialog* dialog = exporting.choose(Qt::Key_C);
        choose(dialog, "Images", value);
        exporting.write(dialog, QString("codes%1.npy").arg(value));
        QTRY_VERIFY(exporting.isClosed());
        QCOMPARE(exporting.array(QString("codes%1.npy").arg(value)).shape.front(), Index(count));
    }
}

void tst_ExportActions::stripsCanBeRecomputed_data()
{
    QTest::addColumn<QString>("corruption");
    QTest::newRow("clean") << "none";
    QTest::newRow("corrupted") << "gaussian:0.3";
}

void tst_ExportActions::stripsCanBeRecomputed()
{
    QFETCH(QString, corruption);
    Exporting exporting;
    RunSession& session = exporting.open().session;
    Knobs knobs = session.knobs();
    knobs.corruption = Corruption::parse(corruption.toStdString());
    session.setKnobs(knobs);
    session.stepEpoch();
    QVERIFY(exporting.open().rests(7));
    ExportDialog* dialog = exporting.choose(Qt::Key_R);
    choose(dialog, "From", knobs.corruption.isNone() ? 0 : 1);
    exporting.write(dialog, "recon.npy");
    QTRY_VERIFY(exporting.isClosed());

    const NpyArray recon = exporting.array("recon.npy");
    const auto& strips = qobject_cast<ReconstructionsView*>(exporting.open().page.view("reconstructions"))->strips();
    const auto size = static_cast<std::size_t>(session.data()->shape.size());
    const std::vector<Index>& samples = session.shownSamples();
    const auto agrees = [&](const Strip& strip) {
        Batch original;
        session.data()->gather(std::vector<Index>{strip.sample}, original);
        const Matrix values = original.view().transpose();
        const auto row = std::size_t(std::find(samples.begin(), samples.end(), strip.sample) - samples.begin());
        const double mse = meanSquaredError({values.data(), size}, {recon.values.data() + row * size, size});
        return std::abs(psnrFromMse(mse) - strip.psnr) < 1e-4;
    };
    QVERIFY(!strips.strips().empty());
    QTRY_VERIFY(std::all_of(strips.strips().begin(), strips.strips().end(), agrees));
}

void tst_ExportActions::everyExportWritesEachOfItsFormats()
{
    Exporting exporting;
    QVERIFY(exporting.open().rests(0));
    for (const ExportType& type : exportTypes()) {
        for (const ExportFormat& format : type.formats()) {
            QTest::mouseMove(&exporting.open().window);
            exporting.open().page.findChild<QAction*>(QString("export-") + type.id)->trigger();
            auto* dialog = exporting.open().window.findChild<ExportDialog*>();
            QVERIFY(dialog);
            const QString name = type.id + format.suffix;
            exporting.write(dialog, name);
            QTRY_VERIFY2(exporting.isClosed(), qPrintable(name));
            QVERIFY2(QFileInfo(exporting.path(name)).size() > 100, qPrintable(name));
        }
    }
}

void tst_ExportActions::nameMustEndInAFormat()
{
    Exporting exporting;
    QVERIFY(exporting.open().rests(0));
    ExportDialog* dialog = exporting.choose(Qt::Key_C);
    const auto* button = dialog->findChild<QPushButton*>("write");
    QVERIFY(button->isEnabled()); // as suggested
    QVERIFY(!dialog->findChild<QLabel*>("note")->isVisible());
    exporting.write(dialog, "codes.txt");
    QVERIFY(!button->isEnabled());
    QCOMPARE(noteOf(dialog), "The name must end in .csv or .npy.");
    exporting.write(dialog, "no such folder/codes.csv");
    QVERIFY(!button->isEnabled() && noteOf(dialog).startsWith("There is no folder "));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(exporting.isClosed());
}

void tst_ExportActions::nameAloneLiesInTheFolderOfDialogs()
{
    Exporting exporting;
    QVERIFY(exporting.open().rests(0));
    ExportDialog* dialog = exporting.choose(Qt::Key_C);
    auto* edit = dialog->findChild<QLineEdit*>("path");
    edit->selectAll();
    QTest::keyClicks(edit, "mine.csv");
    QTest::mouseClick(dialog->findChild<QPushButton*>("write"), Qt::LeftButton);
    QTRY_VERIFY(exporting.isClosed());
    QVERIFY(!QFile::exists("mine.csv")); // where the program was started
    QVERIFY(QFile::exists(exporting.path("mine.csv")));
}

void tst_ExportActions::whatIsThereIsReplacedWithAWord()
{
    Exporting exporting;
    QVERIFY(exporting.open().rests(0));
    QFile old(exporting.path("old.csv"));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    ExportDialog* dialog = exporting.choose(Qt::Key_C);
    auto* edit = dialog->findChild<QLineEdit*>("path");
    edit->selectAll();
    QTest::keyClicks(edit, old.fileName());
    QCOMPARE(dialog->findChild<QPushButton*>("write")->text(), "Replace");
    QCOMPARE(noteOf(dialog), "old.csv is there already and will be replaced.");
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(exporting.isClosed());
    QVERIFY(old.open(QIODevice::ReadOnly) && old.readAll().startsWith("sample,class,z1,z2\n"));
}

void tst_ExportActions::failureIsSaidInTheDialog()
{
    Exporting exporting;
    QVERIFY(exporting.open().rests(0));
    ExportDialog* dialog = exporting.choose(Qt::Key_C);
    auto* edit = dialog->findChild<QLineEdit*>("path");
    edit->selectAll();
    QTest::keyClicks(edit, "/proc/codes.csv"); // nobody may write there, root neither
    QTest::mouseClick(dialog->findChild<QPushButton*>("write"), Qt::LeftButton);
    QTRY_VERIFY2(noteOf(dialog).startsWith("/proc/codes.csv: cannot be written: "), qPrintable(noteOf(dialog)));
    QVERIFY(dialog->isVisible() && !dialog->isWriting());
    exporting.write(dialog, "codes.csv"); // and now elsewhere
    QTRY_VERIFY(exporting.isClosed());
}

void tst_ExportActions::enterOnCancelWritesNothing()
{
    Exporting exporting;
    QVERIFY(exporting.open().rests(0));
    ExportDialog* dialog = exporting.choose(Qt::Key_C);
    const QString path = exporting.path("codes.csv");
    dialog->findChild<QLineEdit*>("path")->setText(path);
    for (QPushButton* button : dialog->findChildren<QPushButton*>())
        if (button->text() == "Cancel") {
            button->setFocus(Qt::TabFocusReason);
            QTest::keyClick(button, Qt::Key_Return);
            break;
        }
    QTRY_VERIFY(exporting.isClosed());
    QVERIFY(!QFile::exists(path));
}

void tst_ExportActions::escapeCancelsWriting()
{
    Exporting exporting;
    RunSpec large = windowRun();
    large.data = std::make_shared<const Dataset>(makeSprites(60'000, 10));
    exporting.open().session.startRun(large);
    QVERIFY(exporting.open().rests(0));
    const QPointer<ExportDialog> dialog = exporting.choose(Qt::Key_R);
    choose(dialog, "Images", 2);
    exporting.write(dialog, "recon.csv");
    QVERIFY(dialog && dialog->isWriting());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog || !dialog->isWriting());
    QVERIFY(dialog);
    QVERIFY(dialog->isVisible());
    QVERIFY(!QFile::exists(exporting.path("recon.csv")));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(exporting.isClosed());
}

void tst_ExportActions::runFileIsNotReplaced()
{
    Exporting exporting;
    QVERIFY(exporting.open().rests(0));
    QFile run(exporting.path("run.csv"));
    QVERIFY(run.open(QIODevice::WriteOnly));
    run.close();
    exporting.open().page.files().setRunPath(run.fileName());
    ExportDialog* dialog = exporting.choose(Qt::Key_C);
    exporting.write(dialog, "run.csv");
    QCOMPARE(noteOf(dialog), "That is the file of the run; choose another name.");
    QVERIFY(!dialog->isWriting());
}

ISTHMUS_TEST(tst_ExportActions)
#include "tst_ExportActions.moc"
