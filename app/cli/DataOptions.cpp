// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DataOptions.h"

#include "app/cli/ProgressBar.h"
#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/datasets/DatasetPreview.h"
#include "core/datasets/Datasets.h"
#include "core/datasets/ReadFields.h"
#include "core/datasets/readers.h"
#include "core/runs/FoundData.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace isthmus {

namespace {

std::string readableData()
{
    std::vector<std::string> names;
    for (const BuiltinDataset& builtin : builtinDatasets())
        names.push_back(builtin.name);
    std::vector<std::string> formats;
    for (const DatasetReader& reader : datasetReaders())
        formats.emplace_back(reader.name);
    return joinedText(names, ", ") + ", or a path of: " + joinedText(formats, ", ");
}

/// Do both lists mean the same classes? As the samples tell, since a class has a name and an index.
bool sameClasses(const Dataset& data, const std::vector<std::string>& one, const std::vector<std::string>& two)
{
    if (one == two)
        return true;
    const auto samplesOf = [&data](const std::vector<std::string>& classes) {
        SplitSpec spec;
        spec.classes = classes;
        const Split split = makeSplit(data, spec);
        return std::pair{split.train, split.test};
    };
    return samplesOf(one) == samplesOf(two);
}

/// What `open` makes of its argument, a Progress, drawn as a bar on a terminal.
template <typename Open>
auto drawn(const Open& open)
{
    ProgressBar bar;
    return open(Progress([&bar](double done) {
        bar.show(done, "reading");
        return true;
    }));
}

bool convolves(const ModelSpec& model)
{
    return std::any_of(
        model.encoder.begin(), model.encoder.end(), [](const LayerSpec& layer) { return layer.type == "conv"; });
}

/// Reads rows of numbers once more, as square pictures, where their format can be read so.
std::shared_ptr<const Dataset> asSquares(
    const std::shared_ptr<const Dataset>& rows, ReadOptions reading, const std::string& nameOrPath, int side)
{
    reading.width = reading.height = side;
    if (!applicableOptions(reading, nameOrPath).hasSize())
        return rows;
    auto pictures = std::make_shared<Dataset>(
        *drawn([&](const Progress& progress) { return openDataset(nameOrPath, reading, progress); }));
    const std::string text = std::to_string(side) + 'x' + std::to_string(side);
    const std::string numbers = std::to_string(rows->shape.width);
    pictures->notices.push_back("The " + grouped(rows->shape.width) + " numbers of a row were taken as a picture of "
        + text + ", since the model convolves pictures; --size " + numbers + "x1 keeps them a row.");
    return pictures;
}

void requireOwnData(const DataReference& reference)
{
    if (reference.name.empty())
        throw Error("the run names no data of its own; give --data D");
    if (!isDatasetThere(reference.name))
        throw Error("the data of the run, " + reference.name + ", is missing; give --data D where it is elsewhere");
}

/// The data that --data names, or the run's own, read as the options say.
RunDataChoice choiceFor(const Arguments& arguments, const DataReference& reference)
{
    if (!arguments.has("data"))
        requireOwnData(reference);
    return {.nameOrPath = arguments.text("data", ""),
        .reading = [&arguments](const ReadOptions& base) { return withReading(arguments, base); },
        .keepsNumbers = true};
}

} // namespace

Options dataOptions(const std::string& fallback)
{
    const std::string otherwise = fallback.empty() ? "" : " (default: " + fallback + ")";
    Options options{{"data", "D", readableData() + otherwise}};
    for (const ReadField& field : readFields())
        options.push_back({field.name, field.value, field.help});
    options.push_back({"keep-in-memory", "MB",
        "IDX and NPY images of more megabytes stay in their file, where they are read from in each step (default: "
        "256)"});
    return options;
}

ReadOptions withReading(const Arguments& arguments, ReadOptions base)
{
    for (const ReadField& field : readFields()) {
        const std::optional<std::string> text = arguments.text(field.name);
        if (!text)
            continue;
        try {
            field.set(base, *text);
        } catch (const Error& error) {
            throw UsageError(std::string("--") + error.what());
        }
    }
    constexpr std::int64_t kMegabyte = 1 << 20;
    base.keepInMemory = kMegabyte * arguments.whole("keep-in-memory", base.keepInMemory / kMegabyte, 0);
    return base;
}

