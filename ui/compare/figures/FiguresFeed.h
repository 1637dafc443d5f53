// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/StepRecord.h"
#include "ui/compare/figures/runFigures.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace isthmus {

class RunSession;
class Workbench;
struct Snapshot;

/// Keeps the figures of all runs fresh through their background lanes: each judged on the first thousand of its fair
/// samples, and anew when those are others; every two seconds at the most while it trains. Asks nothing while it is not
/// active. Lives on the window's thread.
class FiguresFeed : public QObject
{
    Q_OBJECT
public:
    /// The largest number of samples that a run is judged on.
    static constexpr std::size_t kSamples = 1000;

    FiguresFeed(Workbench& bench, QObject* parent);

    void setActive(bool active);
    /// Asks anew for runs whose fair samples are others than before.
    void takeSamples();

    /// The figures of the runs that have begun, in their order.
    [[nodiscard]] std::vector<RunFigures> figures() const;

signals:
    void changed();

private:
    struct Entry
    {
        RunSession* run;
        std::unique_ptr<QObject> client; ///< its place in the background lane
        FairSamples judgedOn; ///< without samples: it cannot be judged
        std::shared_ptr<const Evaluation> evaluation;
        StepRecord judgedAt; ///< the moment of the evaluation
        std::shared_ptr<const Snapshot> asked; ///< moment of what was asked last
        bool isWaiting = false;
        QElapsedTimer sinceAsked;
    };

    void add(RunSession& run);
    void remove(const RunSession& run);
    void startOver(const RunSession& run);
    void askAll();
    void ask(Entry& entry);
    [[nodiscard]] Entry* find(const RunSession& run);
    static void forget(Entry& entry);
    [[nodiscard]] FairSamples samplesFor(const RunSession& run) const;

    Workbench& m_bench;
    std::vector<std::unique_ptr<Entry>> m_entries;
    QTimer m_turn; ///< runs until a run that trains may be judged again
    bool m_isActive = false;
};

} // namespace isthmus
