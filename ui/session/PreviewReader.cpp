// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PreviewReader.h"

#include "core/base/Error.h"
#include "core/datasets/ReadFields.h"

#include <utility>

namespace isthmus {

/// What runs on the worker, and for whom.
struct PreviewReader::Task
{
    Stage stage;
    DataChoice choice;
    ReadDataset readDataset;
    std::shared_ptr<const Dataset> data; ///< data set that was read before; null: none was
};

PreviewReader::PreviewReader(QObject* parent)
    : QObject(parent)
    , m_readDataset(openDataset)
{
    connect(&m_job, &Job::failed, this, &PreviewReader::fail);
    connect(&m_job, &Job::cancelled, this, &PreviewReader::proceed);
}

PreviewReader::~PreviewReader() = default;

void PreviewReader::want(const DataChoice& choice)
{
    m_wish = choice;
    m_isHalted = choice.nameOrPath.isEmpty();
    if (m_job.isBusy() && !serves(*m_task))
        m_job.cancel();
    proceed();
}

void PreviewReader::begin(const DataChoice& choice, std::shared_ptr<const Dataset> data)
{
    forget();
    m_data = std::move(data);
    m_read = choice;
    m_isPreviewed = false;
    want(choice);
}

void PreviewReader::forget()
{
    m_lookedAt.clear();
    m_data.reset();
}

void PreviewReader::stop()
{
    if (!isBusy())
        return;
    m_isHalted = true;
    if (m_job.isBusy())
        m_job.cancel();
    emit stopped();
}

void PreviewReader::again()
{
    m_isHalted = m_wish.nameOrPath.isEmpty();
    forget();
    proceed();
}

bool PreviewReader::isBusy() const
{
    return !m_isHalted && nextStage().has_value();
}

double PreviewReader::progress() const
{
    return m_job.isBusy() && !m_job.isCancelled() ? m_job.progress() : 0;
}

bool PreviewReader::isDataWanted() const
{
    return m_data && m_read.nameOrPath == m_wish.nameOrPath && m_read.reading == m_wish.reading;
}

std::shared_ptr<const Dataset> PreviewReader::data() const
{
    return isDataWanted() ? m_data : nullptr;
}

std::optional<PreviewReader::Stage> PreviewReader::nextStage() const
{
    if (m_lookedAt != m_wish.nameOrPath)
        return Stage::Look;
    if (!isDataWanted())
        return Stage::Read;
    if (!m_isPreviewed || m_read.split != m_wish.split)
        return Stage::Preview;
    return std::nullopt;
}

bool PreviewReader::serves(const Task& task) const
{
    return task.choice.nameOrPath == m_wish.nameOrPath
        && (task.stage == Stage::Look || task.choice.reading == m_wish.reading)
        && (task.stage != Stage::Preview || task.choice.split == m_wish.split);
}

void PreviewReader::proceed()
{
    if (m_isHalted || m_job.isBusy())
        return;
    if (const std::optional<Stage> stage = nextStage())
        start(*stage);
    else
        emit previewed(m_preview);
}

void PreviewReader::start(Stage stage)
{
    if (stage == Stage::Read)
        m_data.reset(); // else there would be two in memory
    m_task = std::make_shared<Task>();
    m_task->stage = stage;
    m_task->choice = m_wish;
    m_task->readDataset = m_readDataset;
    m_task->data = data();
    m_job.start([this, task = m_task](const Progress& progress) {
        switch (task->stage) {
        case Stage::Look:
            return look(task);
        case Stage::Read:
            return read(task, progress);
        case Stage::Preview:
            break;
        }
        return preview(task);
    });
}

Job::Next PreviewReader::look(const std::shared_ptr<Task>& task)
{
    DatasetChoices choices;
    try {
        choices = datasetChoices(task->choice.nameOrPath.toStdString());
    } catch (const Error&) {
        if (!task->data) // else its file is gone, and what is in memory can be used all the same
            throw;
    }
    return [this, task, choices] {
        if (!accept(*task))
            return;
        m_lookedAt = task->choice.nameOrPath;
        if (!isDataWanted())
            m_wish.reading = onlyFields(m_wish.reading, choices.fields);
        emit choicesFound(choices);
        proceed();
    };
}

Job::Next PreviewReader::read(const std::shared_ptr<Task>& task, const Progress& progress)
{
    const auto data = task->readDataset(task->choice.nameOrPath.toStdString(), task->choice.reading, progress);
    return [this, task, data] {
        if (!accept(*task))
            return;
        m_data = data;
        m_read = task->choice;
        m_isPreviewed = false;
        emit dataRead();
        proceed();
    };
}

Job::Next PreviewReader::preview(const std::shared_ptr<Task>& task)
{
    return [this, task, preview = previewOf(*task->data, task->choice.split)] {
        if (!accept(*task))
            return;
        m_read.split = task->choice.split;
        m_isPreviewed = true;
        m_preview = preview;
        proceed();
    };
}

bool PreviewReader::accept(const Task& task)
{
    const bool isWanted = !m_isHalted && !m_job.isCancelled() && serves(task);
    if (!isWanted)
        proceed();
    return isWanted;
}

void PreviewReader::fail(const QString& sentence)
{
    if (!accept(*m_task))
        return;
    m_isHalted = true;
    emit failed(sentence);
}

void PreviewReader::retire(QObject* keeper)
{
    m_isHalted = true;
    disconnect(this, nullptr, nullptr, nullptr);
    if (!m_job.isBusy()) {
        deleteLater();
        return;
    }
    m_job.cancel();
    setParent(keeper);
    connect(&m_job, &Job::busyChanged, this, &QObject::deleteLater);
}

} // namespace isthmus