void tell(const Dataset& data, const std::vector<std::string>& notices)
{
    for (const std::string& notice : notices)
        std::fprintf(stderr, "%s: %s\n", data.title.c_str(), notice.c_str());
}

std::shared_ptr<const Dataset> openDataUntold(const Arguments& arguments, const std::string& nameOrPath)
{
    const ReadOptions reading = withReading(arguments, {});
    return drawn([&](const Progress& progress) { return openDataset(nameOrPath, reading, progress); });
}

std::shared_ptr<const Dataset> openData(const Arguments& arguments, const std::string& nameOrPath)
{
    auto data = openDataUntold(arguments, nameOrPath);
    tell(*data, noticesOf(*data));
    return data;
}

std::shared_ptr<const Dataset> openDataForModel(
    const Arguments& arguments, const std::string& nameOrPath, const Preset& preset)
{
    const ReadOptions reading = withReading(arguments, {});
    auto data = drawn([&](const Progress& progress) { return openDataset(nameOrPath, reading, progress); });
    const bool takesPictures = !preset.isForRows && convolves(preset.model);
    if (const int side = reading.hasSize() || !takesPictures ? 0 : likelySide(*data); side > 0)
        data = asSquares(data, reading, nameOrPath, side);
    tell(*data, noticesOf(*data));
    return data;
}

std::vector<std::string> noticesOf(const Dataset& data)
{
    std::vector<std::string> notices = data.notices;
    if (const int side = data.reading.hasSize() ? 0 : likelySide(data); side > 0) {
        const std::string text = std::to_string(side);
        notices.push_back("The " + grouped(data.shape.width) + " numbers of a row are read as one line; if they are "
            + "pictures of " + text + " x " + text + ", say --size " + text + 'x' + text + '.');
    }
    return notices;
}

std::shared_ptr<const Dataset> openDataLike(const Arguments& arguments, const DataReference& reference)
{
    const RunDataChoice choice = choiceFor(arguments, reference);
    const auto data = drawn([&](const Progress& progress) { return openDataFor(reference, choice, progress); });
    tell(*data, data->notices);
    return data;
}

OpenedRun openWithData(const Arguments& arguments, Checkpoint run)
{
    const auto checkpoint = std::make_shared<const Checkpoint>(std::move(run));
    const RunDataChoice choice = choiceFor(arguments, checkpoint->data);
    OpenedRun opened = drawn([&](const Progress& progress) { return withChosenData(checkpoint, choice, progress); });
    tell(*opened.run.data, opened.run.data->notices);
    return opened;
}

Options choiceOptions()
{
    return {
        {"classes", "A,B,...", "only images of these classes, by index or name (default: all)"},
        {"limit", "N", "then only the first N images of each part (default: all)"},
    };
}

Options splitOptions()
{
    return {{"split", "train|test|all", "which part of the data (default: test)"}};
}

SplitSpec withChoice(const Arguments& arguments, SplitSpec spec)
{
    if (arguments.has("classes")) {
        spec.classes = arguments.list("classes");
        if (spec.classes.empty())
            throw wrongValue("classes", "names or numbers of classes", "");
    }
    spec.limit = static_cast<Index>(arguments.whole("limit", spec.limit));
    return spec;
}

void requireSameChoice(const Arguments& arguments, const Dataset& data, const SplitSpec& spec)
{
    const SplitSpec asked = withChoice(arguments, spec);
    const auto differs = [](const std::string& option) {
        return UsageError("--" + option + " differs from the run that is resumed; leave it out");
    };
    if (!sameClasses(data, asked.classes, spec.classes))
        throw differs("classes");
    if (asked.limit != spec.limit)
        throw differs("limit");
}

std::vector<Index> chosenSamples(const Arguments& arguments, const Dataset& data, const Split& split)
{
    const std::string part = arguments.text("split", "test");
    std::vector<Index> samples;
    if (part == "train" || part == "all")
        samples = split.train;
    else if (part != "test")
        throw wrongValue("split", "train, test or all", part);
    if (part != "train")
        samples.insert(samples.end(), split.test.begin(), split.test.end());
    if (samples.empty())
        throw Error(data.name + ": expected at least one image in the part '" + part + "', found none");
    std::sort(samples.begin(), samples.end());
    return samples;
}

} // namespace isthmus
