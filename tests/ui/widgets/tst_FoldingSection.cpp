// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FoldingHeading.h"
#include "ui/widgets/FoldingSection.h"

#include <QApplication>
#include <QPushButton>

#include <memory>

using namespace isthmus;

/// A part of a panel folds to its heading, by mouse and by key.
class TestFoldingSection : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup() { m_section.reset(); }
    void clickFoldsAndUnfolds();
    void keysFoldAndUnfold();
    void tabReachesTheHeadingAndSkipsWhatIsFolded();
    void tabFollowsTheRows();
    void dragIsNoClick();
    void toolTipSaysWhatAClickDoes();
    void cleanupTestCase() { m_theme.reset(); }

private:
    [[nodiscard]] FoldingHeading* heading() { return &m_section->heading(); }

    std::unique_ptr<Theme> m_theme; // gone before the application
    std::unique_ptr<FoldingSection> m_section;
    QPushButton* m_inner = nullptr;
};

void TestFoldingSection::init()
{
    m_section = std::make_unique<FoldingSection>("Optimiser", "training/optimiser");
    m_inner = new QPushButton("inner");
    m_section->add(m_inner);
    m_section->show();
    QApplication::setActiveWindow(m_section.get());
}

void TestFoldingSection::clickFoldsAndUnfolds()
{
    QVERIFY(m_inner->isVisible());
    const int open = m_section->sizeHint().height();
    QTest::mouseClick(heading(), Qt::LeftButton);
    QVERIFY(!m_inner->isVisible());
    QVERIFY(!m_section->isOpen());
    QVERIFY(m_section->sizeHint().height() < open - m_inner->height() / 2);
    QTest::mouseClick(heading(), Qt::LeftButton);
    QVERIFY(m_inner->isVisible());
    QCOMPARE(m_section->sizeHint().height(), open);
}

void TestFoldingSection::keysFoldAndUnfold()
{
    heading()->setFocus();
    QTest::keyClick(heading(), Qt::Key_Return);
    QVERIFY(!m_inner->isVisible());
    QTest::keyClick(heading(), Qt::Key_Right);
    QVERIFY(m_inner->isVisible());
    QTest::keyClick(heading(), Qt::Key_Right);
    QVERIFY(m_inner->isVisible());
    QTest::keyClick(heading(), Qt::Key_Left);
    QVERIFY(!m_inner->isVisible());
    QTest::keyClick(heading(), Qt::Key_Enter);
    QVERIFY(m_inner->isVisible());
}

void TestFoldingSection::tabReachesTheHeadingAndSkipsWhatIsFolded()
{
    heading()->setFocus(Qt::TabFocusReason);
    QVERIFY(heading()->hasFocus());
    const QImage ringed = heading()->grab().toImage();
    QTest::keyClick(heading(), Qt::Key_Tab);
    QVERIFY(m_inner->hasFocus());
    QVERIFY(heading()->grab().toImage() != ringed);
    m_section->setOpen(false);
    heading()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(heading(), Qt::Key_Tab);
    QVERIFY(!m_inner->hasFocus());
}

void TestFoldingSection::tabFollowsTheRows()
{
    auto* first = new QPushButton("made first", m_section.get());
    auto* second = new QPushButton("made second", m_section.get());
    m_section->add(second);
    m_section->add(first);
    QCoreApplication::processEvents(); // what is added is shown by then
    heading()->setFocus(Qt::TabFocusReason);
    for (QPushButton* next : {m_inner, second, first}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(next));
    }
}

void TestFoldingSection::dragIsNoClick()
{
    const QPoint start(4, 4);
    QTest::mousePress(heading(), Qt::LeftButton, {}, start);
    QTest::mouseRelease(heading(), Qt::LeftButton, {}, start + QPoint(2 * QApplication::startDragDistance(), 0));
    QVERIFY(m_section->isOpen());
}

void TestFoldingSection::toolTipSaysWhatAClickDoes()
{
    QVERIFY(heading()->toolTip().startsWith("Fold Optimiser"));
    m_section->setOpen(false);
    QVERIFY(heading()->toolTip().startsWith("Unfold Optimiser"));
    QCOMPARE(heading()->accessibleName(), "Optimiser");
}

ISTHMUS_TEST(TestFoldingSection)
#include "tst_FoldingSection.moc"
