// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>

#include <vector>

namespace isthmus {

class CodesFeed;
class DimensionDrawer;
class LatentPlane;
class RunSession;

/// Turns what the hand does on the plane into the selection's code and pinned sample. The plane gives the two
/// dimensions on its axes; all others come from the base: the code of the sample that was taken by a click, or the mean
/// of the data, or zeros before any code is known; then the dimensions that the drawer moved.
class ProbeHand : public QObject
{
    Q_OBJECT
public:
    ProbeHand(RunSession& session, LatentPlane& plane, const CodesFeed& codes, const DimensionDrawer& drawer,
        QObject* parent);

    /// Begins with another run: forgets base and mean.
    void startRun();
    /// Sets newer statistics. The first mean that comes is where the probe stands, unless the hand was there before.
    void setMean(std::vector<float> mean);
    [[nodiscard]] bool hasMean() const { return !m_mean.empty(); }

    /// latentDim floats; see above.
    [[nodiscard]] std::vector<float> base() const;

    /// The probe is where the hand put it on the plane.
    void move(QPointF place);
    /// The other dimensions are others: decodes with them at the same place.
    void moveAgain();
    /// Pins the sample of a point and puts the probe on its code, in all dimensions.
    void takePoint(std::size_t point);
    /// Unpins the sample; the probe stays.
    void letGo();
    /// Goes back to the mean, in all dimensions.
    void goHome();
    /// The other dimensions come from the mean again.
    void forgetTaken() { m_taken.clear(); }

    /// Shows the selection's code on the plane.
    void showCode();
    /// Tells the selection how much of the plane is seen, unless it is hidden.
    void tellSpan();

signals:
    void acted(); ///< the user has moved the probe or taken a sample

private:
    [[nodiscard]] int latentDim() const;

    RunSession& m_session;
    LatentPlane& m_plane;
    const CodesFeed& m_codes;
    const DimensionDrawer& m_drawer;
    std::vector<float> m_mean; ///< mean of the codes, or of N(0, 1); empty before any code is known
    std::vector<float> m_taken; ///< code of the sample that was taken; empty: none is
    bool m_moves = false; ///< the code changes by the hand on this plane
};

} // namespace isthmus
