// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/curves/ComparePlot.h"

#include "ui/compare/curves/corruptedRecords.h"
#include "ui/compare/curves/curvesNote.h"
#include "ui/theme/Theme.h"
#include "ui/views/loss/AxisTitles.h"
#include "ui/views/loss/CurveRange.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace isthmus {

namespace {

constexpr double kDotGap = 8; // px that an epoch has at least where its held-out value has a dot

bool isAbove(const CurvePoint& point)
{
    return point.low > 0;
}

} // namespace

bool hasUnit(FairUnit unit, const Autoencoder& model)
{
    return unit == FairUnit::Mse || (model.isVariational() && std::string_view(model.loss().unit).starts_with("nats"));
}

ComparePlot::ComparePlot(QWidget* parent)
    : NavigablePlot(parent)
    , m_titles(new AxisTitles(this))
{
    setMinimumSize(160, 80);
    setAccessibleName(tr("Curves of all runs over epochs"));
    connect(this, &QCustomPlot::beforeReplot, this, &ComparePlot::prepare);
    connect(&Theme::of(this), &Theme::changed, this, &ComparePlot::applyTheme);
    applyTheme();
}

void ComparePlot::applyTheme()
{
    const ThemeTokens& look = Theme::of(this).tokens();
    setBackground(look.panel);
    for (QCPAxis* axis : {xAxis, yAxis, yAxis2})
        styleAxis(axis, look);
    m_titles->setLook(look.dim, look.dim, Theme::of(this).small());
    axisRect()->setMinimumMargins({50, m_titles->height(), 12, 20});
    replot();
}

void ComparePlot::setUnit(FairUnit unit)
{
    m_unit = unit;
    setFollowing(true);
    replot();
}

void ComparePlot::setSample(const QString& sample)
{
    m_sample = sample;
}

const ComparePlot::Curve* ComparePlot::find(const RunSession& run) const
{
    const auto found =
        std::find_if(m_curves.begin(), m_curves.end(), [&run](const auto& curve) { return curve->run == &run; });
    return found == m_curves.end() ? nullptr : found->get();
}

ComparePlot::Curve& ComparePlot::curveOf(const RunSession& run)
{
    for (const std::unique_ptr<Curve>& curve : m_curves)
        if (curve->run == &run)
            return *curve;
    auto fresh = std::make_unique<Curve>();
    fresh->run = &run;
    fresh->training = addGraph(xAxis, yAxis);
    fresh->heldOut = addGraph(xAxis, yAxis);
    fresh->corrupted = addGraph(xAxis, yAxis);
    return *m_curves.emplace_back(std::move(fresh));
}

void ComparePlot::remove(const RunSession& run)
{
    const Curve* curve = find(run);
    if (!curve)
        return;
    for (QCPGraph* graph : {curve->training, curve->heldOut, curve->corrupted})
        removeGraph(graph);
    std::erase_if(m_curves, [&run](const auto& each) { return each->run == &run; });
    replot();
}

ComparePlot::Curve& ComparePlot::begun(const RunSession& run)
{
    Curve& curve = curveOf(run);
    if (run.history().revision != curve.revision) {
        curve.steps.clear();
        curve.evaluations.clear();
        curve.revision = run.history().revision;
    }
    return curve;
}

std::size_t ComparePlot::takeOver(const RunSession& run, const QColor& colour, std::size_t most)
{
    Curve& curve = begun(run);
    const LossType& loss = run.model()->loss();
    const auto values = static_cast<double>(run.model()->inputShape().size());
    curve.colour = colour;
    curve.perStep = std::string_view(loss.name) == "mse" ? 2 / values : 0;
    curve.hasBound = hasUnit(FairUnit::Nats, *run.model());
    curve.trainsOnCorrupted = !run.knobs().corruption.isNone();

    const RunHistory& history = run.history();
    curve.steps.append(history.steps, most);
    const std::size_t measured = std::min(history.evaluations.size(), curve.evaluations.size() + most);
    for (std::size_t i = curve.evaluations.size(); i < measured; ++i) {
        const EvaluationRecord& record = history.evaluations[i];
        curve.evaluations.push_back(
            {record, isthmus::isOfCorrupted(record.step, run.run().training.corruption, history.knobChanges)});
    }
    return curve.steps.missing(history.steps) + history.evaluations.size() - measured;
}

void ComparePlot::refresh()
{
    replot();
}

bool ComparePlot::hasSteps(const Curve& curve) const
{
    return isDrawn(curve) && (m_unit == FairUnit::Nats || curve.perStep != 0) && !curve.steps.isEmpty();
}

bool ComparePlot::isBlank() const
{
    return std::all_of(m_curves.begin(), m_curves.end(),
        [this](const auto& curve) { return !hasSteps(*curve) && (!isDrawn(*curve) || curve->evaluations.empty()); });
}

double ComparePlot::valueOf(const EvaluationRecord& record) const
{
    const RecordedTerms& terms = record.terms;
    if (m_unit == FairUnit::Mse)
        return terms[AutoencoderTerm::Mse];
    return double(terms[AutoencoderTerm::Reconstruction]) + double(terms[AutoencoderTerm::Kl]);
}

