// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/PlaneMarks.h"

#include "ui/session/RunSession.h"
#include "ui/views/latent/CodesFeed.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/planePlaces.h"

#include <cmath>

namespace isthmus {

PlaneMarks::PlaneMarks(RunSession& session, LatentPlane& plane, const CodesFeed& codes, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_plane(plane)
    , m_codes(codes)
{
    const Selection& selection = session.selection();
    connect(&selection, &Selection::hoveredChanged, this, &PlaneMarks::takeHovered);
    connect(&selection, &Selection::pinnedChanged, this, &PlaneMarks::takePinned);
    connect(&selection, &Selection::priorCodesChanged, this, &PlaneMarks::takePrior);
    connect(&selection, &Selection::wayChanged, this, &PlaneMarks::takeWay);
}

void PlaneMarks::takeSamples()
{
    takeHovered();
    takePinned();
}

void PlaneMarks::takeAll()
{
    takeSamples();
    takePrior();
    takeWay();
}

void PlaneMarks::takeHovered()
{
    m_plane.setHighlighted(placeOfSample(m_session.selection().hovered()));
}

void PlaneMarks::takePinned()
{
    m_plane.setPinned(placeOfSample(m_session.selection().pinned()));
}

void PlaneMarks::takePrior()
{
    const Selection& selection = m_session.selection();
    m_plane.setPrior(placesOf(selection, selection.priorCodes(), latentDim()));
}

void PlaneMarks::takeWay()
{
    const Selection& selection = m_session.selection();
    m_plane.setWay(placesOf(selection, selection.way(), latentDim()));
}

std::optional<QPointF> PlaneMarks::placeOfSample(std::optional<Index> sample) const
{
    const std::optional<std::size_t> point = sample ? m_codes.pointOf(*sample) : std::nullopt;
    if (!point || *point >= m_plane.points().size())
        return std::nullopt;
    const QPointF place(double(m_plane.points().x[*point]), double(m_plane.points().y[*point]));
    if (!std::isfinite(place.x()) || !std::isfinite(place.y()))
        return std::nullopt;
    return place;
}

int PlaneMarks::latentDim() const
{
    return m_session.hasRun() ? m_session.model()->latentDim() : 0;
}

} // namespace isthmus
