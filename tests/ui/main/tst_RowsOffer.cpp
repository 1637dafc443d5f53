// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/DataHands.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"

#include <QPushButton>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// 20 rows of so many numbers.
QByteArray table(int columns)
{
    QByteArray text;
    for (int row = 0; row < 20; ++row)
        for (int column = 0; column < columns; ++column)
            text += QByteArray::number((row * 31 + column * 7) % 256) + (column + 1 < columns ? ',' : '\n');
    return text;
}

MessageBanner* banner(const RunPage& window)
{
    return window.findChild<MessageBanner*>("rows-offer");
}

QPushButton* button(const RunPage& window, const QString& text)
{
    for (QPushButton* each : banner(window)->findChildren<QPushButton*>())
        if (each->text() == text)
            return each;
    return nullptr;
}

} // namespace

/// Rows of numbers that may be pictures are said to be so, with a button that reads them thus.
class TestRowsOffer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void rowsBecomePicturesAtAPress();
    void choiceOfRowsStays();
    void dismissedOfferStaysAway();
    void otherRowsAreNotOffered();
    void cleanupTestCase() { m_theme.reset(); }

private:
    /// Opens a file and waits until the window shows it.
    void openData(OpenWindow& open, const char* name)
    {
        open.page.files().openData(m_settings->path(name));
        QTRY_COMPARE(open.session.data()->name, m_settings->path(name).toStdString());
    }

    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestRowsOffer::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    writeFile(m_settings->path("square.csv"), table(400));
    writeFile(m_settings->path("odd.csv"), table(60));
}

void TestRowsOffer::rowsBecomePicturesAtAPress()
{
    OpenWindow open;
    QVERIFY(!banner(open.page)->isVisible());
    openData(open, "square.csv");
    QCOMPARE(open.session.data()->shape, (Shape{1, 1, 400}));
    QVERIFY(banner(open.page)->isVisible());
    QVERIFY(banner(open.page)->message().contains("20 × 20"));
    QTest::mouseClick(button(open.page, "Use as pictures of 20 × 20"), Qt::LeftButton);
    QMessageBox* question = openBox(open.page, "save-question"); // the model is no preset, so it is asked about
    QVERIFY(question);
    press(question, QMessageBox::Discard);
    QTRY_COMPARE(open.session.data()->shape, (Shape{1, 20, 20}));
    QVERIFY(!banner(open.page)->isVisible());
}

void TestRowsOffer::choiceOfRowsStays()
{
    OpenWindow open;
    openData(open, "square.csv");
    RunSpec run = open.session.run();
    run.split.limit = 9;
    open.session.startRun(run);
    QTest::mouseClick(button(open.page, "Use as pictures of 20 × 20"), Qt::LeftButton);
    QTRY_COMPARE(open.session.data()->shape, (Shape{1, 20, 20}));
    QCOMPARE(open.session.run().split.limit, Index(9));
    QCOMPARE(open.session.split().train.size(), std::size_t(9));
}

void TestRowsOffer::dismissedOfferStaysAway()
{
    OpenWindow open;
    openData(open, "square.csv");
    QTest::mouseClick(button(open.page, "Dismiss"), Qt::LeftButton);
    QVERIFY(!banner(open.page)->isVisible());
    open.session.changeModel(open.session.run().model, open.session.run().training);
    QVERIFY(!banner(open.page)->isVisible());
}

void TestRowsOffer::otherRowsAreNotOffered()
{
    OpenWindow open;
    openData(open, "odd.csv");
    QCOMPARE(open.session.data()->shape, (Shape{1, 1, 60}));
    QVERIFY(!banner(open.page)->isVisible());
}

ISTHMUS_TEST(TestRowsOffer)
#include "tst_RowsOffer.moc"
