// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/dialogs/EditorHands.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/model/CodeRow.h"
#include "ui/dialogs/model/FieldSpin.h"
#include "ui/dialogs/model/LayerRow.h"
#include "ui/dialogs/model/LayerTable.h"
#include "ui/dialogs/model/ModelEditor.h"
#include "ui/dialogs/model/ModelTotals.h"
#include "ui/dialogs/model/figures.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace isthmus;
using namespace isthmus::test;

namespace {

constexpr Shape kImage{1, 28, 28};

/// The editor on the tiny model, shown.
struct OpenEditor
{
    OpenEditor()
    {
        editor.show();
        QApplication::setActiveWindow(&editor);
        (void)QTest::qWaitForWindowExposed(&editor, test::kPatience);
    }

    [[nodiscard]] LayerTable& table() { return editor.table(); }
    [[nodiscard]] const ModelSpec& spec() const { return editor.spec(); }
    [[nodiscard]] QString total(std::size_t number) { return editor.findChild<ModelTotals*>()->text(number); }

    ModelEditor editor{windowRun().model, kImage, windowRun().training, nullptr};
};

} // namespace

class TestModelEditor : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void showsWhatEachLayerMakes();
    void addedLayerCountsAtOnce();
    void typedUnitsChangeTheFigures();
    void insertAddsBehindTheSelected();
    void deleteKeyRemovesTheSelected();
    void altArrowsMoveAcrossTheCode();
    void draggedLayerLandsInTheGap();
    void misfitIsSaidAtItsRow();
    void undoAndRedoWhileTyping();
    void wordsStandForNumbers();
    void convolutionOfAVectorIsNoted();
    void typeIsChangedInPlace();
    void codeBecomesPlain();
    void enterAppliesNothing();
    void tooLargeModelSaysHowMuch();
    void partWithoutLayersIsSaid();
    void mirrorFollowsTheEncoder();
    void modelFilesRoundTrip();
    void brokenFileIsSaidAndChangesNothing();
    void wheelOverAFieldScrolls();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestModelEditor::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestModelEditor::showsWhatEachLayerMakes()
{
    OpenEditor open;
    const QString none = countFigure(0);
    QCOMPARE(open.table().row({kEncoder, 0}).figures(), (QStringList{"784", none, none}));
    QCOMPARE(open.table().row({kEncoder, 1}).figures(), (QStringList{"16", "12,560", "25.1 k"}));
    QCOMPARE(open.table().code().figures(), (QStringList{"2", "68", "128"}));
    QCOMPARE(open.table().row({kDecoder, 3}).figures()[0], QString::fromUtf8("28 × 28 × 1"));
    QCOMPARE(open.total(0), "26,004");
    QCOMPARE(open.total(1), "50.4 k");
    QVERIFY(open.total(3).endsWith("MB") || open.total(3).endsWith("kB"));
    QVERIFY(open.editor.applyButton().isEnabled());
}

void TestModelEditor::convolutionOfAVectorIsNoted()
{
    OpenEditor open;
    QTest::mouseClick(&open.table().addButton(kEncoder), Qt::LeftButton);
    choose(open.table(), "conv");
    const LayerRow& row = open.table().row({kEncoder, 3});
    QVERIFY2(row.note().contains("one pixel of 16 channels"), qPrintable(row.note()));
    QVERIFY(row.fault().isEmpty());
    QVERIFY(open.table().row({kEncoder, 1}).note().isEmpty());
    const int least = open.table().minimumSizeHint().width(); // with the widest row, on a screen of 1024
    QVERIFY2(least + 2 * 16 + 16 <= 1024 - 16, qPrintable(QString::number(least)));
}

void TestModelEditor::addedLayerCountsAtOnce()
{
    OpenEditor open;
    QTest::mouseClick(&open.table().addButton(kEncoder), Qt::LeftButton);
    choose(open.table(), "dense");
    QCOMPARE(typesOf(open.spec().encoder), (QStringList{"flatten", "dense", "relu", "dense"}));
    QCOMPARE(open.table().row({kEncoder, 3}).figures(), (QStringList{"128", "2,176", "4.10 k"}));
    QCOMPARE(*open.table().selected(), (LayerPlace{kEncoder, 3}));
    QVERIFY(open.table().row({kEncoder, 3}).fields()[0]->hasFocus());
    QTest::keyClicks(open.table().row({kEncoder, 3}).fields()[0], "24"); // its number is selected
    QCOMPARE(open.spec().encoder[3].values.at("units"), 24.0);
}

void TestModelEditor::typedUnitsChangeTheFigures()
{
    OpenEditor open;
    LayerRow& row = open.table().row({kEncoder, 1});
    type(row.fields()[0], "100");
    QCOMPARE(open.spec().encoder[1].values.at("units"), 100.0);
    QCOMPARE(row.figures()[1], "78,500");
    QVERIFY(open.total(0) != "26,004");
    QCOMPARE(&row, &open.table().row({kEncoder, 1})); // still the field that is typed in
    QTest::keyClick(row.fields()[0], Qt::Key_Up);
    QCOMPARE(open.spec().encoder[1].values.at("units"), 101.0);
}

