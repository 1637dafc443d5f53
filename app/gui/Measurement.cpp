// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/Measurement.h"

#include "app/gui/EventLoopMeter.h"
#include "app/gui/processFigures.h"
#include "ui/main/FrameMeter.h"
#include "ui/main/MainWindow.h"
#include "ui/main/RunPage.h"
#include "ui/session/RunSession.h"
#include "ui/views/views.h"

#include <QAction>
#include <QCoreApplication>
#include <QEvent>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace isthmus {
namespace {

constexpr int kWarmUp = 1500; // ms of training before anything counts

double percentile(std::vector<float> values, double share)
{
    if (values.empty())
        return 0;
    const auto rank = static_cast<std::ptrdiff_t>(std::ceil(share * double(values.size()))) - 1;
    const auto found = values.begin() + std::max<std::ptrdiff_t>(rank, 0);
    std::nth_element(values.begin(), found, values.end());
    return double(*found);
}

} // namespace

Measurement::Measurement(
    double seconds, EventLoopMeter& loop, RunSession& session, MainWindow& window, MeasuredFigures& result)
    : m_seconds(seconds)
    , m_loop(loop)
    , m_session(session)
    , m_window(window)
    , m_result(result)
    , m_hand(window.page().view("latent"), window.page().meter(), this)
{
    QCoreApplication::instance()->installEventFilter(this);
    connect(&m_session, &RunSession::statusChanged, this, &Measurement::noteTraining);
    connect(&m_session, &RunSession::snapshotChanged, this, &Measurement::noteFirstSnapshot);
    connect(&m_window.page().meter(), &FrameMeter::probePainted, this, &Measurement::noteFirstPicture);
}

bool Measurement::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Paint || !watched->isWidgetType())
        return false;
    if (m_firstPaint == 0 && watched == &m_window)
        QTimer::singleShot(0, this, &Measurement::noteFirstPaint); // after the painting
    for (const ViewType& type : viewTypes()) {
        const QWidget* view = m_window.page().view(type.id);
        if (view == watched || view->isAncestorOf(static_cast<QWidget*>(watched)))
            m_painted[type.id] = true;
    }
    return false;
}

void Measurement::noteFirstPaint()
{
    if (m_firstPaint == 0)
        m_firstPaint = millisecondsSinceProcessStart();
}

void Measurement::noteTraining()
{
    if (m_firstTraining == 0 && m_session.status().step > 0)
        QTimer::singleShot(0, this, [this] { m_firstTraining = millisecondsSinceProcessStart(); });
}

void Measurement::noteFirstSnapshot()
{
    if (m_sinceFirstSnapshot.isValid() || !m_session.snapshot())
        return;
    m_sinceFirstSnapshot.start();
    QTimer::singleShot(0, &m_hand, &SyntheticHand::press); // the views hear of the snapshot first
}

void Measurement::noteFirstPicture()
{
    if (m_firstPicture > 0 || !m_sinceFirstSnapshot.isValid())
        return;
    m_firstPicture = double(m_sinceFirstSnapshot.nsecsElapsed()) * 1e-6;
    m_hand.release();
}

void Measurement::begin()
{
    QTimer::singleShot(kWarmUp, this, &Measurement::measure);
}

void Measurement::measure()
{
    connect(&m_window.page().meter(), &FrameMeter::probePainted, this,
        [this](double time) { (m_hasDraws ? m_probesBesideDraws : m_probes).push_back(float(time)); });
    connect(&m_window.page().meter(), &FrameMeter::framePainted, this, [this](double time) {
        m_frames.push_back(float(time));
        countFrame();
    });
    connect(&m_session, &RunSession::snapshotChanged, this, [this] { ++m_snapshots; });
    m_clock.start();
    m_loop.begin();
    m_still = lastRecord();
    QTimer::singleShot(int(500 * m_seconds), this, [this] {
        m_dragged = lastRecord();
        m_hand.press();
    });
    QTimer::singleShot(int(750 * m_seconds), this, &Measurement::openDraws);
    QTimer::singleShot(int(1000 * m_seconds), this, &Measurement::finish);
}

void Measurement::openDraws()
{
    m_hasDraws = true;
    for (QAction* action : m_window.page().view("hand")->actions())
        if (action->shortcut() == QKeySequence(Qt::SHIFT | Qt::Key_N))
            action->trigger();
}

StepRecord Measurement::lastRecord() const
{
    const StepHistory& steps = m_session.history().steps;
    return steps.empty() ? StepRecord{} : steps.back();
}

double Measurement::throughput(const StepRecord& from, const StepRecord& to) const
{
    const double samples = double(to.step - from.step) * m_session.run().training.batchSize;
    return to.seconds > from.seconds ? samples / (to.seconds - from.seconds) : 0;
}

void Measurement::countFrame()
{
    for (auto& [view, isPainted] : m_painted) {
        m_paintings[view] += isPainted;
        isPainted = false;
    }
}

void Measurement::finish()
{
    const double seconds = double(m_clock.nsecsElapsed()) * 1e-9;
    const double longestCpu = m_loop.longestCpu();
    m_hand.release();
    QJsonObject rates;
    for (const auto& [view, count] : m_paintings)
        rates[QString::fromStdString(view)] = count / seconds;
    m_result.figures = {
        {"first_paint_ms", m_firstPaint},
        {"first_training_ms", m_firstTraining},
        {"first_picture_ms", m_firstPicture},
        {"probes", double(m_probes.size())},
        {"probe_p95_ms", percentile(m_probes, 0.95)},
        {"probes_beside_draws", double(m_probesBesideDraws.size())},
        {"probe_beside_draws_p95_ms", percentile(m_probesBesideDraws, 0.95)},
        {"frames_per_second", double(m_frames.size()) / seconds},
        {"frame_p95_ms", percentile(m_frames, 0.95)},
        {"longest_cpu_ms", longestCpu},
        {"wall_p999_ms", percentile(m_loop.eventTimes(), 0.999)},
        {"samples_per_second", throughput(m_still, m_dragged)},
        {"samples_per_second_dragging", throughput(m_dragged, lastRecord())},
        {"snapshots_per_second", m_snapshots / seconds},
        {"panel_paints_per_second", rates},
        {"resident_mb", residentMegabytes()},
    };
    m_result.closing.start();
    m_window.leaveUnkept(); // the hand that touched the run was nobody's
}

void MeasuredFigures::print() const
{
    QJsonObject all = figures;
    all.insert("close_ms", double(closing.nsecsElapsed()) * 1e-6);
    std::puts(QJsonDocument(all).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace isthmus
