// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/Strips.h"

#include "core/analysis/Latent.h"
#include "core/analysis/Quality.h"
#include "core/analysis/spread.h"
#include "core/base/Error.h"
#include "core/data/sampleNumber.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/widgets/PictureImage.h"
#include "ui/widgets/codeText.h"
#include "ui/widgets/sampleWords.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

std::span<const float> rowOf(const Matrix& pictures, Index row)
{
    return {pictures.data() + row * pictures.cols(), static_cast<std::size_t>(pictures.cols())};
}

std::vector<float> errorOf(std::span<const float> original, std::span<const float> output)
{
    std::vector<float> error(original.size());
    std::transform(output.begin(), output.end(), original.begin(), error.begin(),
        [](float is, float was) { return std::isnan(was) ? 0 : (is - was) / kErrorScale; });
    return error;
}

std::vector<float> valuesOf(const Matrix& pictures, Index row)
{
    const std::span<const float> values = rowOf(pictures, row);
    return {values.begin(), values.end()};
}

/// Of what is shown with its numbers, those of each strip, before they become what is drawn.
void takeNumbers(const StripsRequest& request, const Reconstructions& result, std::vector<Strip>& strips)
{
    const std::shared_ptr<const SampleForm> form = sampleForm(*request.data);
    for (std::size_t i = 0; i < strips.size() && form->kind->paint; ++i) {
        const auto row = static_cast<Index>(i);
        strips[i].form = form;
        strips[i].numbers.original = valuesOf(result.original, row);
        strips[i].numbers.output = valuesOf(result.output, row);
        if (!request.corruption.isNone())
            strips[i].numbers.corrupted = valuesOf(result.corrupted, row);
    }
}

} // namespace

QString sampleNumber(const Dataset& data, Index sample)
{
    const bool isValidation = sample >= data.firstValidation();
    const bool isTest = sample >= data.trainCount && !isValidation;
    const QString number = QString::fromStdString(grouped(countedNumber(data, sample)));
    const QString name = sampleName(data.shape);
    const QString part = data.testCount + data.validationCount == 0 ? QCoreApplication::translate("Strips", "%1 %2")
        : isValidation ? QCoreApplication::translate("Strips", "validation %1 %2")
        : isTest       ? QCoreApplication::translate("Strips", "test %1 %2")
                       : QCoreApplication::translate("Strips", "training %1 %2");
    const std::string called = data.identifier(sample);
    const bool isOther = !called.empty() && called != std::to_string(countedNumber(data, sample));
    const QString counted = part.arg(name, number);
    return isOther ? QCoreApplication::translate("Strips", "%1, id %2").arg(counted, QString::fromStdString(called))
                   : counted;
}

QString sampleTitle(const Dataset& data, Index sample)
{
    const QString name = QString::fromStdString(data.className(sample));
    return name.isEmpty() ? sampleNumber(data, sample) : name + ", " + sampleNumber(data, sample);
}

QString sampleFile(const Dataset& data, Index sample)
{
    return QString::fromStdString(data.fileName(sample));
}

QString Strip::quality() const
{
    if (std::isnan(psnr))
        return QCoreApplication::translate("Strips", "all missing");
    return std::isfinite(psnr) ? QCoreApplication::translate("Strips", "PSNR %1 dB").arg(signedNumber(psnr, 1))
                               : QCoreApplication::translate("Strips", "exact");
}

std::vector<Strip> makeStrips(const StripsRequest& request)
{
    return makeStripsAndSpread(request).strips;
}

StripsAndSpread makeStripsAndSpread(const StripsRequest& request)
{
    ThreadPool pool;
    const FrozenModel& frozen = request.snapshot->frozen;
    Reconstructions result = reconstruct(*frozen.model, frozen.parameters, *request.data, request.samples,
        request.corruption, request.seed, Purpose::Preview, pool);
    std::vector<Strip> strips(request.samples.size());
    takeNumbers(request, result, strips);
    for (Matrix* pictures : {&result.original, &result.corrupted, &result.output})
        toShown(request.data->scaling, *pictures);
    const Matrix given = result.original.array().isNaN().select(result.corrupted, result.original);
    const std::optional<double> spread = outputSpread(given, result.output);
    const Shape shape = request.data->shape;
    for (std::size_t i = 0; i < request.samples.size(); ++i) {
        const auto row = static_cast<Index>(i);
        const std::span<const float> original = rowOf(result.original, row);
        const std::span<const float> output = rowOf(result.output, row);
        Strip& strip = strips[i];
        strip.sample = request.samples[i];
        strip.name = QString::fromStdString(request.data->className(strip.sample));
        strip.number = sampleNumber(*request.data, strip.sample);
        strip.psnr = psnrFromMse(meanSquaredError(original, output));
        strip.original = pictureImage(shape, original, PictureKind::Values, true);
        if (!request.corruption.isNone())
            strip.corrupted = pictureImage(shape, rowOf(result.corrupted, row), PictureKind::Values, true);
        strip.output = pictureImage(shape, output, PictureKind::Values, true);
        const std::vector<float> error = errorOf(original, output);
        strip.errorOnDark = pictureImage(shape, error, PictureKind::Signed, true);
        strip.errorOnLight = pictureImage(shape, error, PictureKind::Signed, false);
    }
    return {std::move(strips), spread};
}

} // namespace isthmus
