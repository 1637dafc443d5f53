// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/strips/StripsView.h"

#include "core/analysis/Quality.h"
#include "ui/compare/ComparedRuns.h"
#include "ui/compare/FingerprintReader.h"
#include "ui/compare/RunTitles.h"
#include "ui/compare/followRuns.h"
#include "ui/compare/likeness.h"
#include "ui/compare/strips/RunRows.h"
#include "ui/samples/SampleChoice.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/PictureImage.h"
#include "ui/widgets/sampleWords.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace isthmus {

namespace {

/// What the run's hand has decoded last.
ProbeSample probeSample(RunSession& run, const QWidget& shown)
{
    const std::vector<float>& image = run.hand().image();
    if (image.empty())
        return {};
    const Dataset& data = *run.data();
    const std::shared_ptr<const SampleForm> form = data.shape.isRow() ? sampleForm(data) : nullptr;
    const bool isDark = Theme::of(&shown).tokens().dark;
    return {pictureImage(data.shape, isthmus::shown(data.scaling, image), PictureKind::Values, isDark), form, image};
}

/// What the samples are to the runs.
QString partText(Fairness fairness)
{
    switch (fairness) {
    case Fairness::HeldOut:
        return QObject::tr("unseen in training");
    case Fairness::OwnTest:
        return QObject::tr("one run's test part");
    case Fairness::Trained:
        break;
    }
    return QObject::tr("training part");
}

/// Of all pictures together: PSNR of the mean of their squared errors, as that of one picture is said.
QString meanQuality(const std::vector<Strip>& strips)
{
    double error = 0;
    for (const Strip& strip : strips)
        error += std::pow(10.0, -strip.psnr / 10);
    Strip all;
    all.psnr = psnrFromMse(error / static_cast<double>(std::max<std::size_t>(strips.size(), 1)));
    return all.quality();
}

} // namespace

StripsView::StripsView(const ComparedRuns& runs, QWidget* parent)
    : ComparingView(parent)
    , m_bench(runs.bench)
    , m_titles(&runs.titles)
    , m_rows(new RunRows(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 12, 8);
    column->addWidget(m_rows);
    followRuns(m_bench, this, [this](RunSession& run) { add(run); });
    connect(&m_bench, &Workbench::closing, this, &StripsView::remove);
    connect(&m_bench, &Workbench::activeChanged, this, &StripsView::choose);
    connect(&runs.fingerprints, &FingerprintReader::read, this, &StripsView::choose);
    connect(m_titles, &RunTitles::changed, this, &StripsView::showRows);
    connect(m_rows, &RunRows::samplesChanged, this, &StripsView::choose);
    connect(m_rows, &RunRows::hovered, this, [this](std::optional<Index> sample) {
        if (RunSession* run = source())
            run->selection().setHovered(sample);
    });
    connect(m_rows, &RunRows::picked, this, [this](Index sample) {
        Selection& selection = source()->selection();
        selection.setPinned(selection.pinned() == sample ? std::nullopt : std::optional<Index>(sample));
    });
    choose();
}

void StripsView::add(RunSession& run)
{
    m_runs.push_back({&run, std::make_unique<QObject>(), nullptr});
    connect(&run, &RunSession::runChanged, this, [this, &run] {
        take(run, nullptr);
        choose();
    });
    connect(&run, &RunSession::snapshotChanged, this, [this, &run] { requestOf(run); });
    connect(&run.hand(), &HandLane::decoded, this, [this, &run] { takeProbe(run); });
    connect(&run.selection(), &Selection::hoveredChanged, this, &StripsView::takeSelection);
    connect(&run.selection(), &Selection::pinnedChanged, this, &StripsView::takeSelection);
    choose();
}

void StripsView::remove(const RunSession& run)
{
    std::erase_if(m_runs, [&run](const Row& row) { return row.run == &run; });
    choose();
}

RunSession* StripsView::source() const
{
    const auto shows = [](const RunSession* run) { return hasImages(*run) && !run->shownSamples().empty(); };
    if (shows(&m_bench.active()))
        return &m_bench.active();
    const auto found = std::find_if(m_bench.runs().begin(), m_bench.runs().end(), shows);
    return found == m_bench.runs().end() ? nullptr : *found;
}

