// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/SyntheticHand.h"
#include "core/train/MetricLog.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>

#include <map>
#include <string>
#include <vector>

namespace isthmus {

class EventLoopMeter;
class MainWindow;
class RunSession;

/// What was measured; printed when the program has ended, since that takes time as well.
struct MeasuredFigures
{
    QJsonObject figures;
    QElapsedTimer closing; ///< started when the window was told to close

    /// One line of JSON on stdout, with the time since the window was told to close.
    void print() const;
};

/// Measures the real program while it trains with all panels live. A synthetic hand presses on the plane as soon as
/// there is a first snapshot, and releases at the first decoded picture. Half of the time then passes without a drag.
/// For a quarter the hand drags over the plane, and for the last quarter it drags beside 64 draws. The window is closed
/// while the run still trains.
class Measurement : public QObject
{
    Q_OBJECT
public:
    Measurement(double seconds, EventLoopMeter& loop, RunSession& session, MainWindow& window, MeasuredFigures& result);

    /// Called when the session has its run.
    void begin();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void noteFirstPaint();
    void noteTraining();
    void noteFirstSnapshot();
    void noteFirstPicture();
    void measure();
    void openDraws();
    void countFrame();
    void finish();
    [[nodiscard]] StepRecord lastRecord() const;
    /// Samples per second of training, evaluation not counted, as the CLI's bench counts.
    [[nodiscard]] double throughput(const StepRecord& from, const StepRecord& to) const;

    const double m_seconds;
    EventLoopMeter& m_loop;
    RunSession& m_session;
    MainWindow& m_window;
    MeasuredFigures& m_result;
    SyntheticHand m_hand;
    double m_firstPaint = 0; // milliseconds since the start of the process
    double m_firstTraining = 0;
    double m_firstPicture = 0; // milliseconds since the first snapshot
    QElapsedTimer m_sinceFirstSnapshot;
    std::vector<float> m_probes; // milliseconds
    std::vector<float> m_probesBesideDraws;
    bool m_hasDraws = false;
    std::vector<float> m_frames;
    std::map<std::string, bool> m_painted; // views that were painted in this frame
    std::map<std::string, int> m_paintings; // frames in which a view was painted
    int m_snapshots = 0;
    QElapsedTimer m_clock;
    StepRecord m_still; // record where the first half began: all panels live, no drag
    StepRecord m_dragged; // record where the second half began: the hand drags
};

} // namespace isthmus
