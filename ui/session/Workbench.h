// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/RunSession.h"

#include <QObject>

#include <array>
#include <chrono>
#include <set>
#include <vector>

namespace isthmus {

/// The runs that are open, and which of them is in front. They share one background thread, one thread for the hand and
/// one budget of threads that train: those that train at the same time divide it, which changes nothing of what they
/// compute. Lives on the window's thread.
class Workbench : public QObject
{
    Q_OBJECT
public:
    /// The largest number of runs that may be open.
    static constexpr int kMostRuns = 4;

    /// Has one session, without a run yet.
    /// @param threads  number of threads that train, for all runs together; 0: as many as the machine has
    /// @param memory   bytes for all runs together; a run that finds no room in it beside the others is not begun
    explicit Workbench(int threads = 0, QObject* parent = nullptr, double memory = physicalMemory());
    ~Workbench() override;

    /// The runs in the order in which they were opened; at least one.
    [[nodiscard]] const std::vector<RunSession*>& runs() const { return m_runs; }
    [[nodiscard]] bool isFull() const { return runs().size() >= kMostRuns; }
    [[nodiscard]] RunSession& active() const { return *m_active; }
    /// Place of a run's colour among kMostRuns: the lowest that no other open run has when it is opened; its own until
    /// it is closed.
    [[nodiscard]] int colourIndex(const RunSession& run) const;

    /// Opens another session behind the others, without a run yet.
    /// @throws Error if there are kMostRuns
    RunSession& add();
    /// The run is given up and ends in the background; its neighbour is in front then, if it was. The last one stays.
    void close(RunSession& run);
    void setActive(RunSession& run);

    /// Gives up all runs at the end of the program, and waits for them to end, but not longer than this.
    /// @return whether they have ended
    [[nodiscard]] bool endRuns(std::chrono::milliseconds longest);

signals:
    void added(RunSession& run);
    void closing(RunSession& run); ///< it is deleted when this returns, and no longer among runs()
    void activeChanged();
    /// There is another run, or one was closed, changed, came to the front, or began or ended to train. What is
    /// offered, or how runs are called, may have changed. Not emitted for each step.
    void changed();

private:
    void noteTraining(const RunSession& run);
    void shareThreads();

    const int m_threads;
    const SharedByRuns m_shared;
    std::vector<RunSession*> m_runs;
    std::array<const RunSession*, kMostRuns> m_colours{}; ///< run that has the colour; null: free
    std::set<const RunSession*> m_training;
    RunSession* m_active = nullptr;
};

} // namespace isthmus
