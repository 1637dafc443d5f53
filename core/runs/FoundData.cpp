// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/FoundData.h"

#include "core/base/Error.h"
#include "core/datasets/Datasets.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <exception>

namespace isthmus {

namespace {

constexpr int kLongestSide = 65535; ///< that a size may be asked for
constexpr double kLeastOfUnit = 0.5; ///< that numbers from 0 to 1 reach
constexpr double kMostOfUnit = 1.02; ///< the same, with room for rounding
constexpr double kLeastOfBytes = 64; ///< that bytes reach, as readers take them for such

/// The last part of a path; a built-in set's own title.
std::string titleOf(const std::string& nameOrPath)
{
    for (const BuiltinDataset& set : builtinDatasets())
        if (set.name == nameOrPath)
            return set.title;
    const std::string title = QFileInfo(QString::fromStdString(nameOrPath)).fileName().toStdString();
    return title.empty() ? "no data" : title;
}

std::string shapeDifference(const DataReference& reference, const Dataset& data)
{
    return data.shape == reference.shape
        ? ""
        : "expected images of " + reference.shape.text() + ", found " + data.shape.text();
}

/// "48 x 48 x 3"; "rows of 3 numbers"; "images of 16 x 16 x 1" beside rows
std::string shapeBeside(const Shape& shape, const Shape& other)
{
    if (shape.isRow())
        return "rows of " + grouped(shape.width) + (shape.width == 1 ? " number" : " numbers");
    return (other.isRow() ? "images of " : "") + shape.text();
}

/// "small.npy: the model takes 48 x 48 x 3, these are 20 x 20 x 1"
Error wrongShape(const std::string& place, const Shape& model, const Shape& found)
{
    return Error(place + ": the model takes " + shapeBeside(model, found) + ", these are " + shapeBeside(found, model));
}

std::string askedPlace(const DataReference& reference, const RunDataChoice& choice)
{
    return choice.nameOrPath.empty() ? reference.name : choice.nameOrPath;
}

ReadOptions chosenReading(const RunDataChoice& choice, const ReadOptions& base)
{
    return choice.reading ? choice.reading(base) : base;
}

/// Those that the format there takes, with the columns of the run.
ReadOptions applicableTo(const ReadOptions& reading, const std::string& place)
{
    ReadOptions some = applicableOptions(reading, place);
    some.oneHotColumns = reading.oneHotColumns;
    return some;
}

/// The choices of a run. One that has no validation part of the data's, be it that earlier versions left it out, is
/// given none.
ReadOptions readingOf(const std::string& place, const DataReference& reference)
{
    ReadOptions leaves;
    leaves.validationPart = ReadOptions::ValidationPart::LeaveOut;
    ReadOptions reading = reference.reading;
    if (!reading.oneHot.empty())
        reading.oneHotColumns = reference.columns;
    if (reference.validation == 0 && !reference.fingerprint.empty())
        reading.validationPart = applicableOptions(leaves, place).validationPart;
    return reading;
}

/// How data for the model of a run is read unless the user says more.
ReadOptions readingLike(const std::string& place, const DataReference& reference)
{
    ReadOptions reading = readingOf(place, reference);
    if (place == reference.name)
        return reading;
    const Shape& shape = reference.shape;
    if (!shape.isRow() && shape.width <= kLongestSide && shape.height <= kLongestSide) {
        reading.width = shape.width;
        reading.height = shape.height;
        reading.patch = shape.width == shape.height ? shape.width : reading.patch;
    }
    return applicableTo(reading, place);
}

/// Read without the size that the model takes, and without the run's choice of a scaling. Null where that fails too.
std::shared_ptr<const Dataset> openedAsItIs(
    const DataReference& reference, const RunDataChoice& choice, const Progress& progress)
{
    ReadOptions reading = chosenReading(choice, applicableOptions(reference.reading, choice.nameOrPath));
    reading.width = reading.height = 0;
    if (chosenReading(choice, {}).scale == ReadOptions::Scale::Auto) // the run's own may be for a table alone
        reading.scale = ReadOptions::Scale::Auto;
    try {
        return openDataset(choice.nameOrPath, reading, progress);
    } catch (const Cancelled&) {
        throw;
    } catch (const Error&) {
        return nullptr;
    }
}

/// A reader that was asked for the model's size says what it expected of the file. What the user did not ask for is
/// told as a difference of two shapes instead, so data of another shape may come of this.
std::shared_ptr<const Dataset> openInSize(
    const DataReference& reference, const RunDataChoice& choice, const Progress& progress)
{
    const std::string place = askedPlace(reference, choice);
    const bool asksForSize = chosenReading(choice, {}).hasSize();
    try {
        return openDataset(place, chosenReading(choice, readingLike(place, reference)), progress);
    } catch (const Cancelled&) {
        throw;
    } catch (const Error&) {
        if (asksForSize || place == reference.name)
            throw;
        auto asItIs = openedAsItIs(reference, choice, progress);
        if (!asItIs || asItIs->shape == reference.shape)
            throw;
        return asItIs;
    }
}

/// The data without what is found beside its file today, labels and a test part, if the run was trained on that.
std::shared_ptr<const Dataset> asTrainedOn(const DataReference& reference, std::shared_ptr<const Dataset> data)
{
    if (differenceFrom(reference, *data).empty())
        return data;
    for (const auto& [hasTest, hasLabels] : {std::pair(false, true), {true, false}, {false, false}}) {
        auto less = std::make_shared<Dataset>(*data);
        less->testCount = hasTest ? data->testCount : 0;
        less->labels.resize(hasLabels && data->hasLabels() ? static_cast<std::size_t>(less->count()) : 0);
        less->classNames.resize(hasLabels ? data->classNames.size() : 0);
        if (differenceFrom(reference, *less).empty())
            return less;
    }
    return data;
}

/// Where the names of the columns are not those that the run was trained with; empty: they are, or one has none.
std::string columnMismatch(const DataReference& reference, const Dataset& data)
{
    if (reference.columns.empty() || data.columns.size() != reference.columns.size())
        return {};
    const auto [expected, found] =
        std::mismatch(reference.columns.begin(), reference.columns.end(), data.columns.begin());
    if (expected == reference.columns.end())
        return {};
    const Index place = expected - reference.columns.begin();
    return "Column " + grouped(place + 1) + " of the numbers is called \"" + *found
        + "\", and the run was trained with \"" + *expected + "\" there.";
}

/// Rows without names of their own get those of the run.
std::shared_ptr<const Dataset> withNames(const DataReference& reference, std::shared_ptr<const Dataset> data)
{
    if (reference.columns.empty() || !data->columns.empty())
        return data;
    auto named = std::make_shared<Dataset>(*data);
    named->columns = reference.columns;
    return named;
}

/// Missing numbers become what they were in training; of a run without any, the mean or the median of its scaling.
/// A validation part that was left out for the run's sake is no choice of the user's.
std::shared_ptr<const Dataset> asInTraining(const DataReference& reference, std::shared_ptr<const Dataset> data)
{
    const Scaling& scaling = reference.scaling;
    const bool areCentred = scaling.form == ScalingForm::Standard || scaling.form == ScalingForm::Robust;
    const bool isFilled =
        !data->hasMissing() || (reference.fills.empty() && !areCentred) || data->fills == reference.fills;
    if (isFilled && data->reading.validationPart == reference.reading.validationPart)
        return data;
    auto filled = std::make_shared<Dataset>(*data);
    if (reference.validation == 0 && data->validationCount == 0)
        filled->reading.validationPart = reference.reading.validationPart;
    if (isFilled)
        return filled;
    filled->fills = reference.fills;
    for (Index place = 0; place < data->shape.size() && reference.fills.empty(); ++place)
        filled->fills.push_back(static_cast<float>(scaling.unitsAt(place)(0)));
    return filled;
}

} // namespace

bool isDatasetThere(const std::string& nameOrPath)
{
    const std::vector<BuiltinDataset> sets = builtinDatasets();
    const auto set =
        std::find_if(sets.begin(), sets.end(), [&](const BuiltinDataset& each) { return each.name == nameOrPath; });
    return set != sets.end() ? set->available : QFileInfo::exists(QString::fromStdString(nameOrPath));
}

std::shared_ptr<const Dataset> withScaling(std::shared_ptr<const Dataset> data, const Scaling& scaling)
{
    if (data->scaling == scaling)
        return data;
    auto scaled = std::make_shared<Dataset>(*data);
    scaled->scaling = scaling;
    scaled->notices.resize(scaled->notices.size() - scaled->fittingNotices);
    scaled->fittingNotices = 0;
    return scaled;
}

std::string scaleMismatch(const DataReference& reference, const Dataset& data)
{
    const Scaling& scaling = reference.scaling;
    if (reference.reading.scale == ReadOptions::Scale::None || scaling.isOfColumns() || scaling.scale == 0)
        return {};
    const Affine back = Affine{scaling.scale, scaling.offset}.inverse();
    const double least = scaling.form == ScalingForm::Symmetric ? -1 : 0;
    const double meant = std::max(std::abs(back(least)), std::abs(back(1)));
    const double found = std::max(std::abs(data.images->minimum()), std::abs(data.images->maximum()));
    const double share = found / meant;
    const bool isFraction = share >= kLeastOfUnit / 255 && share <= kMostOfUnit / 255;
    const bool isMultiple = share >= kLeastOfBytes && share <= kMostOfUnit * 257;
    if (!isFraction && !isMultiple)
        return {};
    return "The numbers reach " + shortNumber(found) + ", and the scaling of the run (" + scalingWords(scaling)
        + ") is for numbers up to about " + shortNumber(meant)
        + (isFraction ? "; multiply them by 255" : "; divide them by 255") + " if they are the same pictures.";
}

std::shared_ptr<const Dataset> scaledFor(const DataReference& reference, std::shared_ptr<const Dataset> data)
{
    data = asInTraining(reference, std::move(data));
    const std::string mismatch = scaleMismatch(reference, *data);
    const bool isOwn = !reference.fingerprint.empty() && !mismatch.empty() && differenceFrom(reference, *data).empty();
    const std::string otherNames = columnMismatch(reference, *data);
    data = withNames(reference, withScaling(std::move(data), reference.scaling));
    if ((mismatch.empty() || isOwn) && otherNames.empty())
        return data;
    auto noticed = std::make_shared<Dataset>(*data);
    for (const std::string& notice : {isOwn ? std::string() : mismatch, otherNames})
        if (!notice.empty())
            noticed->notices.push_back(notice);
    return noticed;
}

std::shared_ptr<const Dataset> noImages(const DataReference& reference)
{
    auto none = std::make_shared<Dataset>();
    none->name = reference.name;
    none->title = titleOf(reference.name);
    none->shape = reference.shape;
    none->scaling = reference.scaling;
    none->reading = reference.reading;
    none->columns = reference.columns;
    return none;
}

std::string differenceFrom(const DataReference& reference, const Dataset& data)
{
    if (reference.fingerprint.empty())
        return {};
    if (data.fingerprint() == reference.fingerprint)
        return {};
    const std::string samples = data.shape.isRow() ? " rows" : " images";
    if (reference.samples > 0 && reference.samples != data.count())
        return "expected " + grouped(reference.samples) + samples + ", found " + grouped(data.count());
    return "expected the values and labels that it was trained on, found others in " + grouped(data.count()) + samples;
}

FoundData findRunData(const DataReference& reference, const Progress& progress)
{
    if (reference.name.empty())
        return {noImages(reference), "The model came without data"};
    const std::string subject = "The data of this run, " + reference.name + ", ";
    if (!isDatasetThere(reference.name))
        return {noImages(reference), subject + "is missing"};
    try {
        const auto found =
            asTrainedOn(reference, openDataset(reference.name, readingOf(reference.name, reference), progress));
        if (const std::string other = shapeDifference(reference, *found); !other.empty())
            return {noImages(reference), subject + "has changed: " + other};
        const std::string other = differenceFrom(reference, *found);
        return {scaledFor(reference, found), other.empty() ? "" : subject + "has changed: " + other, other};
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        return {noImages(reference), subject + "cannot be read: " + error.what()};
    }
}

std::shared_ptr<const Dataset> openDataFor(
    const DataReference& reference, const RunDataChoice& choice, const Progress& progress)
{
    const auto found = asTrainedOn(reference, openInSize(reference, choice, progress));
    if (found->shape != reference.shape)
        throw wrongShape(askedPlace(reference, choice), reference.shape, found->shape);
    const bool wasScaled = choice.keepsNumbers || !reference.name.empty();
    return wasScaled ? scaledFor(reference, found) : found;
}

FoundData chosenData(const DataReference& reference, const RunDataChoice& choice, const Progress& progress)
{
    const auto images = openDataFor(reference, choice, progress);
    const std::string difference = differenceFrom(reference, *images);
    if (difference.empty())
        return {images, {}};
    return {images, askedPlace(reference, choice) + " is not what the run was trained on: " + difference, difference};
}

} // namespace isthmus