void TestModelEditor::insertAddsBehindTheSelected()
{
    OpenEditor open;
    clickRow(open.table().row({kDecoder, 0}));
    QTest::keyClick(&open.table(), Qt::Key_Insert);
    choose(open.table(), "tanh");
    QCOMPARE(typesOf(open.spec().decoder), (QStringList{"dense", "tanh", "relu", "dense", "reshape"}));
}

void TestModelEditor::deleteKeyRemovesTheSelected()
{
    OpenEditor open;
    clickRow(open.table().row({kEncoder, 2}));
    QTest::keyClick(&open.table(), Qt::Key_Delete);
    QCOMPARE(typesOf(open.spec().encoder), (QStringList{"flatten", "dense"}));
    QCOMPARE(*open.table().selected(), (LayerPlace{kEncoder, 1}));
    auto* units = open.table().row({kEncoder, 1}).fields()[0];
    units->setFocus();
    QTest::keyClick(units, Qt::Key_Delete); // in a field it belongs to the text
    QCOMPARE(typesOf(open.spec().encoder), (QStringList{"flatten", "dense"}));
}

void TestModelEditor::altArrowsMoveAcrossTheCode()
{
    OpenEditor open;
    clickRow(open.table().row({kEncoder, 1}));
    QTest::keyClick(&open.table(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(typesOf(open.spec().encoder), (QStringList{"flatten", "relu", "dense"}));
    QTest::keyClick(&open.table(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(typesOf(open.spec().encoder), (QStringList{"flatten", "relu"}));
    QCOMPARE(*open.table().selected(), (LayerPlace{kDecoder, 0}));
    QTest::keyClick(&open.table(), Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(&open.table(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(open.spec(), windowRun().model);
    QTest::keyClick(&open.table(), Qt::Key_Up);
    QCOMPARE(*open.table().selected(), (LayerPlace{kEncoder, 0}));
}

void TestModelEditor::draggedLayerLandsInTheGap()
{
    OpenEditor open;
    LayerRow& row = open.table().row({kEncoder, 2});
    const QPoint start(4, row.height() / 2);
    const QPoint target = row.mapFrom(&open.table(), open.table().row({kEncoder, 1}).geometry().topLeft());
    QTest::mousePress(&row, Qt::LeftButton, {}, start);
    QTest::mouseMove(&row, start - QPoint(0, 12));
    QTest::mouseMove(&row, QPoint(4, target.y() + 2));
    QTest::mouseRelease(&row, Qt::LeftButton, {}, QPoint(4, target.y() + 2));
    QCOMPARE(typesOf(open.spec().encoder), (QStringList{"flatten", "relu", "dense"}));
    QCOMPARE(*open.table().selected(), (LayerPlace{kEncoder, 1}));
}

void TestModelEditor::misfitIsSaidAtItsRow()
{
    OpenEditor open;
    LayerRow& last = open.table().row({kDecoder, 2});
    type(last.fields()[0], "100");
    const QString fault = open.table().row({kDecoder, 3}).fault();
    QVERIFY2(fault.contains("expected 784 values") && fault.contains("found 100"), qPrintable(fault));
    QCOMPARE(open.table().row({kDecoder, 3}).figures(), (QStringList{"", "", ""}));
    QCOMPARE(open.table().row({kDecoder, 2}).figures()[0], "100");
    QCOMPARE(open.editor.fault(), "decoder, layer 3: " + fault); // beside Apply, since the row may be out of sight
    QVERIFY(!open.editor.applyButton().isEnabled());
    QCOMPARE(open.total(0), countFigure(0));
    type(last.fields()[0], "784");
    QVERIFY(open.editor.fault().isEmpty());
    QVERIFY(open.table().row({kDecoder, 3}).fault().isEmpty());
    QVERIFY(open.editor.applyButton().isEnabled());
}

void TestModelEditor::undoAndRedoWhileTyping()
{
    OpenEditor open;
    auto* units = open.table().row({kEncoder, 1}).fields()[0];
    type(units, "345");
    QTest::keyClick(units, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(open.spec(), windowRun().model);
    QCOMPARE(units->value(), 16.0);
    QTest::keyClick(units, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(open.spec().encoder[1].values.at("units"), 345.0);
}

void TestModelEditor::wordsStandForNumbers()
{
    const LayerField field{"units", "Units", 8, 1, 100, true, "", {kDataWord}};
    FieldSpin spin(field);
    spin.display(kAsData);
    QCOMPARE(spin.text(), "as data");
    QTest::keyClick(&spin, Qt::Key_Up);
    QCOMPARE(spin.value(), 1.0);
    QTest::keyClick(&spin, Qt::Key_Down);
    QCOMPARE(spin.text(), "as data");
    type(&spin, "0");
    QTest::keyClick(&spin, Qt::Key_Return);
    QCOMPARE(spin.text(), "0");
    QCOMPARE(spin.fault().sentence(), "Type a whole number between 1 and 100, \"as data\", or press Esc");
    QTest::keyClick(&spin, Qt::Key_Escape);
    QCOMPARE(spin.text(), "as data");
    FieldSpin rate(LayerField{"rate", "Rate", 0.5, 0, 0.99, false, ""});
    rate.display(0.25);
    QCOMPARE(rate.text(), "0.25");
}

void TestModelEditor::typeIsChangedInPlace()
{
    OpenEditor open;
    QComboBox& kind = open.table().row({kEncoder, 2}).type();
    kind.setFocus();
    QTest::keyClicks(&kind, "tanh");
    QTRY_COMPARE(typesOf(open.spec().encoder), (QStringList{"flatten", "dense", "tanh"}));
}

void TestModelEditor::codeBecomesPlain()
{
    OpenEditor open;
    CodeRow& code = open.table().code();
    type(&code.latent(), "5");
    QCOMPARE(open.spec().latentDim, 5);
    code.kind().setFocus();
    QTest::keyClick(&code.kind(), Qt::Key_Up);
    QCOMPARE(open.spec().bottleneck, Bottleneck::Plain);
    QCOMPARE(code.figures(), (QStringList{"5", countFigure(0), countFigure(0)})); // as large as it was
    QCOMPARE(typesOf(open.spec().encoder), (QStringList{"flatten", "dense", "relu", "dense"}));
    QTest::keyClick(&code.kind(), Qt::Key_Down);
    QCOMPARE(open.spec().latentDim, 5);
    QCOMPARE(typesOf(open.spec().encoder), (QStringList{"flatten", "dense", "relu"}));
    QTest::keyClick(&code.kind(), Qt::Key_Up);
    QVERIFY(!code.latent().isVisible());
}

void TestModelEditor::enterAppliesNothing()
{
    OpenEditor open;
    QSignalSpy applied(&open.editor, &ModelEditor::applied);
    auto* units = open.table().row({kEncoder, 1}).fields()[0];
    units->setFocus();
    QTest::keyClick(units, Qt::Key_Return);
    QCOMPARE(applied.count(), 0);
    QVERIFY(open.editor.isVisible());
}

void TestModelEditor::tooLargeModelSaysHowMuch()
{
    OpenEditor open;
    type(open.table().row({kEncoder, 1}).fields()[0], "1048576");
    QTest::mouseClick(&open.table().addButton(kEncoder), Qt::LeftButton);
    choose(open.table(), "dense");
    QTest::keyClicks(open.table().row({kEncoder, 3}).fields()[0], "1048576");
    QVERIFY2(open.editor.fault().contains(" TB of memory"), qPrintable(open.editor.fault()));
    QVERIFY(!open.editor.applyButton().isEnabled());
}

void TestModelEditor::partWithoutLayersIsSaid()
{
    OpenEditor open;
    for (int layer = 0; layer < 4; ++layer) {
        clickRow(open.table().row({kDecoder, 0}));
        QTest::keyClick(&open.table(), Qt::Key_Delete);
    }
    QVERIFY(!open.table().selected());
    QCOMPARE(open.editor.fault(), "decoder: expected at least one layer with weights, found none");
}

void TestModelEditor::mirrorFollowsTheEncoder()
{
    OpenEditor open;
    type(open.table().row({kEncoder, 1}).fields()[0], "77");
    for (auto* button : open.editor.findChildren<QToolButton*>())
        if (button->text().contains("Mirror"))
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(open.spec().decoder[0].values.at("units"), 77.0);
    QCOMPARE(typesOf(open.spec().decoder), typesOf(windowRun().model.decoder));
    QVERIFY(open.editor.applyButton().isEnabled());
}

void TestModelEditor::modelFilesRoundTrip()
{
    OpenEditor open;
    const QString path = m_settings->path("small.json");
    type(open.table().row({kEncoder, 1}).fields()[0], "33");
    open.editor.saveFile(path);
    QVERIFY2(open.editor.fault().isEmpty(), qPrintable(open.editor.fault()));
    OpenEditor other;
    other.editor.openFile(path);
    QCOMPARE(other.spec().encoder, open.spec().encoder);
    QCOMPARE(other.spec().decoder, open.spec().decoder);
    QCOMPARE(other.spec().name, std::string("small"));
    QTest::keyClick(&other.table(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(other.spec(), windowRun().model);
}

void TestModelEditor::brokenFileIsSaidAndChangesNothing()
{
    OpenEditor open;
    open.editor.openFile(m_settings->path("not there.json"));
    QVERIFY2(
        open.editor.fault().endsWith("expected a JSON model file, found nothing"), qPrintable(open.editor.fault()));
    QCOMPARE(open.spec(), windowRun().model);
    open.editor.saveFile(m_settings->path("no folder/model.json"));
    QVERIFY2(open.editor.fault().contains("cannot be written"), qPrintable(open.editor.fault()));
}

void TestModelEditor::wheelOverAFieldScrolls()
{
    OpenEditor open;
    open.table().setFocus();
    auto* units = open.table().row({kEncoder, 1}).fields()[0];
    const QPointF centre = units->rect().center();
    QWheelEvent wheel(centre, units->mapToGlobal(centre), {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(units, &wheel);
    QCOMPARE(open.spec(), windowRun().model);
}

ISTHMUS_TEST(TestModelEditor)
#include "tst_ModelEditor.moc"
