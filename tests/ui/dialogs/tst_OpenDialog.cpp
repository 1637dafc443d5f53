// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Sprites.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"
#include "tests/ui/dialogs/OpenHands.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/open/ClassModel.h"
#include "ui/dialogs/open/SourceList.h"
#include "ui/session/PreviewReader.h"

#include <QImage>
#include <QPointer>
#include <QSignalSpy>

#include <atomic>
#include <chrono>
#include <future>

using namespace isthmus;
using namespace isthmus::test;
using isthmus::testing::counting;
using isthmus::testing::Folder;
using isthmus::testing::idx;

class TestOpenDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingIsChosenAtFirst();
    void hintHasTheRoomBesideTheList();
    void builtInSetIsChosenByTheKeys();
    void tabGoesThroughTheDialogInOrder();
    void previewOfATableSpeaksOfRows();
    void previewShowsWhatTheSetIs();
    void openHandsOverWhatWasRead();
    void enterOpensAndEscapeCancels();
    void enterPressesTheButtonThatHasTheFocus();
    void brokenFileIsSaidAndAnotherOpens();
    void sourceBeforeABrokenOneComesBackWithItsChoices();
    void droppedFolderIsRead();
    void dataInMemoryIsNotReadAgain();
    void longReadingIsStoppedAndReadAgain();
    void newestWishWins();
    void openWaitsForReading();
    void closingWhileItReadsWaitsForNobody();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestOpenDialog::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestOpenDialog::nothingIsChosenAtFirst()
{
    Shown shown;
    QVERIFY(!shown.dialog.openButton().isEnabled());
    QVERIFY(shown.dialog.page().message().contains("drop"));
    QTest::keyClick(&shown.dialog, Qt::Key_Return);
    QCOMPARE(shown.times, 0);
}

void TestOpenDialog::hintHasTheRoomBesideTheList()
{
    Shown shown;
    const int right = shown.dialog.width() - shown.dialog.page().geometry().right();
    QVERIFY2(right < 20, qPrintable(QString::number(right)));
    shown.dialog.choose(kFixtures + "pictures");
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(shown.dialog.subset().isVisible());
}

void TestOpenDialog::builtInSetIsChosenByTheKeys()
{
    Shown shown;
    shown.dialog.sources().setFocus();
    QVERIFY(!shown.dialog.sources().currentItem());
    QTest::keyClick(&shown.dialog.sources(), Qt::Key_Down);
    QTest::keyClick(&shown.dialog.sources(), Qt::Key_End);
    QTRY_VERIFY(isRead(shown.dialog));
    QCOMPARE(fact(shown.dialog, "Shape"), QString::fromUtf8("28 × 28 pixels, grey"));
    QCOMPARE(shown.dialog.page().thumbnails().pictures().size(), std::size_t(64));
    QVERIFY(!shown.dialog.form().isVisible());
    shown.pressOpen();
    QCOMPARE(shown.choice.nameOrPath, "sprites");
}

void TestOpenDialog::tabGoesThroughTheDialogInOrder()
{
    Shown shown;
    shown.dialog.choose(kFixtures + "pictures");
    QTRY_VERIFY(isRead(shown.dialog));
    shown.dialog.sources().setFocus();
    QStringList names;
    for (int i = 0; i < 16; ++i) {
        const auto* button = qobject_cast<QPushButton*>(shown.dialog.focusWidget());
        names << (button ? button->text().remove('&') : shown.dialog.focusWidget()->accessibleName());
        QTest::keyClick(shown.dialog.focusWidget(), Qt::Key_Tab);
    }
    const QStringList expected{"Data sets", "Browse file...", "Browse folder...", "Height in pixels", "Width in pixels",
        "Fit", "Turn", "Colour", "Values", "Classes in use", "All", "None", "At most, of each part",
        "Held out for validation", "Cancel", "Open"};
    QCOMPARE(names, expected);
    QVERIFY(shown.dialog.sources().hasFocus());
    QTest::keyClick(&shown.dialog, Qt::Key_S, Qt::AltModifier);
    QCOMPARE(shown.dialog.focusWidget()->accessibleName(), QString("Height in pixels"));
}

void TestOpenDialog::previewOfATableSpeaksOfRows()
{
    const Folder folder;
    QByteArray table;
    for (int row = 0; row < 40; ++row)
        table += QByteArray::number(row - 9.437781) + ",2,3\n";
    folder.write("table.csv", table);
    Shown shown;
    shown.dialog.choose(folder.path("table.csv"));
    QTRY_VERIFY(isRead(shown.dialog));
    QCOMPARE(fact(shown.dialog, "Rows"), QString::fromUtf8("36 train · 4 test"));
    QVERIFY(fact(shown.dialog, "Values").contains(QString::fromUtf8("−9.43778 to ")));
    QStringList texts;
    for (const QLabel* label : shown.dialog.findChildren<QLabel*>())
        texts << label->text();
    QVERIFY(
        texts.contains("The set has no test part, so 10 % of it (4 rows, drawn by the run's seed) is kept as one."));
}

