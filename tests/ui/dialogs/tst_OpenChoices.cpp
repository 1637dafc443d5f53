// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/ReadFields.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"
#include "tests/ui/dialogs/OpenHands.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/open/ClassModel.h"
#include "ui/dialogs/open/SourceList.h"

#include <QAbstractItemView>
#include <QLabel>

using namespace isthmus;
using namespace isthmus::test;
using isthmus::testing::counting;
using isthmus::testing::Folder;
using isthmus::testing::idx;

namespace {

/// 40 rows of 64 pixels with two columns that may be labels.
QByteArray table()
{
    QByteArray text = "kind";
    for (int column = 0; column < 64; ++column)
        text += ",p" + QByteArray::number(column);
    text += ",label\n";
    for (int row = 0; row < 40; ++row) {
        text += QByteArray::number(row % 4);
        for (int column = 0; column < 64; ++column)
            text += ',' + QByteArray::number((row + column) % 256);
        text += row % 2 == 0 ? ",even\n" : ",odd\n";
    }
    return text;
}

} // namespace

class TestOpenChoices : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFieldOfEveryReaderHasARow();
    void arrayCanBeChosen();
    void labelColumnCanBeChosen();
    void guessedLabelIsChangedBesideItsNotice();
    void textsBecomeColumns();
    void gapsAreKeptWithMeans();
    void ownValidationPartCanBeLeftOut();
    void rowsBecomePicturesAtAClick();
    void sizeIsCompletedAndReadAnew();
    void classesAndCountsCanBeChosen();
    void nothingTickedIsSaidAndMended();
    void validationIsHeldOut();
    void chosenShareOfNothingIsRespected_data();
    void chosenShareOfNothingIsRespected();
    void setWithoutATestPartSaysSo();
    void wrongChoiceIsMended();
    void recentSetKeepsItsChoices();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestOpenChoices::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestOpenChoices::everyFieldOfEveryReaderHasARow()
{
    for (const ReadField& field : readFields()) {
        const auto& rows = fieldRows();
        QVERIFY2(std::any_of(
                     rows.begin(), rows.end(), [&](const FieldRow& row) { return QString(row.field) == field.name; }),
            field.name);
    }
    QCOMPARE(fieldRows().size(), readFields().size());
}

void TestOpenChoices::arrayCanBeChosen()
{
    Shown shown;
    shown.dialog.choose(kFixtures + "types-little-c.npz");
    QTRY_VERIFY(isRead(shown.dialog));
    QComboBox* arrays = boxOf(shown.dialog, "array");
    QVERIFY(arrays);
    pick(arrays, "f4:");
    QTRY_VERIFY(fact(shown.dialog, "Values").startsWith("float32"));
    QTRY_VERIFY(isRead(shown.dialog));
    pick(arrays, "u2:");
    QTRY_VERIFY(fact(shown.dialog, "Values").startsWith("uint16"));
    shown.pressOpen();
    QTRY_COMPARE(shown.times, 1);
    QCOMPARE(shown.choice.reading.array, std::string("u2"));
    QCOMPARE(shown.data->reading.array, std::string("u2"));
}

void TestOpenChoices::labelColumnCanBeChosen()
{
    const Folder folder;
    Shown shown;
    shown.dialog.choose(QString::fromStdString(folder.write("table.csv", table())));
    QTRY_VERIFY(isRead(shown.dialog));
    QCOMPARE(shown.dialog.subset().classes().rowCount(), 2);
    QCOMPARE(boxOf(shown.dialog, "label-column")->currentText(), QString("automatic: label"));
    pick(boxOf(shown.dialog, "label-column"), "no labels");
    QTRY_VERIFY(fact(shown.dialog, "Classes").startsWith("none")); // "even" is no number and is left out
    QTRY_VERIFY(isRead(shown.dialog));
    pick(boxOf(shown.dialog, "label-column"), "label");
    QTRY_VERIFY(isRead(shown.dialog));
    shown.pressOpen();
    QTRY_COMPARE(shown.times, 1);
    QCOMPARE(shown.choice.reading.labelColumn, std::string("label"));
    QCOMPARE(shown.data->classNames, (std::vector<std::string>{"even", "odd"}));
}

