// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Memory.h"
#include "core/data/DataFingerprint.h"
#include "core/train/LiveRun.h"
#include "ui/session/BackgroundLane.h"
#include "ui/session/HandLane.h"
#include "ui/session/Modified.h"
#include "ui/session/Selection.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace isthmus {

class Autosave;
class BackgroundThread;
class HandThread;
class OpenFiles;
class PendingRun;
class RetiredRuns;
class RunFile;
class RunsMemory;

/// The things that the runs of one program share: the threads that compute what is shown, those that end what no longer
/// is, the list of whose file is whose, and the memory that they take.
struct SharedByRuns
{
    std::shared_ptr<BackgroundThread> background;
    std::shared_ptr<HandThread> hand;
    std::shared_ptr<RetiredRuns> retired;
    std::shared_ptr<OpenFiles> files;
    std::shared_ptr<RunsMemory> memory;

    /// @param memory  bytes for all runs together
    [[nodiscard]] static SharedByRuns make(double memory = physicalMemory());
};

/// History of a run as the views read it on the window's thread, only ever longer while its revision stays. The steps
/// are shared with the run's log; a view that works on each takes them over in pieces, since there may be millions.
struct RunHistory
{
    std::uint64_t revision = 0; ///< another one for each history that began anew: another run, a reset, a rewound run
    StepHistory steps;
    std::vector<EvaluationRecord> evaluations;
    std::vector<KnobChange> knobChanges;
};

/// A saved run that can go on, or be explored; handed from the thread that made it to the session.
struct ResumedRun
{
    RunSpec run;
    std::unique_ptr<LiveRun> live; ///< null once the session has it
};

/// The only bridge between the window and the engine: owns one run, drains its mailboxes by a timer and tells the
/// views. Lives on the window's thread and never waits for a run that trains.
///
/// The session itself asks the hand lane to decode selection().code() whenever that or the snapshot changes; views only
/// set the code and show hand().image() on hand().decoded().
class RunSession : public QObject
{
    Q_OBJECT
public:
    /// Priority of the threads that train.
    static constexpr int kNiceness = 10;

    /// @param threads  number of threads that train the run; 0: as many as the machine has
    /// @param shared   what it shares with the other runs of the program
    explicit RunSession(QObject* parent = nullptr, int threads = 0, SharedByRuns shared = SharedByRuns::make());
    ~RunSession() override;

    /// Starts another run, paused; the old one ends in the background.
    /// @throws Error if the model does not fit the data, or the run not into the memory; then the old run stays
    void startRun(const RunSpec& run);
    /// Starts a run that the program chose by itself. It does not belong to the user until touch(): see isModified().
    void startDemonstration(const RunSpec& run);
    /// Goes on with a saved run, paused. It is made elsewhere, since taking over a large checkpoint is slow.
    /// @throws Error if the run does not fit into the memory beside the others; then the old run stays
    void startResumed(ResumedRun& resumed);
    /// Goes on with the present run, whose data was found, or shows other images. runChanged() is emitted; isSameRun()
    /// is true meanwhile.
    /// @throws Error as startResumed() does
    void continueRun(ResumedRun& resumed);
    [[nodiscard]] bool isSameRun() const { return m_isSameRun; }

    /// Starts over with another model on the same data. Goes on playing if it was; the run is modified from the start,
    /// since its model is in no file.
    /// Whoever calls it has asked the user first if there is training to lose.
    /// @throws Error if the model does not fit the data; then the old run stays
    void changeModel(const ModelSpec& model, const TrainSpec& training);

    /// Gives up the run for good, which ends in the background; the session has no use after it.
    void giveUp();