std::vector<CurvePoint> ComparePlot::points(const Curve& curve) const
{
    const auto read = [&](Quantity quantity) {
        return curve.steps.points(
            quantity, xAxis->range().lower, xAxis->range().upper, std::max(axisRect()->width(), 100));
    };
    if (m_unit == FairUnit::Mse && curve.perStep == 0)
        return {};
    std::vector<CurvePoint> points = read(Quantity::Reconstruction);
    const std::vector<CurvePoint> kl = read(Quantity::Kl);
    for (std::size_t i = 0; i < points.size(); ++i) {
        float& value = points[i].smooth;
        value = m_unit == FairUnit::Mse ? static_cast<float>(value * curve.perStep) : value + kl[i].smooth;
        points[i].low = points[i].high = value;
    }
    return points;
}

std::vector<double> ComparePlot::valuesOf(const Curve& curve) const
{
    std::vector<double> values;
    for (const Measured& each : curve.evaluations)
        if (xAxis->range().contains(each.record.epoch))
            values.push_back(valueOf(each.record));
    return values;
}

void ComparePlot::prepare()
{
    double last = 0;
    for (const std::unique_ptr<Curve>& curve : m_curves) {
        last = std::max(last, curve->steps.lastEpoch());
        if (!curve->evaluations.empty())
            last = std::max(last, curve->evaluations.back().record.epoch);
    }
    if (isFollowing())
        xAxis->setRange(0, followedEnd(last));
    for (const std::unique_ptr<Curve>& curve : m_curves)
        fill(*curve);
    if (isFollowing())
        fitValues();
    yAxis->setTickLabels(!isBlank());
    yAxis->grid()->setVisible(!isBlank());
    const QString unit = unitTitle(m_unit, m_sample);
    const bool isLog = yAxis->scaleType() == QCPAxis::stLogarithmic && !isBlank();
    m_titles->setTitles(isLog ? tr("%1, log scale").arg(unit) : unit, {});
    chooseTicker();
}

void ComparePlot::fill(Curve& curve)
{
    QVector<QCPGraphData> training;
    QVector<QCPGraphData> clean;
    QVector<QCPGraphData> corrupted;
    if (isDrawn(curve)) {
        for (const CurvePoint& point : points(curve))
            training.append({point.epoch, point.smooth});
        for (const Measured& each : curve.evaluations) { // a gap in the one where the other one goes on
            const double value = valueOf(each.record);
            clean.append({each.record.epoch, each.isOfCorrupted ? qQNaN() : value});
            corrupted.append({each.record.epoch, each.isOfCorrupted ? value : qQNaN()});
        }
    }
    drawAs(curve);
    curve.training->data()->set(training, true);
    curve.heldOut->data()->set(clean, true);
    curve.corrupted->data()->set(corrupted, true);
}

void ComparePlot::drawAs(const Curve& curve) const
{
    QColor faint = curve.colour;
    faint.setAlphaF(0.55F);
    const double visible = std::min(xAxis->range().size(), curve.steps.lastEpoch());
    const bool isCrowded = visible * kDotGap > axisRect()->width();
    const QCPScatterStyle dots(
        isCrowded ? QCPScatterStyle::ssNone : QCPScatterStyle::ssDisc, curve.colour, curve.colour, 6);
    curve.training->setPen(QPen(faint, 1.2, curve.trainsOnCorrupted ? Qt::DashLine : Qt::SolidLine));
    curve.heldOut->setPen(QPen(curve.colour, 2));
    curve.corrupted->setPen(QPen(curve.colour, 2, Qt::DashLine));
    curve.heldOut->setScatterStyle(dots);
    curve.corrupted->setScatterStyle(dots);
}

void ComparePlot::fitValues()
{
    std::optional<ValueRange> all;
    bool isPositive = true;
    for (const bool logarithmic : {false, true}) { // first whether it can be logarithmic, then the range
        all = std::nullopt;
        for (const std::unique_ptr<Curve>& curve : m_curves) {
            if (!isDrawn(*curve))
                continue;
            std::vector<CurvePoint> line = points(*curve);
            const std::vector<double> values = valuesOf(*curve);
            isPositive = isPositive && std::all_of(line.begin(), line.end(), isAbove)
                && std::all_of(values.begin(), values.end(), [](double value) { return value > 0; });
            if (line.empty() && !values.empty())
                line.push_back({0, float(values.back()), float(values.back()), float(values.back())});
            const auto range = robustRange(line, values, xAxis->range().lower <= 0, logarithmic && isPositive);
            if (range)
                all = all ? ValueRange{std::min(all->lower, range->lower), std::max(all->upper, range->upper)} : *range;
        }
    }
    yAxis->setScaleType(isPositive ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (all)
        yAxis->setRange(all->lower, all->upper);
}

std::vector<double> ComparePlot::heldOut(const RunSession& run) const
{
    const Curve* curve = find(run);
    return curve && isDrawn(*curve) ? valuesOf(*curve) : std::vector<double>();
}

bool ComparePlot::isOfCorrupted(const RunSession& run) const
{
    const Curve* curve = find(run);
    if (!curve)
        return false;
    return curve->trainsOnCorrupted
        || std::any_of(curve->evaluations.begin(), curve->evaluations.end(),
            [](const Measured& each) { return each.isOfCorrupted; });
}

bool ComparePlot::showsSteps(const RunSession& run) const
{
    const Curve* curve = find(run);
    return curve && hasSteps(*curve);
}

QColor ComparePlot::colour(const RunSession& run) const
{
    const Curve* curve = find(run);
    return curve ? curve->colour : QColor();
}

} // namespace isthmus