void TestOpenChoices::guessedLabelIsChangedBesideItsNotice()
{
    const Folder folder;
    Shown shown;
    const QByteArray rows = "colour,kind,size\nred,cat,1\nblue,dog,2\nred,dog,3\n";
    shown.dialog.choose(QString::fromStdString(folder.write("pets.csv", rows)));
    QTRY_VERIFY(isRead(shown.dialog));
    QPushButton* change = nullptr;
    for (QPushButton* button : shown.dialog.page().findChildren<QPushButton*>())
        if (button->isVisible() && button->text().contains("label"))
            change = button;
    QVERIFY(change);
    QTest::mouseClick(change, Qt::LeftButton);
    QComboBox* columns = boxOf(shown.dialog, "label-column");
    QTRY_VERIFY(columns->view()->isVisible());
    columns->hidePopup();
    pick(columns, "kind");
    QTRY_VERIFY(!change->isVisible()); // chosen, not guessed
    QTRY_VERIFY(isRead(shown.dialog));
    shown.pressOpen();
    QTRY_COMPARE(shown.times, 1);
    QCOMPARE(shown.data->classNames, (std::vector<std::string>{"cat", "dog"}));
}

void TestOpenChoices::textsBecomeColumns()
{
    const Folder folder;
    Shown shown;
    const QByteArray rows = "length,colour,size,kind\n1,red,S,cat\n2,blue,M,dog\n3,red,S,dog\n";
    shown.dialog.choose(QString::fromStdString(folder.write("shirts.csv", rows)));
    QTRY_VERIFY(isRead(shown.dialog));
    QCOMPARE(fact(shown.dialog, "Shape"), QString("a row of 1 number"));
    QComboBox* texts = boxOf(shown.dialog, "one-hot");
    QVERIFY(texts);
    QCOMPARE(texts->currentText(), QString("labels, or left out"));
    pick(texts, "size as columns");
    QTRY_COMPARE(fact(shown.dialog, "Shape"), QString("a row of 3 numbers"));
    QTRY_VERIFY(isRead(shown.dialog));
    pick(boxOf(shown.dialog, "label-column"), "no labels");
    QTRY_VERIFY(isRead(shown.dialog));
    pick(boxOf(shown.dialog, "one-hot"), "all as columns");
    QTRY_COMPARE(fact(shown.dialog, "Shape"), QString("a row of 7 numbers"));
    QTRY_VERIFY(isRead(shown.dialog));
    shown.pressOpen();
    QTRY_COMPARE(shown.times, 1);
    QCOMPARE(shown.choice.reading.oneHot, std::string("auto"));
    QCOMPARE(shown.data->columns.back(), std::string("kind=dog"));
}

void TestOpenChoices::gapsAreKeptWithMeans()
{
    const Folder folder;
    Shown shown;
    shown.dialog.choose(QString::fromStdString(folder.write("gaps.csv", "a,b\n1,2.5\n,3\n3,NA\n4,5\n")));
    QTRY_VERIFY(boxOf(shown.dialog, "missing"));
    QVERIFY(!boxOf(shown.dialog, "one-hot")); // there are no texts
    pick(boxOf(shown.dialog, "missing"), "the mean");
    QTRY_VERIFY(isRead(shown.dialog));
    shown.pressOpen();
    QTRY_COMPARE(shown.times, 1);
    QCOMPARE(shown.data->count(), Index(4));
    QCOMPARE(shown.data->fills.size(), std::size_t(2));
}

void TestOpenChoices::ownValidationPartCanBeLeftOut()
{
    const Folder folder;
    Shown shown;
    const QString plain = QString::fromStdString(folder.write("plain.csv", "a,b\n1,2\n3,4\n"));
    shown.dialog.choose(plain);
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(!boxOf(shown.dialog, "validation-part")->isVisible());
    const QByteArray rows = "a,split\n1,train\n2,train\n3,val\n4,test\n5,train\n";
    shown.dialog.choose(QString::fromStdString(folder.write("parts.csv", rows)));
    QTRY_VERIFY(isRead(shown.dialog) && fact(shown.dialog, "Rows").contains("1 validation"));
    QComboBox* part = boxOf(shown.dialog, "validation-part");
    QVERIFY(part && part->isVisible());
    pick(part, "left out");
    QTRY_VERIFY(isRead(shown.dialog) && !fact(shown.dialog, "Rows").contains("validation"));
    QVERIFY(boxOf(shown.dialog, "validation-part")->isVisible()); // so that it can be taken back
    shown.pressOpen();
    QTRY_COMPARE(shown.times, 1);
    QCOMPARE(shown.data->count(), Index(4));
}