void TestOpenDialog::previewShowsWhatTheSetIs()
{
    const Folder folder;
    folder.write("train-images-idx3-ubyte", idx({100, 5, 4}, counting(2000)));
    folder.write("train-labels-idx1-ubyte", idx({100}, QByteArray(100, 3)));
    folder.write("t10k-images-idx3-ubyte", idx({30, 5, 4}, counting(600)));
    folder.write("t10k-labels-idx1-ubyte", idx({30}, QByteArray(30, 1)));
    Shown shown;
    shown.dialog.choose(folder.path());
    QTRY_VERIFY(isRead(shown.dialog));
    QCOMPARE(fact(shown.dialog, "Images"), QString::fromUtf8("100 train · 30 test"));
    QCOMPARE(fact(shown.dialog, "Shape"), QString::fromUtf8("5 × 4 pixels (height × width), grey"));
    QCOMPARE(fact(shown.dialog, "Values"), QString("uint8, 0 to 250; scaled to 0 to 0.98"));
    QCOMPARE(fact(shown.dialog, "Memory"), QString("2.6 kB"));
    const ClassModel& classes = shown.dialog.subset().classes();
    QCOMPARE(classes.rowCount(), 2); // 1 and 3, those that occur
    QCOMPARE(classes.index(1, 1).data().toString(), QString("100"));
    QCOMPARE(classes.index(0, 2).data().toString(), QString("30"));
}

void TestOpenDialog::openHandsOverWhatWasRead()
{
    Shown shown;
    shown.dialog.choose(kFixtures + "images.npy");
    QTRY_VERIFY(isRead(shown.dialog));
    shown.pressOpen();
    QCOMPARE(shown.times, 1);
    QCOMPARE(shown.choice.nameOrPath, kFixtures + "images.npy");
    QVERIFY(shown.data);
    QCOMPARE(fact(shown.dialog, "Images").section(' ', 0, 0).toLongLong()
            + fact(shown.dialog, "Images").section(' ', 3, 3).toLongLong(),
        qlonglong(shown.data->count()));
    QVERIFY(shown.dialog.isVisible()); // who hears it closes the dialog
}

void TestOpenDialog::enterOpensAndEscapeCancels()
{
    Shown shown;
    shown.dialog.choose(kFixtures + "images.npy");
    QTRY_VERIFY(isRead(shown.dialog));
    QTest::keyClick(&shown.dialog.sources(), Qt::Key_Return);
    QCOMPARE(shown.times, 1);
    QTest::keyClick(&shown.dialog, Qt::Key_Escape);
    QVERIFY(!shown.dialog.isVisible());
}

void TestOpenDialog::enterPressesTheButtonThatHasTheFocus()
{
    Shown shown;
    shown.dialog.choose(kFixtures + "pictures");
    QTRY_VERIFY(isRead(shown.dialog));
    const auto press = [&shown](const QString& text) {
        for (QPushButton* button : shown.dialog.findChildren<QPushButton*>())
            if (button->text().remove('&') == text) {
                button->setFocus(Qt::TabFocusReason);
                QTest::keyClick(button, Qt::Key_Return);
            }
    };
    press("None");
    QVERIFY(shown.dialog.subset().isNothingTicked());
    press("All");
    QVERIFY(!shown.dialog.subset().isNothingTicked());
    QTRY_VERIFY(isRead(shown.dialog));
    press("Cancel");
    QVERIFY(!shown.dialog.isVisible());
    QCOMPARE(shown.times, 0);
}

void TestOpenDialog::brokenFileIsSaidAndAnotherOpens()
{
    const Folder folder;
    Shown shown;
    shown.dialog.choose(QString::fromStdString(folder.write("short-idx3-ubyte", idx({100, 2, 2}, counting(300)))));
    QTRY_VERIFY(shown.dialog.page().message().contains("short-idx3-ubyte"));
    QVERIFY2(shown.dialog.page().message().contains("expected"), qPrintable(shown.dialog.page().message()));
    QVERIFY(!shown.dialog.openButton().isEnabled());
    QVERIFY(shown.dialog.subset().isVisible()); // the choices stay
    shown.dialog.choose(kFixtures + "images.npy");
    QTRY_VERIFY(isRead(shown.dialog));
    shown.pressOpen();
    QCOMPARE(shown.times, 1);
}