    [[nodiscard]] bool hasRun() const { return m_live != nullptr; }
    /// A sentence about what is read for the first run, such as "Loading the images..."; empty: nothing is, or there is
    /// a run. The views, which are empty until then, show it.
    [[nodiscard]] const QString& awaited() const { return m_awaited; }
    void setAwaited(const QString& sentence);
    [[nodiscard]] bool canTrain() const { return m_live && m_live->canTrain(); }
    /// Why the run cannot be trained, in one sentence without its stop; empty: it can, or there is none.
    [[nodiscard]] QString obstacle() const { return m_live ? QString::fromStdString(m_live->obstacle()) : QString(); }
    /// Could it be trained if its data were found?
    [[nodiscard]] bool lacksData() const { return m_live && m_live->lacksData(); }
    /// The saved run that is explored here and cannot go on; null if it can.
    [[nodiscard]] std::shared_ptr<const Checkpoint> saved() const { return m_live ? m_live->saved() : nullptr; }
    [[nodiscard]] const RunSpec& run() const { return m_run; }
    /// The run's data set. If the data is missing, it has no images, in the shape that the model takes.
    [[nodiscard]] const std::shared_ptr<const Dataset>& data() const { return m_run.data; }
    [[nodiscard]] const Split& split() const { return m_live->split(); }
    /// The fingerprint of data(); it lives as long as the run.
    [[nodiscard]] const std::shared_ptr<const DataFingerprint>& fingerprint() const { return m_fingerprint; }
    /// Samples that views show: the test images, or the training images of a set too small to hold any out.
    [[nodiscard]] const std::vector<Index>& shownSamples() const;
    [[nodiscard]] const std::shared_ptr<const Autoencoder>& model() const { return m_live->model(); }
    /// The number of threads that train, or would.
    [[nodiscard]] int threads() const { return m_live ? m_live->threads() : m_threads; }
    /// Sets the number of threads; what the run computes does not depend on it. 0: as many as the machine has.
    void setThreads(int threads);

    /// Is the run on the screen? A run that is not has its numbers read four times a second, and no snapshots are made
    /// of it.
    [[nodiscard]] bool isWatched() const { return m_isWatched; }
    void setWatched(bool watched);

    /// The user's file of the run.
    [[nodiscard]] RunFile& file() { return *m_file; }
    /// The file in which the run is kept for recovery.
    [[nodiscard]] Autosave& autosave() { return *m_autosave; }
    /// The other open run that this file belongs to, or will when it is saved or read; null: no run.
    [[nodiscard]] RunSession* otherIn(const QString& path) const;
    /// Asks the window to show this run.
    void wantFront() { emit frontWanted(); }

    // Transport; without effect on a run that cannot go on.
    void play();
    void pause();
    void stepBatch();
    void stepEpoch();
    void reset(); ///< the history is empty at once
    [[nodiscard]] const TrainerStatus& status() const { return m_status; }
    [[nodiscard]] bool isTraining() const { return m_status.state == TrainerState::Running; }

    /// Knobs act at the next step and leave a marker.
    void setKnobs(const Knobs& knobs);
    [[nodiscard]] Knobs knobs() const { return m_live->knobs(); }