void TestOpenChoices::rowsBecomePicturesAtAClick()
{
    const Folder folder;
    QByteArray text;
    for (int row = 0; row < 20; ++row) {
        for (int column = 0; column < 64; ++column)
            text += (column > 0 ? "," : "") + QByteArray::number(row + column);
        text += '\n';
    }
    Shown shown;
    shown.dialog.choose(QString::fromStdString(folder.write("digits.csv", text)));
    QTRY_VERIFY(isRead(shown.dialog));
    QCOMPARE(fact(shown.dialog, "Shape"), QString("a row of 64 numbers"));
    QPushButton* suggestion = nullptr;
    for (QPushButton* button : shown.dialog.page().findChildren<QPushButton*>())
        if (button->isVisible() && button->text().contains("64"))
            suggestion = button;
    QVERIFY(suggestion);
    QTest::mouseClick(suggestion, Qt::LeftButton);
    QTRY_COMPARE(fact(shown.dialog, "Shape"), QString::fromUtf8("8 × 8 pixels, grey"));
    QVERIFY(!suggestion->isVisible());
    shown.pressOpen();
    QCOMPARE(shown.data->shape, (Shape{1, 8, 8}));
}

void TestOpenChoices::sizeIsCompletedAndReadAnew()
{
    Shown shown;
    shown.dialog.choose(kFixtures + "pictures");
    QTRY_VERIFY(isRead(shown.dialog));
    const QList<QSpinBox*> sides = shown.dialog.form().editor("size")->findChildren<QSpinBox*>();
    QCOMPARE(sides.size(), 2);
    QVERIFY2(sides[0]->text().startsWith("auto "), qPrintable(sides[0]->text()));
    typeNumber(*sides[0], 12);
    QCOMPARE(sides[1]->value(), 12);
    typeNumber(*sides[1], 9); // the width
    QTRY_COMPARE(fact(shown.dialog, "Shape").section(',', 0, 0), QString::fromUtf8("12 × 9 pixels (height × width)"));
    pick(boxOf(shown.dialog, "channels"), "colour");
    QTRY_COMPARE(fact(shown.dialog, "Shape"), QString::fromUtf8("12 × 9 pixels (height × width), colour"));
    pick(boxOf(shown.dialog, "fit"), "pad");
    shown.pressOpen();
    QTRY_COMPARE(shown.times, 1);
    QCOMPARE(shown.choice.reading.height, 12);
    QCOMPARE(shown.choice.reading.width, 9);
    QVERIFY(shown.data->reading.fit == ReadOptions::Fit::Pad);
}

void TestOpenChoices::classesAndCountsCanBeChosen()
{
    const Folder folder;
    QByteArray labels;
    for (int i = 0; i < 100; ++i)
        labels += static_cast<char>(i % 5);
    folder.write("train-labels-idx1-ubyte", idx({100}, labels));
    folder.write("train-images-idx3-ubyte", idx({100, 2, 2}, counting(400)));
    Shown shown;
    shown.dialog.choose(folder.path());
    QTRY_VERIFY(isRead(shown.dialog));
    clickTick(shown.dialog.subset(), 1);
    QTRY_COMPARE(fact(shown.dialog, "Classes"), QString("4 of 5 in use"));
    shown.dialog.subset().table().setFocus();
    shown.dialog.subset().table().setCurrentIndex(shown.dialog.subset().classes().index(3, 0));
    QTest::keyClick(&shown.dialog.subset().table(), Qt::Key_Space);
    QTRY_COMPARE(fact(shown.dialog, "Classes"), QString("3 of 5 in use"));
    typeNumber(shown.dialog.subset().limit(), 20);
    QTRY_VERIFY(fact(shown.dialog, "Images").startsWith("20 train"));
    shown.pressOpen();
    QTRY_COMPARE(shown.times, 1);
    QCOMPARE(shown.choice.split.classes, (std::vector<std::string>{"0", "2", "4"}));
    QCOMPARE(shown.choice.split.limit, Index(20));
}

