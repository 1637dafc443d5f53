// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <QObject>
#include <QPointF>

#include <optional>

namespace isthmus {

class CodesFeed;
class LatentPlane;
class RunSession;

/// Marks on the plane what the selection holds: the hovered and the pinned sample, the codes drawn from the prior and
/// the path of a film. Samples are found by their number, since points come and go.
class PlaneMarks : public QObject
{
    Q_OBJECT
public:
    PlaneMarks(RunSession& session, LatentPlane& plane, const CodesFeed& codes, QObject* parent);

    /// The points are others.
    void takeSamples();
    /// The run or the dimensions on the axes are others.
    void takeAll();

private:
    void takeHovered();
    void takePinned();
    void takePrior();
    void takeWay();
    [[nodiscard]] std::optional<QPointF> placeOfSample(std::optional<Index> sample) const;
    [[nodiscard]] int latentDim() const;

    RunSession& m_session;
    LatentPlane& m_plane;
    const CodesFeed& m_codes;
};

} // namespace isthmus