void StripsView::choose()
{
    const RunSession* from = source();
    const auto count = static_cast<std::size_t>(m_rows->samplesThatFit());
    const std::vector<Index> before = std::exchange(m_samples, {});
    const FairSamples fair = from ? fairSamples(m_bench, *from) : FairSamples();
    m_fairness = fair.fairness;
    if (from)
        m_samples = chooseSamples(*from->data(), fair.samples, count, 0);
    m_rows->setSamples(m_samples);
    const bool isLonger =
        std::equal(before.begin(), before.begin() + std::min(before.size(), m_samples.size()), m_samples.begin());
    const bool areOthers = !isLonger || m_data != (from ? from->data() : nullptr);
    m_data = from ? from->data() : nullptr;
    for (Row& row : m_runs) {
        if (areOthers)
            row.strips = nullptr;
        request(row);
    }
    showRows();
    takeSelection();
}

void StripsView::takeSelection()
{
    RunSession* from = source();
    m_rows->setHovered(from ? from->selection().hovered() : std::nullopt);
    m_rows->setPinned(from ? from->selection().pinned() : std::nullopt);
}

void StripsView::takeProbe(RunSession& run)
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&run](const Row& row) { return row.run == &run; });
    if (isVisible() && found != m_runs.end())
        m_rows->setProbe(1 + static_cast<int>(found - m_runs.begin()), probeSample(run, *this));
}

QString StripsView::reason(const RunSession& run) const
{
    const RunSession* from = source();
    if (!run.hasRun())
        return tr("No run yet");
    if (!run.model()->hasEncoder())
        return tr("A decoder alone encodes nothing");
    if (!from)
        return tr("The samples of this run are not here");
    const Shape taken = run.model()->inputShape();
    if (taken != from->data()->shape)
        return tr("On other data: it takes %1 of %2").arg(samplesName(taken), QString::fromStdString(taken.text()));
    return {};
}

void StripsView::requestOf(const RunSession& run)
{
    for (Row& row : m_runs)
        if (row.run == &run)
            request(row);
}

void StripsView::request(Row& row)
{
    RunSession& run = *row.run;
    if (!isVisible() || m_samples.empty() || !reason(run).isEmpty() || !run.snapshot())
        return;
    StripsRequest request{run.snapshot(), source()->data(), m_samples, {}, run.run().training.seed};
    run.background().request(
        row.client.get(),
        [request = std::move(request)](Breather&) -> BackgroundLane::Result {
            return std::make_shared<const std::vector<Strip>>(makeStrips(request));
        },
        [this, &run, asked = m_samples, data = m_data](const BackgroundLane::Result& result) {
            if (asked == m_samples && data == m_data)
                take(run, std::static_pointer_cast<const std::vector<Strip>>(result));
        });
}

void StripsView::take(const RunSession& run, std::shared_ptr<const std::vector<Strip>> strips)
{
    for (Row& row : m_runs)
        if (row.run == &run)
            row.strips = strips;
    showRows();
}

RunRow StripsView::originals() const
{
    RunRow row;
    row.name = tr("Original");
    for (const Row& each : m_runs)
        if (each.strips)
            row.strips = each.strips;
    if (!source())
        row.reason = tr("No samples are here");
    else
        row.note = partText(m_fairness);
    return row;
}

RunRow StripsView::rowOf(const Row& row) const
{
    const RunSession& run = *row.run;
    RunRow shown;
    shown.name = m_titles->of(run);
    shown.colour = m_bench.colourIndex(run);
    shown.reason = reason(run);
    shown.strips = row.strips;
    if (run.hasRun())
        shown.probe = probeSample(*row.run, *this);
    if (row.strips && shown.reason.isEmpty())
        shown.note = verdict(run, *row.strips);
    if (shown.note.startsWith("PSNR")) {
        shown.hint = tr("higher is better");
        shown.tip =
            tr("PSNR: the squared error of the %1 that stand here, in decibels; higher is better, 10 more are a "
               "tenth of the error")
                .arg(samplesName(source()->data()->shape));
    }
    return shown;
}

QString StripsView::verdict(const RunSession& run, const std::vector<Strip>& strips) const
{
    if (&run != source() && !haveSameData(*source(), run))
        return tr("trained on other data");
    return wasTrainedOnAny(run, m_samples) ? tr("trained on these") : meanQuality(strips);
}

void StripsView::showRows()
{
    std::vector<RunRow> rows{originals()};
    for (const Row& row : m_runs)
        rows.push_back(rowOf(row));
    const RunSession* from = source();
    m_rows->setForm(from ? sampleForm(*from->data()) : nullptr);
    m_rows->setRows(std::move(rows), from ? pictureSizeOf(from->data()->shape) : QSize(28, 28));
}

void StripsView::showEvent(QShowEvent* event)
{
    ComparingView::showEvent(event);
    choose();
}

ComparingView* makeStripsView(const ComparedRuns& runs, QWidget* parent)
{
    return new StripsView(runs, parent);
}

} // namespace isthmus
