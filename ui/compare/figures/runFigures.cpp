// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/figures/runFigures.h"

#include "core/base/Error.h"
#include "core/models/trainedCount.h"
#include "ui/session/RunSession.h"
#include "ui/widgets/codeText.h"
#include "ui/widgets/epochText.h"
#include "ui/widgets/lossText.h"
#include "ui/widgets/rateText.h"

#include <algorithm>
#include <string_view>

namespace isthmus {

namespace {

using Number = std::optional<double>;

QString dash()
{
    return QString::fromUtf8("–");
}

QString groupedText(std::int64_t number)
{
    return QString::fromStdString(grouped(number));
}

Number noNumber(const RunFigures&)
{
    return std::nullopt;
}

Number reconstructionOf(const RunFigures& figures)
{
    return figures.evaluation ? Number(figures.evaluation->reconstruction()) : std::nullopt;
}

Number klOf(const RunFigures& figures)
{
    return figures.evaluation ? figures.evaluation->kl() : std::nullopt;
}

/// The bound of a model whose reconstruction loss is a likelihood; others have no bound in nats.
Number boundOf(const RunFigures& figures)
{
    const bool isLikelihood = std::string_view(figures.run->model()->loss().unit).starts_with("nats");
    return figures.evaluation && isLikelihood ? figures.evaluation->negativeElbo : std::nullopt;
}

Number mseOf(const RunFigures& figures)
{
    return figures.evaluation ? Number(figures.evaluation->mse()) : std::nullopt;
}

Number psnrOf(const RunFigures& figures)
{
    return figures.evaluation ? Number(figures.evaluation->psnr) : std::nullopt;
}

Number ssimOf(const RunFigures& figures)
{
    return figures.evaluation ? figures.evaluation->ssim : std::nullopt;
}

template <Number (*read)(const RunFigures&)>
QString asLoss(const RunFigures& figures)
{
    const Number number = read(figures);
    return number ? lossText(*number) : dash();
}

QString stepText(const RunFigures& figures)
{
    return groupedText(figures.evaluation ? figures.step : figures.run->status().step);
}

QString epochOf(const RunFigures& figures)
{
    return epochText(figures.evaluation ? figures.epoch : figures.run->status().epoch);
}

QString mseText(const RunFigures& figures)
{
    return figures.evaluation ? QString::fromStdString(shortNumber(figures.evaluation->mse(), 3)) : dash();
}

QString psnrText(const RunFigures& figures)
{
    return figures.evaluation ? QObject::tr("%1 dB").arg(signedNumber(figures.evaluation->psnr, 1)) : dash();
}

QString ssimText(const RunFigures& figures)
{
    const Number number = ssimOf(figures);
    return number ? signedNumber(*number, 3) : dash();
}

QString activeText(const RunFigures& figures)
{
    if (!figures.evaluation || !figures.evaluation->activeUnits)
        return dash();
    return QObject::tr("%1 of %2").arg(*figures.evaluation->activeUnits).arg(figures.run->model()->latentDim());
}

QString parametersText(const RunFigures& figures)
{
    return groupedText(trainedCount(figures.run->model()->parameters()));
}

QString speedText(const RunFigures& figures)
{
    const double speed = figures.run->status().samplesPerSecond;
    return figures.run->isTraining() && speed > 0 ? rateText(speed) : dash();
}

} // namespace

const std::vector<FigureType>& figureTypes()
{
    static const std::vector<FigureType> types{
        {.name = "Step",
            .help = "Batches that it has been trained with",
            .better = Better::Neither,
            .value = noNumber,
            .text = stepText},
        {.name = "Epoch",
            .help = "Passes over its training samples",
            .better = Better::Neither,
            .value = noNumber,
            .text = epochOf},
        {.name = "Reconstruction",
            .help = "How far outputs are from the samples, in the unit of the run's loss",
            .better = Better::Neither,
            .value = reconstructionOf,
            .text = asLoss<reconstructionOf>},
        {.name = "KL",
            .help = "How far codes are from the prior, in nats per sample, not multiplied by β",
            .better = Better::Neither,
            .value = klOf,
            .text = asLoss<klOf>},
        {.name = "−ELBO",
            .help = "Reconstruction + KL in nats per sample: a bound on how unlikely the samples are; lower is better",
            .better = Better::Lower,
            .value = boundOf,
            .text = asLoss<boundOf>},
        {.name = "MSE",
            .help = "Mean squared error per value; lower is better",
            .better = Better::Lower,
            .value = mseOf,
            .text = mseText},
        {.name = "PSNR",
            .help = "Peak signal to noise of all samples together; higher is better",
            .better = Better::Higher,
            .value = psnrOf,
            .text = psnrText},
        {.name = "SSIM",
            .help = "Structural similarity, mean over images; higher is better",
            .better = Better::Higher,
            .value = ssimOf,
            .text = ssimText},
        {.name = "Active units",
            .help = "Latent dimensions whose mean varies by more than 0.01, of all",
            .better = Better::Neither,
            .value = noNumber,
            .text = activeText},
        {.name = "Parameters",
            .help = "Numbers that are trained",
            .better = Better::Neither,
            .value = noNumber,
            .text = parametersText},
        {.name = "Samples/s",
            .help = "That it trains on, with the threads that it has now",
            .better = Better::Neither,
            .value = noNumber,
            .text = speedText},
    };
    return types;
}

std::vector<bool> bestOf(const FigureType& type, const std::vector<RunFigures>& runs)
{
    std::vector<double> values;
    QStringList texts;
    for (const RunFigures& run : runs) {
        if (const std::optional<double> value = type.value(run)) {
            values.push_back(*value);
            texts << type.text(run);
        }
    }
    if (type.better == Better::Neither || values.size() < 2 || texts.count(texts.front()) == texts.size())
        return {};
    const bool isLow = type.better == Better::Lower;
    const auto best =
        isLow ? std::min_element(values.begin(), values.end()) : std::max_element(values.begin(), values.end());
    const QString bestText = texts[static_cast<qsizetype>(best - values.begin())];
    std::vector<bool> isBest;
    for (const RunFigures& run : runs)
        isBest.push_back(type.value(run) && type.text(run) == bestText);
    return isBest;
}

} // namespace isthmus