void TestOpenChoices::nothingTickedIsSaidAndMended()
{
    Shown shown;
    shown.dialog.choose("sprites");
    QTRY_VERIFY(isRead(shown.dialog));
    QPushButton* none = nullptr;
    QPushButton* all = nullptr;
    for (QPushButton* button : shown.dialog.subset().findChildren<QPushButton*>())
        (button->text().contains("None") ? none : all) = button;
    QTest::mouseClick(none, Qt::LeftButton);
    QTRY_VERIFY(shown.dialog.page().message().contains("at least one class"));
    QVERIFY(!shown.dialog.openButton().isEnabled());
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(shown.dialog.openButton().isEnabled());
    shown.pressOpen();
    QVERIFY(shown.choice.split.classes.empty());
}

void TestOpenChoices::chosenShareOfNothingIsRespected_data()
{
    QTest::addColumn<bool>("isChosen");
    QTest::addColumn<int>("percent");
    QTest::newRow("chosen") << true << 0;
    QTest::newRow("not chosen yet") << false << 20;
}

void TestOpenChoices::chosenShareOfNothingIsRespected()
{
    QFETCH(bool, isChosen);
    QFETCH(int, percent);
    Shown shown({{kFixtures + "images.npy", {}, {}, isChosen}});
    SplitSpec split;
    split.validation = 0.2;
    shown.dialog.setDefaultSplit(split);
    shown.dialog.choose(kFixtures + "images.npy");
    QCOMPARE(shown.dialog.subset().validation().value(), percent);
}

void TestOpenChoices::validationIsHeldOut()
{
    const Folder folder;
    Shown shown;
    shown.dialog.choose(QString::fromStdString(folder.write("images.idx", idx({100, 2, 2}, counting(400)))));
    QTRY_VERIFY(isRead(shown.dialog));
    typeNumber(shown.dialog.subset().validation(), 20);
    QTRY_COMPARE(fact(shown.dialog, "Images"), QString::fromUtf8("72 train · 18 validation · 10 test"));
    shown.pressOpen();
    QCOMPARE(shown.choice.split.validation, 0.2);
}

void TestOpenChoices::setWithoutATestPartSaysSo()
{
    const Folder folder;
    Shown shown;
    shown.dialog.choose(QString::fromStdString(folder.write("images.idx", idx({100, 2, 2}, counting(400)))));
    QTRY_VERIFY(isRead(shown.dialog));
    bool isSaid = false;
    for (const QLabel* label : shown.dialog.subset().findChildren<QLabel*>())
        isSaid = isSaid || (label->isVisible() && label->text().contains("10 % of it (10 images, "));
    QVERIFY(isSaid);
}

void TestOpenChoices::wrongChoiceIsMended()
{
    Shown shown;
    shown.dialog.choose(kFixtures + "rows.npy");
    QTRY_VERIFY(isRead(shown.dialog));
    const QList<QSpinBox*> sides = shown.dialog.form().editor("size")->findChildren<QSpinBox*>();
    typeNumber(*sides[0], 777);
    QTRY_VERIFY(shown.dialog.page().message().contains("777"));
    QVERIFY(!shown.dialog.openButton().isEnabled());
    typeNumber(*sides[0], 0);
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(shown.dialog.openButton().isEnabled());
}

void TestOpenChoices::recentSetKeepsItsChoices()
{
    DataChoice recent{kFixtures + "pictures", {}, {}};
    recent.reading.width = 10;
    recent.reading.height = 6;
    recent.reading.patch = 4; // not of this format
    recent.split.classes = {"a", "gone"};
    Shown shown({recent});
    QTest::mouseClick(shown.dialog.sources().viewport(), Qt::LeftButton, {},
        shown.dialog.sources().visualItemRect(shown.dialog.sources().item(1)).center());
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(fact(shown.dialog, "Shape").startsWith(QString::fromUtf8("6 × 10 pixels (height × width)")));
    QCOMPARE(fact(shown.dialog, "Classes"), QString("1 of 2 in use"));
    shown.pressOpen();
    QCOMPARE(shown.choice.split.classes, std::vector<std::string>{"a"});
    QCOMPARE(shown.choice.reading.patch, 0);
}

ISTHMUS_TEST(TestOpenChoices)
#include "tst_OpenChoices.moc"
