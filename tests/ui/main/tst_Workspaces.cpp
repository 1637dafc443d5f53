// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/compare/ComparePage.h"
#include "ui/main/RunsActions.h"
#include "ui/main/workspaceTypes.h"

#include <QSet>
#include <QSplitter>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// A window that compares two runs.
struct ComparingWindow : OpenWindow
{
    ComparingWindow()
    {
        RunSpec other = session.run();
        other.training.seed = 2;
        window.runs().open(other);
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    }

    [[nodiscard]] ComparePage* compare() const { return window.findChild<ComparePage*>(); }

    /// The border between the rows of the page.
    [[nodiscard]] QSplitter& rows() const
    {
        for (QSplitter* splitter : compare()->findChildren<QSplitter*>())
            if (splitter->orientation() == Qt::Vertical)
                return *splitter;
        qFatal("no border between the rows");
    }
};

void dragBorder(QSplitter& splitter, int by)
{
    QWidget* handle = splitter.handle(1);
    const QPoint from = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, from);
    QTest::mouseMove(handle, from + QPoint(0, by));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, from);
}

} // namespace

/// Ways to arrange views in the window, and how their layout is kept.
class TestWorkspaces : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init() { m_settings = std::make_unique<BlankSettings>(); }
    void workspacesHaveNamesOfTheirOwn();
    void madeWorkspaceKeepsItsLayout();
    void layoutOfCompareComesBack();
    void layoutOfOtherViewsIsLeft();

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<BlankSettings> m_settings;
};

void TestWorkspaces::workspacesHaveNamesOfTheirOwn()
{
    QSet<QString> names;
    for (const WorkspaceType& type : workspaceTypes())
        names << type.id;
    QCOMPARE(names.size(), qsizetype(workspaceTypes().size()));
}

void TestWorkspaces::madeWorkspaceKeepsItsLayout()
{
    for (const WorkspaceType& type : workspaceTypes())
        QVERIFY2(!type.make || (type.saveLayout && type.restoreLayout), type.id);
}

void TestWorkspaces::layoutOfCompareComesBack()
{
    QList<int> sizes;
    {
        ComparingWindow open;
        QVERIFY(open.compare() && open.compare()->isVisible());
        const QList<int> before = open.rows().sizes();
        for (const int by : {-60, 60}) // one of them has room
            if (open.rows().sizes() == before)
                dragBorder(open.rows(), by);
        sizes = open.rows().sizes();
        QVERIFY(sizes != before);
        open.window.leaveUnkept();
    }
    ComparingWindow again;
    QVERIFY(again.compare() && again.compare()->isVisible());
    QTRY_COMPARE(again.rows().sizes(), sizes);
}

void TestWorkspaces::layoutOfOtherViewsIsLeft()
{
    ComparingWindow open;
    const QList<int> before = open.rows().sizes();
    open.compare()->restoreLayout("of something else");
    QCOMPARE(open.rows().sizes(), before);
}

ISTHMUS_TEST(TestWorkspaces)
#include "tst_Workspaces.moc"
