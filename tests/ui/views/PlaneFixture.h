// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/Patience.h"
#include "ui/theme/Theme.h"
#include "ui/views/latent/LatentPlane.h"

#include <QApplication>
#include <QTest>

#include <qcustomplot.h>

namespace isthmus::test {

/// Is the colour of a point, painted with its opacity over the ground.
inline bool isNear(const QColor& seen, const QColor& expected)
{
    return std::abs(seen.red() - expected.red()) + std::abs(seen.green() - expected.green())
        + std::abs(seen.blue() - expected.blue())
        < 110;
}

/// A plane of 600 x 400 with four points of two classes; base of the classes that test it.
class PlaneFixture : public QObject
{
protected:
    void open()
    {
        m_theme.setChoice(ThemeChoice::Dark);
        m_plane = std::make_unique<LatentPlane>();
        m_plane->resize(600, 400);
        m_plane->setClasses({"left", "right"});
        m_plane->setPoints({.x = {-2, -2.1F, 2, 2.1F}, .y = {1, 1.2F, -1, -1.2F}, .labels = {0, 0, 1, 1}});
        m_plane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_plane.get(), kPatience));
        m_plane->plot().replot();
        m_plane->fit();
    }

    [[nodiscard]] QPoint pixel(QPointF place) const { return m_plane->viewport().toPixel(place).toPoint(); }
    [[nodiscard]] QImage grabbed() const
    {
        m_plane->plot().replot();
        return m_plane->grab().toImage();
    }

    Theme m_theme{*qApp};
    std::unique_ptr<LatentPlane> m_plane;
};

} // namespace isthmus::test
