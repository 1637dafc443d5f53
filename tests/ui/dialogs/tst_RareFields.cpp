// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/dialogs/EditorHands.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/model/FieldSpin.h"
#include "ui/dialogs/model/LayerRow.h"
#include "ui/dialogs/model/LayerTable.h"
#include "ui/dialogs/model/ModelEditor.h"
#include "ui/widgets/FieldFault.h"

#include <QPushButton>

using namespace isthmus;
using namespace isthmus::test;

/// Numbers of a layer that are seldom set stand behind "More...".
class tst_RareFields : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void rareFieldsAreShownWhereAskedFor();
    void rareFieldsThatAreGivenAreShown();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

namespace {

FieldSpin* rareFieldOf(LayerRow& row, const char* name)
{
    for (FieldSpin* spin : row.fields())
        if (spin->field().name == std::string(name))
            return spin;
    return nullptr;
}

/// The editor on the tiny model, shown.
struct RareFieldsEditor
{
    RareFieldsEditor()
    {
        editor.show();
        QApplication::setActiveWindow(&editor);
        (void)QTest::qWaitForWindowExposed(&editor, test::kPatience);
    }

    [[nodiscard]] LayerTable& table() { return editor.table(); }
    [[nodiscard]] const ModelSpec& spec() const { return editor.spec(); }

    ModelEditor editor{windowRun().model, Shape{1, 28, 28}, windowRun().training, nullptr};
};

} // namespace

void tst_RareFields::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void tst_RareFields::rareFieldsAreShownWhereAskedFor()
{
    RareFieldsEditor open;
    QTest::mouseClick(&open.table().addButton(kDecoder), Qt::LeftButton);
    choose(open.table(), "conv");
    const LayerPlace last{kDecoder, open.spec().decoder.size() - 1};
    LayerRow& row = open.table().row(last);
    FieldSpin* groups = rareFieldOf(row, "groups");
    QVERIFY(groups && !groups->isVisibleTo(&row) && rareFieldOf(row, "kernel")->isVisibleTo(&row));
    QCOMPARE(row.more()->text(), "More...");
    QTRY_VERIFY(row.more()->isVisible());
    QTest::mouseClick(row.more(), Qt::LeftButton);
    QTRY_VERIFY(groups->isVisible());
    for (const char* name : {"kernel-width", "stride-width", "padding-width", "dilation", "dilation-width"})
        QVERIFY2(rareFieldOf(row, name) && rareFieldOf(row, name)->isVisibleTo(&row), name);
    type(groups, "3");
    QTest::keyClick(groups, Qt::Key_Return);
    QCOMPARE(open.spec().decoder.back().values.at("groups"), 3.0);
    QVERIFY2(row.fault().contains("groups: expected a divisor of"), qPrintable(row.fault()));
    QCOMPARE(row.fault().count('.'), 0);
    type(groups, "1");
    type(rareFieldOf(row, "dilation"), "0");
    QTest::keyClick(rareFieldOf(row, "dilation"), Qt::Key_Return);
    const QString sentence = rareFieldOf(row, "dilation")->fault().sentence();
    QVERIFY2(sentence.startsWith("Type a whole number between 1 and "), qPrintable(sentence));
    QVERIFY(!FieldFault::areAllTaken(open.editor));
    QTest::mouseClick(row.more(), Qt::LeftButton);
    QTRY_VERIFY(!groups->isVisible());
    QVERIFY(FieldFault::areAllTaken(open.editor));
    QCOMPARE(rareFieldOf(row, "dilation")->value(), 1.0);
}

void tst_RareFields::rareFieldsThatAreGivenAreShown()
{
    RareFieldsEditor open;
    QTest::mouseClick(&open.table().addButton(kEncoder), Qt::LeftButton);
    choose(open.table(), "layer norm");
    const LayerPlace place{kEncoder, open.spec().encoder.size() - 1};
    LayerRow& row = open.table().row(place);
    QTRY_VERIFY(row.more()->isVisible());
    QTest::mouseClick(row.more(), Qt::LeftButton);
    QTRY_VERIFY(rareFieldOf(row, "pixels")->isVisible());
    type(rareFieldOf(row, "pixels"), "1");
    QTest::keyClick(rareFieldOf(row, "pixels"), Qt::Key_Return);
    QCOMPARE(open.spec().encoder.back().values.at("pixels"), 1.0);
    QTRY_VERIFY(!open.table().findChild<QMenu*>("layer-types"));
    QTest::mouseClick(&open.table().addButton(kEncoder), Qt::LeftButton); // rows are made anew
    choose(open.table(), "ReLU");
    QTRY_VERIFY(rareFieldOf(open.table().row(place), "pixels")->isVisible());
}

ISTHMUS_TEST(tst_RareFields)
#include "tst_RareFields.moc"
