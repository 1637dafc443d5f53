// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/ProbeHand.h"

#include "ui/session/RunSession.h"
#include "ui/views/latent/CodesFeed.h"
#include "ui/views/latent/DimensionDrawer.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/planePlaces.h"

#include <algorithm>
#include <utility>

namespace isthmus {

ProbeHand::ProbeHand(
    RunSession& session, LatentPlane& plane, const CodesFeed& codes, const DimensionDrawer& drawer, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_plane(plane)
    , m_codes(codes)
    , m_drawer(drawer)
{
    connect(&session.selection(), &Selection::codeChanged, this, &ProbeHand::showCode);
    connect(&session.selection(), &Selection::pinnedChanged, this, [this] {
        if (!m_session.selection().pinned())
            m_taken.clear();
    });
    connect(&plane, &LatentPlane::viewChanged, this, &ProbeHand::tellSpan);
    connect(&plane.hand(), &PlaneHand::probeMoved, this, &ProbeHand::move);
    connect(&plane.hand(), &PlaneHand::pointClicked, this, &ProbeHand::takePoint);
    connect(&plane.hand(), &PlaneHand::emptyClicked, this, &ProbeHand::letGo);
}

void ProbeHand::startRun()
{
    m_mean.clear();
    m_taken.clear();
}

void ProbeHand::setMean(std::vector<float> mean)
{
    const bool isFirst = m_mean.empty();
    m_mean = std::move(mean);
    if (isFirst && m_session.selection().code().empty())
        m_session.selection().setCode(base());
}

std::vector<float> ProbeHand::base() const
{
    std::vector<float> code = m_taken.empty() ? m_mean : m_taken;
    code.resize(static_cast<std::size_t>(latentDim()));
    for (const auto& [dimension, value] : m_drawer.moved())
        if (static_cast<std::size_t>(dimension) < code.size())
            code[static_cast<std::size_t>(dimension)] = static_cast<float>(value);
    return code;
}

void ProbeHand::move(QPointF place)
{
    if (latentDim() == 0)
        return m_plane.setProbe(std::nullopt); // there is no model
    Selection& selection = m_session.selection();
    std::vector<float> code = base();
    code[static_cast<std::size_t>(selection.dimX())] = static_cast<float>(place.x());
    if (selection.dimY() != selection.dimX())
        code[static_cast<std::size_t>(selection.dimY())] = static_cast<float>(place.y());
    m_moves = true;
    selection.setCode(std::move(code));
    m_moves = false;
    emit acted();
}

void ProbeHand::moveAgain()
{
    if (const std::optional<QPointF> place = m_plane.probe())
        move(*place);
}

void ProbeHand::takePoint(std::size_t point)
{
    std::vector<float> code = m_codes.codes().code(point);
    if (point >= m_codes.samples().size() || static_cast<int>(code.size()) != latentDim())
        return;
    m_taken = code;
    m_session.selection().setPinned(m_codes.samples()[point]);
    m_session.selection().setCode(std::move(code));
    emit acted();
}

void ProbeHand::letGo()
{
    m_taken.clear();
    m_session.selection().setPinned(std::nullopt);
}

void ProbeHand::goHome()
{
    if (latentDim() == 0)
        return;
    letGo();
    m_session.selection().setCode(base());
}

void ProbeHand::showCode()
{
    const std::vector<float>& code = m_session.selection().code();
    if (m_moves)
        return;
    if (code.empty() || static_cast<int>(code.size()) != latentDim())
        m_plane.setProbe(std::nullopt);
    else
        m_plane.setProbe(placeOf(m_session.selection(), code));
}

void ProbeHand::tellSpan()
{
    const QSizeF seen = m_plane.viewport().visible().size();
    if (m_plane.isVisible())
        m_session.selection().setPlaneSpan(std::min(seen.width(), seen.height()));
}

int ProbeHand::latentDim() const
{
    return m_session.hasRun() ? m_session.model()->latentDim() : 0;
}

} // namespace isthmus
