// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scaleNames.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/data/DataText.h"
#include "ui/views/data/DataView.h"
#include "ui/views/data/NoticeBlock.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>

#include <algorithm>

using namespace isthmus;
using isthmus::test::windowRun;

/// The panel that says what the run's data is.
class TestDataView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void dataTextSaysWhatThereIs();
    void ownValidationPartIsSaid();
    void scalingAndNoticesAreSaid();
    void manyNoticesFoldToALine();
    void otherDataAreNotSaidToBeScaledToTheirOwnRange();
    void oneOfAKindIsSingular();
    void changeAsksForData();
    void textThatGetsShorterTakesLessRoom();

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<RunSession> m_session;
};

void TestDataView::init()
{
    m_session = std::make_unique<RunSession>(nullptr, 1);
    m_session->startRun(windowRun());
}

void TestDataView::cleanup()
{
    m_session.reset();
}

void TestDataView::dataTextSaysWhatThereIs()
{
    Dataset data = *m_session->data();
    const QString text = dataText(data, m_session->split());
    QVERIFY2(text.startsWith(QString::fromUtf8("250 images, 28 × 28 grey, 4 classes\n200 train · 50 test\n")),
        qPrintable(text));
    data.labels.clear();
    data.classNames.clear();
    QVERIFY(dataText(data, m_session->split()).endsWith("no labels: points in one colour"));
}

void TestDataView::ownValidationPartIsSaid()
{
    Dataset data = *m_session->data();
    data.testCount -= 20;
    data.validationCount = 20;
    QVERIFY2(dataText(data, makeSplit(data, {})).contains("200 train · 30 test · 20 validation\n"),
        qPrintable(dataText(data, makeSplit(data, {}))));
    QVERIFY(dataText(data, makeSplit(data, {})).contains("its loss is the second curve."));
    SplitSpec share;
    share.validation = 0.5;
    QVERIFY(dataText(data, makeSplit(data, share)).contains("100 train"));
    QVERIFY(dataText(data, makeSplit(data, share)).contains("of 20 images, which is not used"));
}

void TestDataView::scalingAndNoticesAreSaid()
{
    Dataset data = *m_session->data();
    data.scaling = {1, 0, ScalingForm::Robust, std::vector<Affine>(784)};
    const QString text = dataText(data, m_session->split());
    QVERIFY2(
        text.contains("scaled: each column less its median, in distances between its quartiles"), qPrintable(text));
    data.scaling = m_session->data()->scaling;
    data.notices = {"The numbers reach 1.", "Choose the scaling " + scaleText(ReadOptions::Scale::Columns) + ".",
        "The numbers reach 1."};
    RunSpec run = windowRun();
    run.data = std::make_shared<const Dataset>(data);
    m_session->startRun(run);
    DataView view(*m_session);
    const QString notices = view.findChild<QLabel*>("notices")->text(); // in the window's words, and each once
    QCOMPARE(notices, QString("The numbers reach 1.\nChoose the scaling \"range of each column\"."));
}

/// However many there are, the panel below keeps its place until the user wants to read them.
void TestDataView::manyNoticesFoldToALine()
{
    QTest::failOnWarning(QRegularExpression("^QWidget::"));
    RunSpec run = windowRun();
    auto data = std::make_shared<Dataset>(*run.data);
    for (int i = 0; i < 8; ++i)
        data->notices.push_back("Column " + std::to_string(i) + " was left out, since it holds words and no numbers.");
    run.data = data;
    m_session->startRun(run);
    DataView view(*m_session);
    view.resize(264, 400);
    view.show();
    auto* block = view.findChild<NoticeBlock*>();
    QVERIFY(block->isVisible() && block->isFolded());
    QTRY_VERIFY(block->sizeHint().height() <= 40);
    QCOMPARE(block->more().text(), QString::fromUtf8("8 notices…"));
    QTest::mouseClick(&block->more(), Qt::LeftButton);
    QVERIFY(view.findChild<QLabel*>("notices")->isVisible());
    QTRY_VERIFY(block->height() > 100);
    QTest::mouseClick(&block->more(), Qt::LeftButton);
    QVERIFY(block->isFolded());
    m_session->startRun(windowRun());
    QVERIFY(!block->isVisible());
}

/// The run's ranges bring its own columns to 0 to 1, and not those of any other table.
void TestDataView::otherDataAreNotSaidToBeScaledToTheirOwnRange()
{
    Dataset data = *m_session->data();
    data.shape = {1, 1, 2};
    data.trainCount = 2;
    data.testCount = 0;
    data.images = std::make_shared<ByteImages>(data.shape, std::vector<std::uint8_t>{0, 40, 30, 20});
    data.scaling = {1, 0, ScalingForm::Columns, {{0.1, 0}, {0.1, -1}}};
    const QString text = dataText(data, m_session->split(), false);
    QVERIFY2(
        text.contains("scaled as the run's own data were (the range of each column brought to 0 to 1), here to 0 to 3"),
        qPrintable(text));
    QVERIFY(dataText(data, m_session->split()).contains("scaled: the range of each column brought to 0 to 1"));
}

void TestDataView::oneOfAKindIsSingular()
{
    Dataset data = *m_session->data();
    data.trainCount = 1;
    data.testCount = 0;
    data.classNames.resize(1);
    QVERIFY(dataText(data, m_session->split()).startsWith(QString::fromUtf8("1 image, 28 × 28 grey, 1 class\n")));
    data.shape = {1, 1, 1};
    QVERIFY(dataText(data, m_session->split()).startsWith("1 row of 1 number, 1 class\n"));
}

void TestDataView::changeAsksForData()
{
    DataView view(*m_session);
    view.show();
    QSignalSpy wanted(m_session.get(), &RunSession::openDataWanted);
    QTest::mouseClick(view.findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
}

void TestDataView::textThatGetsShorterTakesLessRoom()
{
    DataView view(*m_session);
    view.resize(264, 400);
    view.show();
    const auto facts = [&view] { return view.findChild<QLabel*>("facts"); };
    const int before = facts()->minimumHeight();
    QVERIFY(before > 0);
    RunSpec run = windowRun();
    auto data = std::make_shared<Dataset>(*run.data);
    data->columns = {"a long name of a column, as some tables have them", "another such name", "and a third one"};
    run.data = data;
    m_session->startRun(run);
    QVERIFY(facts()->minimumHeight() > before);
    m_session->startRun(windowRun());
    QCOMPARE(facts()->minimumHeight(), before);
}

ISTHMUS_TEST(TestDataView)
#include "tst_DataView.moc"
