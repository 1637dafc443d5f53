// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/ManifoldFeed.h"

#include "ui/session/RunSession.h"
#include "ui/views/latent/latentJobs.h"

#include <chrono>

namespace isthmus {

using namespace std::chrono_literals;

ManifoldFeed::ManifoldFeed(RunSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &ManifoldFeed::ask);
    connect(&session, &RunSession::snapshotChanged, this, [this] {
        if (m_order && !m_rest.isActive())
            m_rest.start(250ms); // a picture four times a second is live enough, and leaves the lane to the points
    });
    connect(&session.background(), &BackgroundLane::failed, this,
        [this](const QString&, const QObject* client) { m_waiting = m_waiting && client != this; });
    connect(&session, &RunSession::runChanged, this, [this] {
        m_waiting = false; // the lane forgot what the old run had asked for
        m_order.reset();
    });
}

ManifoldFeed::~ManifoldFeed() = default;

void ManifoldFeed::setOrder(std::optional<ManifoldOrder> order)
{
    m_order = order ? std::make_unique<ManifoldOrder>(std::move(*order)) : nullptr;
    m_asked.reset();
    if (m_order)
        m_rest.start(60ms);
}

void ManifoldFeed::ask()
{
    if (!m_order || m_waiting || !m_session.snapshot() || m_asked == m_session.snapshot())
        return;
    m_waiting = true;
    m_asked = m_session.snapshot();
    ManifoldOrder order = *m_order;
    order.snapshot = m_asked;
    m_session.background().request(
        this, [order](Breather& breather) { return decodeManifold(order, breather); },
        [this](const BackgroundLane::Result& result) {
            m_waiting = false;
            if (!m_order)
                return;
            const auto picture = std::static_pointer_cast<const ManifoldPicture>(result);
            emit ready(picture->image, picture->range);
            if (!m_rest.isActive())
                m_rest.start(250ms);
        });
}

} // namespace isthmus
