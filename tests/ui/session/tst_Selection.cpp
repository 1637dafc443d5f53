// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/session/Selection.h"

#include <QSignalSpy>

using namespace isthmus;

/// Each change is told once, and what changes nothing is not told: views set what they are told of.
class TestSelection : public QObject
{
    Q_OBJECT

private slots:
    void everyChangeIsToldOnce()
    {
        Selection selection;
        const QSignalSpy code(&selection, &Selection::codeChanged);
        const QSignalSpy dimensions(&selection, &Selection::dimensionsChanged);
        const QSignalSpy hovered(&selection, &Selection::hoveredChanged);
        const QSignalSpy pinned(&selection, &Selection::pinnedChanged);
        const QSignalSpy draws(&selection, &Selection::priorCodesChanged);
        const QSignalSpy way(&selection, &Selection::wayChanged);
        for (int round = 0; round < 2; ++round) {
            selection.setCode({1, 2});
            selection.setDimensions(2, 0);
            selection.setHovered(7);
            selection.setPinned(8);
            selection.setPriorCodes({{1, 2}, {3, 4}});
            selection.setWay({{5, 6}});
        }
        for (const QSignalSpy* spy : {&code, &dimensions, &hovered, &pinned, &draws, &way})
            QCOMPARE(spy->count(), 1);
        QCOMPARE(selection.code(), (std::vector<float>{1, 2}));
        QCOMPARE(selection.dimX(), 2);
        QCOMPARE(selection.dimY(), 0);
        QCOMPARE(selection.hovered(), std::optional<Index>(7));
        QCOMPARE(selection.pinned(), std::optional<Index>(8));
    }

    void classesOfAnotherDataSetAreIgnored()
    {
        Selection selection;
        selection.clear(3);
        const QSignalSpy hidden(&selection, &Selection::hiddenClassesChanged);
        selection.setHiddenClasses({true, false});
        QCOMPARE(hidden.count(), 0);
        selection.setHiddenClasses({true, false, false});
        QCOMPARE(hidden.count(), 1);
        QCOMPARE(selection.hiddenClasses(), (std::vector<bool>{true, false, false}));
    }

    void clearForgetsEverything()
    {
        Selection selection;
        selection.clear(2);
        selection.setCode({1, 2, 3});
        selection.setDimensions(2, 1);
        selection.setHovered(1);
        selection.setPinned(2);
        selection.setHiddenClasses({true, true});
        selection.setPriorCodes({{1, 2, 3}});
        selection.setWay({{1, 2, 3}});
        selection.clear(2);
        QVERIFY(selection.code().empty() && selection.priorCodes().empty() && selection.way().empty());
        QVERIFY(!selection.hovered() && !selection.pinned());
        QCOMPARE(selection.dimX(), 0);
        QCOMPARE(selection.dimY(), 1);
        QCOMPARE(selection.hiddenClasses(), (std::vector<bool>{false, false}));
    }

    /// Whoever hears of a change may look at all of it.
    void changeIsThereWhenItIsTold()
    {
        Selection selection;
        std::vector<float> seen;
        connect(&selection, &Selection::codeChanged, this, [&] { seen = selection.code(); });
        selection.setCode({4});
        QCOMPARE(seen, std::vector<float>{4});
    }
};

ISTHMUS_GUILESS_TEST(TestSelection)
#include "tst_Selection.moc"
