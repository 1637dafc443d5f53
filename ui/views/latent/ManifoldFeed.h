// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Snapshot.h"

#include <QImage>
#include <QObject>
#include <QRectF>
#include <QTimer>

#include <optional>

namespace isthmus {

class RunSession;
struct ManifoldOrder;

/// Keeps the manifold's pictures fresh through the background lane while they are wanted: with newer snapshots, and a
/// moment after the view came to rest.
class ManifoldFeed : public QObject
{
    Q_OBJECT
public:
    explicit ManifoldFeed(RunSession& session, QObject* parent = nullptr);
    ~ManifoldFeed() override;

    /// Sets what is wanted from now on, without its snapshot; empty: no pictures are.
    void setOrder(std::optional<ManifoldOrder> order);

signals:
    void ready(const QImage& image, const QRectF& range);

private:
    void ask();

    RunSession& m_session;
    std::unique_ptr<ManifoldOrder> m_order;
    /// Moment of the pictures that were asked for last; null: other pictures are wanted since.
    std::shared_ptr<const Snapshot> m_asked;
    bool m_waiting = false;
    QTimer m_rest;
};

} // namespace isthmus
