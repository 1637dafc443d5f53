// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CifarReader.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/data/scalings.h"
#include "core/datasets/readers/CifarFiles.h"
#include "core/datasets/readers/origin.h"

#include <QFileInfo>

#include <optional>

namespace isthmus {

namespace {

constexpr int kCifarSide = 32;
constexpr const char* kFine = "fine_labels";
constexpr const char* kCoarse = "coarse_labels";

/// @throws Error if the set has no such labels
CifarLabels chosenLabels(const CifarFiles& files, const ReadOptions& options, const std::string& path)
{
    const std::string& choice = options.labelArray;
    if (!files.isHundred && (choice.empty() || choice == "none" || choice == "labels"))
        return CifarLabels::Ten;
    if (files.isHundred && (choice.empty() || choice == "none" || choice == kFine))
        return CifarLabels::Fine;
    if (files.isHundred && choice == kCoarse)
        return CifarLabels::Coarse;
    throw Error(path + ": expected " + (files.isHundred ? "fine_labels, coarse_labels" : "labels")
        + " or none as the labels, found '" + choice + '\'');
}

/// What a file that is none was meant to be, by its name.
CifarFiles filesByName(const std::string& path)
{
    const QFileInfo info(QString::fromStdString(path));
    if (info.isDir())
        throw Error(path + ": expected a folder with data_batch_1.bin, found none");
    const bool isHundred = info.fileName() == "train.bin" || info.fileName() == "test.bin";
    return {isHundred, false, info.path().toStdString(), {path}, {}};
}

std::vector<std::string> publishedNames(CifarLabels which)
{
    if (which == CifarLabels::Ten)
        return {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"};
    std::vector<std::string> names;
    for (int i = 0; i < (which == CifarLabels::Fine ? 100 : 20); ++i)
        names.push_back(std::to_string(i));
    return names;
}

/// @throws Error if there is a list of names with another number of them, or none for a hundred classes
std::vector<std::string> listedNames(const CifarFiles& files, CifarLabels which)
{
    std::vector<std::string> published = publishedNames(which);
    std::vector<std::string> found = cifarClassNames(files, which);
    if (found.empty() && which == CifarLabels::Ten)
        return published;
    if (found.size() != published.size())
        throw Error("expected " + std::to_string(published.size()) + " of them beside the images, found "
            + (found.empty() ? "none" : grouped(static_cast<std::int64_t>(found.size()))));
    return found;
}

void setClassNames(const CifarFiles& files, CifarLabels which, Dataset& data)
{
    try {
        data.classNames = listedNames(files, which);
    } catch (const Error& error) {
        data.classNames = publishedNames(which);
        data.notices.emplace_back("The names of the classes were left out: " + std::string(error.what()) + '.');
    }
}

void sayFolder(const CifarFiles& files, Dataset& data)
{
    if (files.folder != data.name && QFileInfo(QString::fromStdString(data.name)).isDir())
        data.notices.emplace_back("The set was found in the folder "
            + QFileInfo(QString::fromStdString(files.folder)).fileName().toStdString() + '.');
}

/// Batches are read up to the first that is missing.
void sayGap(const CifarFiles& files, Dataset& data)
{
    constexpr std::size_t kBatches = 5; // of CIFAR-10
    if (files.isHundred || !QFileInfo(QString::fromStdString(data.name)).isDir())
        return;
    const auto batch = [&files](std::size_t number) {
        return "data_batch_" + std::to_string(number) + (files.isPickled ? "" : ".bin");
    };
    const std::size_t missing = files.train.size() + 1;
    for (std::size_t number = missing + 1; number <= kBatches; ++number)
        if (QFileInfo(QString::fromStdString(files.folder + '/' + batch(number))).isFile())
            data.notices.push_back(batch(number) + " was left out, since " + batch(missing) + " is missing.");
}

CifarRecords readAll(const CifarFiles& files, CifarLabels which, const Progress& progress, Dataset& data)
{
    std::vector<std::string> all = files.train;
    all.insert(all.end(), files.test.begin(), files.test.end());
    CifarRecords records;
    for (std::size_t i = 0; i < all.size(); ++i) {
        (files.isPickled ? readCifarPickle : readCifarBinary)(all[i], which, records);
        const auto count = static_cast<Index>(records.labels.size());
        if (i < files.train.size())
            data.trainCount = count;
        data.testCount = count - data.trainCount;
        report(progress, static_cast<double>(i + 1) / static_cast<double>(all.size()));
    }
    return records;
}

} // namespace

bool sniffCifar(const std::string& path)
{
    return findCifar(path).has_value();
}

bool sniffCifarBatch(const std::string& path)
{
    const auto files = findCifar(path);
    return files && !files->isPickled;
}

DatasetChoices cifarChoices(const std::string& path)
{
    DatasetChoices choices;
    if (const auto files = findCifar(path); files && files->isHundred)
        choices.arrays = {{kFine, "100 classes"}, {kCoarse, "20 classes"}};
    choices.labelArray = choices.arrays.empty() ? "" : kFine;
    return choices;
}

Dataset readCifar(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "CIFAR-10", options);
    const std::optional<CifarFiles> found = findCifar(data.name);
    const CifarFiles files = found ? *found : filesByName(data.name);
    if (files.isHundred)
        data.format = "CIFAR-100";
    const CifarLabels which = chosenLabels(files, options, data.name);
    CifarRecords records = readAll(files, which, progress, data);
    data.shape = {3, kCifarSide, kCifarSide};
    const auto training = static_cast<std::size_t>(data.trainCount * data.shape.size());
    data.scaling = scalingOfPixels(options.scale, std::span<const std::uint8_t>(records.pixels).first(training));
    data.images = std::make_shared<ByteImages>(data.shape, std::move(records.pixels));
    sayFolder(files, data);
    sayGap(files, data);
    if (options.labelArray == "none")
        return data;
    data.labels = std::move(records.labels);
    setClassNames(files, which, data);
    return data;
}

} // namespace isthmus
