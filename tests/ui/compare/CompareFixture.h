// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/Latent.h"
#include "core/train/Trainer.h"
#include "tests/Patience.h"
#include "tests/ui/PlanePointer.h"
#include "tests/ui/main/WindowFixture.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/compare/ComparePage.h"
#include "ui/compare/planes/PlaneCell.h"
#include "ui/compare/planes/PlanesView.h"
#include "ui/session/Workbench.h"
#include "ui/theme/Theme.h"
#include "ui/views/latent/LatentView.h"

#include <QApplication>
#include <QTest>

#include <qcustomplot.h>

namespace isthmus::test {

/// A run like windowRun() with another seed, and so with other parameters.
inline RunSpec otherWindowRun()
{
    RunSpec run = windowRun();
    run.training.seed = 7;
    run.model.title = "Other VAE";
    return run;
}

/// A page over real runs on generated images; base of the classes that test it.
class CompareFixture : public QObject
{
protected:
    void open(const std::vector<RunSpec>& runs)
    {
        m_bench = std::make_unique<Workbench>(2);
        for (std::size_t i = 0; i < runs.size(); ++i)
            (i == 0 ? m_bench->active() : m_bench->add()).startRun(runs[i]);
        m_page = std::make_unique<ComparePage>(*m_bench);
        m_page->resize(1200, 860);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get(), kPatience));
    }

    /// Two runs, all of their points there.
    void openTwo()
    {
        open({windowRun(), otherWindowRun()});
        QTRY_VERIFY(hasAllPoints(plane(0)) && hasAllPoints(plane(1)));
    }

    void close()
    {
        m_page.reset();
        m_bench.reset();
    }

    [[nodiscard]] RunSession& run(std::size_t i) const { return *m_bench->runs()[i]; }
    [[nodiscard]] PlanesView& planes() const { return *m_page->findChild<PlanesView*>(); }
    [[nodiscard]] LatentPlane& plane(std::size_t i) const { return planes().cells()[i]->view().plane(); }

    /// Encodes the picture under the hand of one run with the model of another one.
    [[nodiscard]] std::vector<float> codeOfPicture(std::size_t from, std::size_t to) const
    {
        Workspace workspace;
        ThreadPool pool(1);
        const FrozenModel& frozen = run(to).snapshot()->frozen;
        return encodeOne(*frozen.model, frozen.parameters, run(from).hand().image(), workspace, pool);
    }

    /// Presses the left button on a plane, draws it along and lets it go.
    void drag(std::size_t i, QPoint from, QPoint to) const
    {
        QCustomPlot& plot = plane(i).plot();
        QTest::mousePress(&plot, Qt::LeftButton, {}, from);
        QTest::mouseMove(&plot, (from + to) / 2);
        QTest::mouseMove(&plot, to);
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, to);
    }

    [[nodiscard]] QPoint middle(std::size_t i) const { return plane(i).plot().rect().center(); }

    BlankSettings m_settings;
    Theme m_theme{*qApp};
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<ComparePage> m_page;
};

} // namespace isthmus::test
