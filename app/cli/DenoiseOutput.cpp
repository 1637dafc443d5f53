// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DenoiseOutput.h"

#include "core/base/Error.h"

#include <cmath>

namespace isthmus {

namespace {

constexpr int kFigureDigits = 4;

/// A number that is not finite, as of two equal pictures, has no place in JSON.
QJsonValue finite(double number)
{
    return std::isfinite(number) ? QJsonValue(number) : QJsonValue(QJsonValue::Null);
}

QJsonObject object(const Likeness& likeness)
{
    return {{"psnr_db", finite(likeness.psnr())}, {"ssim", likeness.ssim}, {"mse", likeness.mse}};
}

QJsonObject object(const char* name, const SizedLikeness& filter)
{
    QJsonObject found = object(filter.likeness);
    found[name] = filter.size;
    return found;
}

std::vector<std::string> line(const std::string& name, const Likeness& likeness)
{
    return {name, shortNumber(likeness.psnr(), kFigureDigits), shortNumber(likeness.ssim, kFigureDigits)};
}

} // namespace

QJsonObject toJson(const std::optional<DenoiseFigures>& figures)
{
    QJsonObject found;
    for (const char* key : {"noisy", "denoised", "median", "gaussian", "gain_db"})
        found[key] = QJsonValue(QJsonValue::Null);
    if (!figures)
        return found;
    found["noisy"] = object(figures->noisy);
    found["denoised"] = object(figures->denoised);
    found["median"] = object("side", figures->bestMedian());
    found["gaussian"] = object("sigma", figures->bestGaussian());
    found["gain_db"] = finite(figures->denoised.psnr() - figures->noisy.psnr());
    return found;
}

std::vector<std::vector<std::string>> tableOf(const DenoiseFigures& figures, const std::string& model)
{
    const std::string side = shortNumber(figures.bestMedian().size);
    return {{"against the clean picture", "PSNR (dB)", "SSIM"}, line("noisy", figures.noisy),
        line(model, figures.denoised), line("median of " + side + " x " + side, figures.bestMedian().likeness),
        line("Gaussian of " + shortNumber(figures.bestGaussian().size) + " px", figures.bestGaussian().likeness)};
}

} // namespace isthmus