void TestOpenDialog::sourceBeforeABrokenOneComesBackWithItsChoices()
{
    Shown shown;
    shown.dialog.choose(kFixtures + "pictures");
    QTRY_VERIFY(isRead(shown.dialog));
    shown.dialog.choose(kFixtures + "nowhere.npy");
    QTRY_VERIFY(shown.dialog.page().message().contains("nowhere.npy"));
    shown.dialog.choose(kFixtures + "pictures");
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(boxOf(shown.dialog, "fit")->isVisible());
    QCOMPARE(shown.dialog.subset().classes().rowCount(), 2);
    shown.dialog.choose(kFixtures + "pictures"); // the same again
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(boxOf(shown.dialog, "fit")->isVisible());
    QVERIFY(shown.dialog.subset().table().isVisible());
}

void TestOpenDialog::droppedFolderIsRead()
{
    Shown shown;
    dropOn(shown.dialog, kFixtures + "colours");
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(fact(shown.dialog, "Shape").endsWith("colour"));
    QVERIFY(!shown.dialog.page().thumbnails().pictures().back().image.isGrayscale());
    QCOMPARE(shown.dialog.sources().currentItem()->text(), QString("colours"));
}

void TestOpenDialog::dataInMemoryIsNotReadAgain()
{
    const auto data = openDataset("sprites");
    SplitSpec split;
    split.limit = 500;
    Shown shown;
    shown.dialog.display({"sprites", data->reading, split}, data);
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(fact(shown.dialog, "Images").startsWith("500 train"));
    shown.pressOpen();
    QCOMPARE(shown.data.get(), data.get());
    QCOMPARE(shown.choice.split.limit, Index(500));
}

void TestOpenDialog::longReadingIsStoppedAndReadAgain()
{
    const Folder folder;
    QImage image(64, 64, QImage::Format_RGB32);
    image.fill(Qt::red);
    for (int i = 0; i < 3000; ++i)
        image.save(folder.path(QString::number(i) + ".bmp"));
    Shown shown;
    shown.dialog.choose(folder.path());
    QTRY_VERIFY(shown.dialog.stopButton().isVisible());
    QTest::mouseClick(&shown.dialog.stopButton(), Qt::LeftButton);
    QVERIFY(shown.dialog.page().message().contains("stopped"));
    QVERIFY(!shown.dialog.stopButton().isVisible());
    QVERIFY(!shown.dialog.openButton().isEnabled());
    for (QPushButton* button : shown.dialog.page().findChildren<QPushButton*>())
        if (button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(fact(shown.dialog, "Images").startsWith("2,700 train"));
}

void TestOpenDialog::newestWishWins()
{
    Shown shown;
    const auto* reader = shown.dialog.findChild<PreviewReader*>();
    QSignalSpy read(reader, &PreviewReader::dataRead);
    shown.dialog.choose("sprites");
    shown.dialog.choose(kFixtures + "pictures");
    shown.dialog.choose(kFixtures + "images.npy");
    QTRY_VERIFY(isRead(shown.dialog));
    QVERIFY(!reader->isBusy());
    QCOMPARE(read.count(), 1); // it reads one after the other, so that an older wish would have come before
    shown.pressOpen();
    QCOMPARE(shown.choice.nameOrPath, kFixtures + "images.npy");
    QCOMPARE(QString::fromStdString(shown.data->name), kFixtures + "images.npy");
}

void TestOpenDialog::openWaitsForReading()
{
    Shown shown;
    shown.dialog.choose("sprites");
    QVERIFY(shown.dialog.openButton().isEnabled());
    shown.pressOpen();
    QCOMPARE(shown.times, 0);
    QTRY_COMPARE(shown.times, 1);
    QCOMPARE(shown.data->count(), Index(12000));
}

void TestOpenDialog::closingWhileItReadsWaitsForNobody()
{
    std::promise<void> release;
    std::atomic<bool> isReading = false;
    QWidget window;
    QPointer dialog(new OpenDialog({}, &window));
    QPointer reader(dialog->findChild<PreviewReader*>());
    QVERIFY(reader);
    reader->readWith([&isReading, released = release.get_future().share()](const auto&...) {
        isReading = true;
        released.wait_for(std::chrono::milliseconds(kPatience)); // however long it is told to stop
        return std::make_shared<const Dataset>(makeSprites(20, 5));
    });
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
    dialog->choose("sprites");
    QTRY_VERIFY(isReading);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QVERIFY(reader); // it is still at work, and the window keeps it
    QCOMPARE(reader->parent(), &window);
    release.set_value();
    QTRY_VERIFY(!reader);
}

ISTHMUS_TEST(TestOpenDialog)
#include "tst_OpenDialog.moc"
