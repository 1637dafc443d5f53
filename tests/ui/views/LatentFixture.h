// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Sprites.h"
#include "tests/Patience.h"
#include "tests/ui/PlanePointer.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/LatentView.h"

#include <QApplication>
#include <QSettings>
#include <QTest>

#include <qcustomplot.h>

namespace isthmus::test {

/// A latent view over a real session on generated images; base of the classes that test it.
class LatentFixture : public QObject
{
protected:
    LatentFixture()
        : m_data(std::make_shared<const Dataset>(makeSprites()))
    {
    }

    void open()
    {
        m_session = std::make_unique<RunSession>(nullptr, 1);
        m_view = std::make_unique<LatentView>(*m_session, nullptr);
        m_view->resize(700, 500);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get(), kPatience));
    }

    void close()
    {
        m_view.reset();
        m_session.reset();
        QSettings().clear();
    }

    /// Starts a small dense model, paused; none of its codes has come yet.
    void order(int latentDim)
    {
        RunSpec run;
        run.data = m_data;
        run.model.encoder = {{"flatten", {}}, {"dense", {{"units", 16}}}, {"tanh", {}}};
        run.model.bottleneck = Bottleneck::Gaussian;
        run.model.latentDim = latentDim;
        run.model.decoder = {{"dense", {{"units", kAsData}}}, {"reshape", {}}};
        run.model.loss = "bce";
        run.split.limit = 600;
        m_session->startRun(run);
    }

    /// Starts that model, and waits until all its points are there.
    void start(int latentDim)
    {
        order(latentDim);
        QTRY_VERIFY(hasAllPoints());
    }

    [[nodiscard]] bool hasAllPoints() const { return test::hasAllPoints(m_view->plane()); }
    [[nodiscard]] std::size_t loneliestPoint() const { return test::loneliestPoint(m_view->plane()); }

    [[nodiscard]] QPoint pixel(QPointF place) const { return m_view->plane().viewport().toPixel(place).toPoint(); }
    [[nodiscard]] QPoint pixelOf(std::size_t point) const { return pixelOfPoint(m_view->plane(), point); }

    BlankSettings m_settings;
    Theme m_theme{*qApp};
    std::shared_ptr<const Dataset> m_data;
    std::unique_ptr<RunSession> m_session;
    std::unique_ptr<LatentView> m_view;
};

} // namespace isthmus::test
