// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/DatasetPreview.h"
#include "core/datasets/Datasets.h"
#include "ui/session/DataChoice.h"
#include "ui/session/Job.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace isthmus {

/// Reads a data set for its preview on a worker thread, in three stages: what may be chosen, the data, the preview.
/// Only what a changed wish makes stale is done again. The newest wish wins: what runs for an older one is told to
/// stop. Lives on the window's thread; its destructor waits for the worker.
class PreviewReader : public QObject
{
    Q_OBJECT
public:
    /// A function that reads as openDataset() does.
    using ReadDataset = std::function<std::shared_ptr<const Dataset>(
        const std::string& nameOrPath, const ReadOptions& options, const Progress& progress)>;

    explicit PreviewReader(QObject* parent = nullptr);
    ~PreviewReader() override;

    /// Data are read by another function than openDataset() from now on, such as one that takes as long as a test
    /// wants.
    void readWith(ReadDataset readDataset) { m_readDataset = std::move(readDataset); }

    /// Begins with another source, or with the same one anew. Signals of all stages follow, or failed().
    /// @param data  if it has been read already, with the choice's reading; dataRead() is left out then
    void begin(const DataChoice& choice, std::shared_ptr<const Dataset> data = nullptr);
    /// Takes another choice for the same source. Signals of the stages that it makes stale follow, or failed();
    /// previewed(), at once, where there are none.
    void want(const DataChoice& choice);

    /// Ends reading; stopped() follows.
    void stop();
    /// Goes on after stopped() or failed(), and reads anew.
    void again();

    /// Is there more to be done for the newest wish?
    [[nodiscard]] bool isBusy() const;
    /// Progress of the stage that runs, [0, 1].
    [[nodiscard]] double progress() const;

    /// The newest wish; options that its format does not take are left out once choicesFound() was emitted.
    [[nodiscard]] const DataChoice& wish() const { return m_wish; }
    /// The data set as the newest wish wants it; null while it is not read.
    [[nodiscard]] std::shared_ptr<const Dataset> data() const;

    /// Stops, and deletes itself once the worker has ended, so that the caller need not wait for it.
    void retire(QObject* keeper);

signals:
    void choicesFound(const isthmus::DatasetChoices& choices);
    void dataRead(); ///< data() is there, its preview follows
    void previewed(const isthmus::DatasetPreview& preview);
    void failed(const QString& sentence);
    void stopped();

private:
    struct Task;
    enum class Stage { Look, Read, Preview };

    [[nodiscard]] std::optional<Stage> nextStage() const;
    [[nodiscard]] bool isDataWanted() const;
    [[nodiscard]] bool serves(const Task& task) const;
    /// Marks all stages as not done, since each is announced once for a source.
    void forget();
    void proceed();
    void start(Stage stage);
    Job::Next look(const std::shared_ptr<Task>& task);
    Job::Next read(const std::shared_ptr<Task>& task, const Progress& progress);
    Job::Next preview(const std::shared_ptr<Task>& task);
    /// Is what the task found still wanted? If it is not, goes on with what is wanted.
    bool accept(const Task& task);
    void fail(const QString& sentence);

    ReadDataset m_readDataset; ///< copied for each job
    DataChoice m_wish;
    bool m_isHalted = true; ///< reading was halted by stop() or a failure, or there is no wish yet
    QString m_lookedAt; ///< choicesFound() was emitted for this one
    std::shared_ptr<const Dataset> m_data;
    DataChoice m_read; ///< what m_data was read from; its split is that of the last preview
    bool m_isPreviewed = false; ///< m_data, as m_read.split says
    DatasetPreview m_preview; ///< the preview, once m_isPreviewed
    std::shared_ptr<Task> m_task; ///< null before the first
    Job m_job;
};

} // namespace isthmus
