// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/figures/FiguresFeed.h"

#include "ui/compare/followRuns.h"

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

constexpr int kFiguresPace = 2000; // ms between two evaluations of a run that trains, at least

} // namespace

FiguresFeed::FiguresFeed(Workbench& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &FiguresFeed::askAll);
    followRuns(bench, this, [this](RunSession& run) { add(run); });
    connect(&bench, &Workbench::closing, this, [this](RunSession& run) { remove(run); });
}

void FiguresFeed::add(RunSession& run)
{
    auto entry = std::make_unique<Entry>();
    entry->run = &run;
    entry->client = std::make_unique<QObject>();
    m_entries.push_back(std::move(entry));
    connect(&run, &RunSession::runChanged, this, [this, &run] { startOver(run); });
    connect(&run, &RunSession::snapshotChanged, this, &FiguresFeed::askAll);
    connect(&run, &RunSession::statusChanged, this, &FiguresFeed::changed);
    connect(&run.background(), &BackgroundLane::failed, this, [this, &run](const QString&, const QObject* client) {
        if (Entry* failed = find(run); failed && failed->client.get() == client)
            failed->isWaiting = false;
    });
    takeSamples();
}

void FiguresFeed::remove(const RunSession& run)
{
    std::erase_if(m_entries, [&run](const auto& entry) { return entry->run == &run; });
    takeSamples();
}

FiguresFeed::Entry* FiguresFeed::find(const RunSession& run)
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&run](const auto& entry) { return entry->run == &run; });
    return found == m_entries.end() ? nullptr : found->get();
}

void FiguresFeed::forget(Entry& entry)
{
    entry.evaluation = nullptr;
    entry.asked = nullptr;
    entry.isWaiting = false;
    entry.sinceAsked.invalidate();
}

void FiguresFeed::startOver(const RunSession& run)
{
    if (Entry* entry = find(run))
        forget(*entry);
    takeSamples();
}

void FiguresFeed::takeSamples()
{
    for (const std::unique_ptr<Entry>& entry : m_entries) {
        FairSamples samples = samplesFor(*entry->run);
        if (samples == entry->judgedOn)
            continue;
        entry->judgedOn = std::move(samples);
        forget(*entry);
    }
    emit changed();
    askAll();
}

void FiguresFeed::setActive(bool active)
{
    m_isActive = active;
    askAll();
}

void FiguresFeed::askAll()
{
    for (const std::unique_ptr<Entry>& entry : m_entries)
        ask(*entry);
}

FairSamples FiguresFeed::samplesFor(const RunSession& run) const
{
    if (!canBeJudged(run))
        return {};
    FairSamples samples = fairSamples(m_bench, run);
    samples.samples.resize(std::min(samples.samples.size(), kSamples));
    return samples;
}

void FiguresFeed::ask(Entry& entry)
{
    RunSession& run = *entry.run;
    const std::shared_ptr<const Snapshot>& snapshot = run.snapshot();
    if (!m_isActive || entry.isWaiting || !snapshot || snapshot == entry.asked || entry.judgedOn.samples.empty())
        return;
    if (run.isTraining() && entry.sinceAsked.isValid() && entry.sinceAsked.elapsed() < kFiguresPace) {
        if (!m_turn.isActive())
            m_turn.start(kFiguresPace - static_cast<int>(entry.sinceAsked.elapsed()));
        return;
    }
    entry.asked = snapshot;
    entry.isWaiting = true;
    entry.sinceAsked.start();
    run.background().request(
        entry.client.get(),
        [snapshot, data = run.data(), samples = entry.judgedOn.samples](Breather& breather) -> BackgroundLane::Result {
            bool gaveUp = false;
            EvaluateOptions options;
            options.stop = [&] { return gaveUp = gaveUp || !breather.breathe(); };
            ThreadPool pool(1);
            const Evaluation evaluation =
                evaluate(*snapshot->frozen.model, snapshot->frozen.parameters, *data, samples, options, pool);
            return gaveUp ? nullptr : std::make_shared<const Evaluation>(evaluation);
        },
        [this, &entry, snapshot, samples = entry.judgedOn.samples](const BackgroundLane::Result& result) {
            if (samples != entry.judgedOn.samples)
                return; // others are asked for
            entry.isWaiting = false;
            if (result) { // it was not given up
                entry.evaluation = std::static_pointer_cast<const Evaluation>(result);
                entry.judgedAt = snapshot->record;
            }
            emit changed();
            ask(entry);
        });
}

std::vector<RunFigures> FiguresFeed::figures() const
{
    std::vector<RunFigures> all;
    for (const std::unique_ptr<Entry>& entry : m_entries)
        if (entry->run->hasRun())
            all.push_back({.run = entry->run,
                .evaluation = entry->evaluation,
                .step = entry->judgedAt.step,
                .epoch = entry->judgedAt.epoch,
                .fairness = entry->judgedOn.fairness,
                .samples = entry->judgedOn.samples.size()});
    return all;
}

} // namespace isthmus
