// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/Explained.h"
#include "tests/ui/dialogs/OpenHands.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/ExportDialog.h"
#include "ui/dialogs/ImportDialog.h"
#include "ui/dialogs/film/PathFilmDialog.h"
#include "ui/dialogs/film/TrainingFilmDialog.h"
#include "ui/dialogs/guide/GuideWindow.h"
#include "ui/dialogs/model/ModelEditor.h"
#include "ui/widgets/KnobSlider.h"

#include <QRegularExpression>

using namespace isthmus;
using namespace isthmus::test;

/// Every control says what it does, in a tooltip and to a screen reader.
class TestExplained : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void controlsOfTheWindow_data();
    void controlsOfTheWindow();
    void settingsSayWhenTheyAct();
    void numbersSayTheirRange();
    void openDialog();
    void importDialog();
    void layerEditor();
    void filmDialogs();
    void exportDialogs();
    void guide();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

namespace {

QByteArray lines(const QStringList& faults)
{
    return ('\n' + faults.join('\n')).toUtf8();
}

RunSpec runOf(const QString& preset)
{
    RunSpec run = windowRun();
    const Preset loaded = loadPreset(preset.toStdString());
    run.model = loaded.model;
    run.training = loaded.training;
    return run;
}

} // namespace

void TestExplained::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestExplained::controlsOfTheWindow_data()
{
    QTest::addColumn<QString>("preset");
    for (const char* preset : {"vae-2d", "dense-vae", "dense-dae", "sparse-ae"})
        QTest::newRow(preset) << preset;
}

void TestExplained::controlsOfTheWindow()
{
    QFETCH(QString, preset);
    OpenWindow open(runOf(preset));
    const QStringList faults = unexplained(open.page);
    QVERIFY2(faults.isEmpty(), lines(faults));
}

/// A tooltip in the panels of model and training names the moment: the next step, a new run, or at once. That of a
/// knob's number is about typing, and its slider names the moment.
void TestExplained::settingsSayWhenTheyAct()
{
    OpenWindow open(runOf("vae-2d"));
    QStringList faults;
    int settings = 0;
    for (const char* view : {"training", "model"})
        for (const QWidget* widget : open.page.view(view)->findChildren<QWidget*>()) {
            const bool isNumberOfKnob =
                qobject_cast<const QLineEdit*>(widget) && qobject_cast<const KnobSlider*>(widget->parentWidget());
            const bool isSetting =
                isControl(*widget) && !qobject_cast<const QAbstractButton*>(widget) && !isNumberOfKnob;
            const QString tip = tipOf(*widget);
            settings += isSetting ? 1 : 0;
            if (isSetting && !tip.contains("next step") && !tip.contains("new run") && !tip.contains("at once"))
                faults << QString(view) + ": " + accessibleName(*const_cast<QWidget*>(widget)) + ": " + tip;
        }
    QVERIFY(settings > 5);
    QVERIFY2(faults.isEmpty(), lines(faults));
}

void TestExplained::numbersSayTheirRange()
{
    OpenWindow open(runOf("vae-2d"));
    QStringList faults;
    int numbers = 0;
    static const QRegularExpression range("\\d|at the left"); // a slider without a unit names its two ends
    for (const QWidget* widget : open.page.findChildren<QWidget*>()) {
        const bool isNumber =
            qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QAbstractSlider*>(widget);
        if (!isNumber || !isControl(*widget) || !widget->isVisibleTo(&open.window))
            continue;
        ++numbers;
        if (!tipOf(*widget).contains(range))
            faults << accessibleName(*const_cast<QWidget*>(widget)) + ": " + tipOf(*widget);
    }
    QVERIFY(numbers > 5);
    QVERIFY2(faults.isEmpty(), lines(faults));
}

void TestExplained::openDialog()
{
    for (const char* file : {"table.csv", "pictures", "images.npy"}) {
        Shown shown;
        shown.dialog.choose(kFixtures + file);
        QTRY_VERIFY(shown.dialog.openButton().isEnabled());
        const QStringList faults = unexplained(shown.dialog);
        QVERIFY2(faults.isEmpty(), lines(faults));
    }
}

void TestExplained::importDialog()
{
    ImportDialog dialog("Sprites", nullptr);
    const QStringList faults = unexplained(dialog);
    QVERIFY2(faults.isEmpty(), lines(faults));
}

void TestExplained::layerEditor()
{
    const Preset preset = loadPreset("conv-vae");
    const ModelEditor editor(preset.model, {1, 28, 28}, preset.training, nullptr);
    const QStringList faults = unexplained(editor);
    QVERIFY2(faults.isEmpty(), lines(faults));
}

void TestExplained::filmDialogs()
{
    OpenWindow open;
    const PathFilmDialog path(open.session, nullptr);
    const TrainingFilmDialog training({{"latent", "Latent space"}, {"loss", "Loss"}}, nullptr);
    const QStringList faults = unexplained(path) + unexplained(training);
    QVERIFY2(faults.isEmpty(), lines(faults));
}

void TestExplained::exportDialogs()
{
    OpenWindow open;
    QVERIFY(open.rests(0));
    for (const ExportType& type : exportTypes()) {
        const ExportDialog dialog(type, exportSource(open.session), "run", "at step 7", nullptr);
        const QStringList faults = unexplained(dialog);
        QVERIFY2(faults.isEmpty(), lines(faults));
    }
}

void TestExplained::guide()
{
    const GuideWindow guide;
    const QStringList faults = unexplained(guide);
    QVERIFY2(faults.isEmpty(), lines(faults));
}

ISTHMUS_TEST(TestExplained)
#include "tst_Explained.moc"
