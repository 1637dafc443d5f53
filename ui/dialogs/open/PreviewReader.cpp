// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/PreviewReader.h"

#include "core/base/Error.h"
#include "core/datasets/ReadFields.h"

#include <atomic>
#include <utility>

namespace isthmus {

/// What runs on the worker, and for whom.
struct PreviewReader::Job
{
    Stage stage;
    DataChoice choice;
    std::shared_ptr<const Dataset> data; ///< that is there already; null: none is
    std::atomic<bool> isCancelled = false;
    std::atomic<double> done = 0;

    [[nodiscard]] Progress progress()
    {
        return [this](double share) {
            done = share;
            return !isCancelled;
        };
    }
};

PreviewReader::PreviewReader(QObject* parent)
    : QObject(parent)
{
    connect(&m_errand, &Errand::failed, this, &PreviewReader::fail);
}

PreviewReader::~PreviewReader()
{
    if (m_job)
        m_job->isCancelled = true;
}

void PreviewReader::want(const DataChoice& choice)
{
    m_wish = choice;
    m_isHalted = choice.nameOrPath.isEmpty();
    if (m_errand.isBusy() && !serves(*m_job))
        m_job->isCancelled = true;
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
    if (m_errand.isBusy())
        m_job->isCancelled = true;
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
    return m_errand.isBusy() && !m_job->isCancelled ? m_job->done.load() : 0;
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

bool PreviewReader::serves(const Job& job) const
{
    return job.choice.nameOrPath == m_wish.nameOrPath
        && (job.stage == Stage::Look || job.choice.reading == m_wish.reading)
        && (job.stage != Stage::Preview || job.choice.split == m_wish.split);
}

void PreviewReader::proceed()
{
    if (m_isHalted || m_errand.isBusy())
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
    m_job = std::make_shared<Job>();
    m_job->stage = stage;
    m_job->choice = m_wish;
    m_job->data = data();
    m_errand.start([this, job = m_job] {
        switch (job->stage) {
        case Stage::Look:
            return look(job);
        case Stage::Read:
            return read(job);
        case Stage::Preview:
            break;
        }
        return preview(job);
    });
}

Errand::Next PreviewReader::look(const std::shared_ptr<Job>& job)
{
    DatasetChoices choices;
    try {
        choices = datasetChoices(job->choice.nameOrPath.toStdString());
    } catch (const Error&) {
        if (!job->data) // else its file is gone, and what is in memory can be used all the same
            throw;
    }
    return [this, job, choices] {
        if (!accept(*job))
            return;
        m_lookedAt = job->choice.nameOrPath;
        if (!isDataWanted())
            m_wish.reading = onlyFields(m_wish.reading, choices.fields);
        emit choicesFound(choices);
        proceed();
    };
}

Errand::Next PreviewReader::read(const std::shared_ptr<Job>& job)
{
    const auto data = openDataset(job->choice.nameOrPath.toStdString(), job->choice.reading, job->progress());
    return [this, job, data] {
        if (!accept(*job))
            return;
        m_data = data;
        m_read = job->choice;
        m_isPreviewed = false;
        emit dataRead();
        proceed();
    };
}

Errand::Next PreviewReader::preview(const std::shared_ptr<Job>& job)
{
    return [this, job, preview = previewOf(*job->data, job->choice.split)] {
        if (!accept(*job))
            return;
        m_read.split = job->choice.split;
        m_isPreviewed = true;
        m_preview = preview;
        proceed();
    };
}

bool PreviewReader::accept(const Job& job)
{
    const bool isWanted = !m_isHalted && !job.isCancelled && serves(job);
    if (!isWanted)
        proceed();
    return isWanted;
}

void PreviewReader::fail(const QString& sentence)
{
    if (!accept(*m_job))
        return;
    m_isHalted = true;
    emit failed(sentence);
}

void PreviewReader::retire(QObject* keeper)
{
    m_isHalted = true;
    disconnect(this, nullptr, nullptr, nullptr);
    if (!m_errand.isBusy()) {
        deleteLater();
        return;
    }
    m_job->isCancelled = true;
    setParent(keeper);
    connect(&m_errand, &Errand::busyChanged, this, &QObject::deleteLater);
}

} // namespace isthmus