    /// The newest moment; null only before the first snapshot of a run.
    [[nodiscard]] const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }
    [[nodiscard]] const RunHistory& history() const { return m_history; }

    [[nodiscard]] Selection& selection() { return *m_selection; }
    [[nodiscard]] PendingRun& pending() { return *m_pending; }
    [[nodiscard]] BackgroundLane& background() { return *m_background; }
    [[nodiscard]] HandLane& hand() { return *m_hand; }

    /// Asks for a checkpoint; checkpointReady() follows, or checkpointRefused().
    void requestCheckpoint();

    /// The present moment of the run.
    [[nodiscard]] RunMoment moment() const { return m_modified.moment(); }
    /// Does the run stand where neither the user's file nor a fresh start leads? Compared with every new status.
    [[nodiscard]] bool isUnsaved() const { return m_modified.isUnsaved(); }
    /// Was the run reset since it was saved? Its file then holds training that the run has no more.
    [[nodiscard]] bool isBegunAnew() const { return m_modified.isBegunAnew(); }
    /// Unsaved, and the user's own: a demonstration that nobody has touched is not. A window that closes asks about it.
    [[nodiscard]] bool isModified() const { return m_modified.isModified(); }
    /// This moment of the run is in the user's file now.
    void setSaved(const RunMoment& moment);
    /// @param modified  true: no moment of the run is in a file of the user's, not even its start, if it stands there;
    ///                  false: the present one is, or needs none
    void setModified(bool modified);
    /// The data of the run lies elsewhere than the user's file says, and nothing else has changed by that.
    void setDataMoved()
    {
        m_modified.setDataMoved();
        tellModified();
    }
    /// Is the place of its data all that is not saved?
    [[nodiscard]] bool isDataMovedAlone() const { return m_modified.isDataMovedAlone(); }
    /// The user has done something to the run, or looked into it: a demonstration becomes the user's own.
    void touch();
    [[nodiscard]] bool isDemonstration() const { return m_modified.isDemonstration(); }
    /// Epochs of training that are lost if the run is given up now; 0 of one that is not modified.
    [[nodiscard]] double unsavedEpochs() const { return m_status.epoch * m_modified.unsavedShare(); }
    /// Would a reset lose parameters that are in no file of the user's: trained ones, or imported ones? It asks first.
    [[nodiscard]] bool hasTrainingToLose() const { return m_modified.hasTrainingToLose(); }
    /// The same, or layers that the user has edited: what another run in its place would lose. Knobs alone are neither.
    [[nodiscard]] bool hasRunToLose() const { return m_modified.hasRunToLose(); }

signals:
    void runChanged(); ///< another run: data, model, split and history are new
    void awaitedChanged();
    void frontWanted();
    void statusChanged(); ///< state, step or throughput
    void snapshotChanged(); ///< newer weights; also after reset
    void historyChanged(); ///< records were appended
    void knobsChanged(); ///< setKnobs() or a new run changed them
    void modifiedChanged();
    void checkpointReady(std::shared_ptr<const Checkpoint> checkpoint);
    void checkpointRefused(); ///< it could not be made; status() says why
    void failed(const QString& message); ///< an exception in a lane, in one sentence; the trainer's is in status()
    void openDataWanted(); ///< emitted by a view's "change..." control; the window answers with its dialog
    /// Emitted before training that is not saved is given up: the window asks whether to save it first, and goes on
    /// with `next` unless the user stays.
    void leavingWanted(const QString& question, const std::function<void()>& next);

private:
    void adopt(ResumedRun& run);
    void tellRun();
    void orderGiven();
    void tellModified();
    void drain();
    void drainStatus();
    void drainHistory();
    void drainSnapshot();
    void adjustPace();
    void decodeHand();
    void beginHistory(std::uint64_t logRevision);

    int m_threads;
    SharedByRuns m_shared;
    QString m_awaited;
    RunSpec m_run;
    std::shared_ptr<const DataFingerprint> m_fingerprint;
    std::unique_ptr<LiveRun> m_live;
    Modified m_modified;
    bool m_isSameRun = false;
    bool m_isWatched = true;
    TrainerStatus m_status;
    RunHistory m_history;
    std::uint64_t m_logRevision = 0; ///< revision of the log that m_history was copied from
    std::optional<std::uint64_t> m_clearedLog; ///< revision of one that a reset is about to clear
    std::shared_ptr<const Snapshot> m_snapshot;
    Selection* m_selection;
    BackgroundLane* m_background;
    HandLane* m_hand;
    QTimer m_timer;
    QElapsedTimer m_sinceOrder; ///< play, step, reset ...
    QElapsedTimer m_sinceRecords; ///< records and throughput are told at most every 40 ms while training
    QElapsedTimer m_sinceSnapshot; ///< time since the last snapshot was asked for
    bool m_snapshotAsked = false;
    bool m_checkpointAsked = false;
    bool m_hasOldSnapshot = false; ///< the newest one that came is of before a reset
    PendingRun* m_pending;
    RunFile* m_file;
    Autosave* m_autosave;
};

} // namespace isthmus
