// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DenoiseJob.h"

#include "app/cli/Files.h"
#include "app/cli/ProgressBar.h"
#include "app/cli/Rows.h"
#include "app/cli/TrainingOptions.h"
#include "core/analysis/Blocks.h"
#include "core/analysis/Latent.h"
#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/datasets/readers/PictureParts.h"
#include "core/files/RowWriter.h"
#include "core/runs/Provenance.h"
#include "core/runs/RunPicture.h"
#include "core/runs/RunRows.h"
#include "core/tasks/denoise/Denoiser.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

namespace isthmus {

namespace {

/// One picture to read and where to write it.
struct FilePlan
{
    std::string path;
    std::string out;
    std::string corruptedOut; ///< empty: not wanted
};

bool isFolder(const std::string& path)
{
    std::error_code unknown;
    return std::filesystem::is_directory(path, unknown);
}

/// Where it is or would be, without links, and without a slash at its end.
std::string placeOf(const std::string& path)
{
    std::error_code unknown;
    const std::filesystem::path place = std::filesystem::weakly_canonical(path, unknown);
    return (place.has_filename() ? place : place.parent_path()).string();
}

Corruption corruptionOf(const Arguments& arguments, const Run& trained)
{
    const std::string text = arguments.text("corrupt", "none");
    if (text == "run")
        return trained.state.knobs.corruption;
    try {
        return Corruption::parse(text);
    } catch (const Error& error) {
        throw UsageError(std::string("--corrupt: ") + error.what());
    }
}

void setColours(const Arguments& arguments, DenoiseRequest& request)
{
    const std::string colours = arguments.text("colours", "model");
    request.eachChannel = colours == "each";
    if (colours == "grey")
        request.channels = ReadOptions::Channels::Grey;
    else if (colours == "rgb")
        request.channels = ReadOptions::Channels::Colour;
    else if (colours != "model" && colours != "each")
        throw wrongValue("colours", "model, grey, rgb or each", colours);
}

/// Checks a file to write for one picture, or a folder to write for several.
std::string checkedOut(const Arguments& arguments, const std::string& option, const DenoiseRequest& request,
    const Run& trained, std::vector<std::string> suffixes)
{
    std::string out = arguments.required(option);
    const bool isForFolder = !request.path.empty() && isFolder(request.path);
    if (isForFolder && out.back() != '/' && !isFolder(out))
        throw wrongValue(option, "a folder (with / at its end) for the pictures of a folder", out);
    if (!isForFolder) {
        if (isFolder(out))
            throw wrongValue(option, "a name that ends in " + joinedText(suffixes, " or "), out);
        out = requiredFile(arguments, option, suffixes);
    }
    const std::string place = placeOf(out);
    requireFree(option, place, trained.state.data.name, trained.path);
    if (!request.path.empty())
        requireFree(option, place, request.path, trained.path);
    return out;
}

/// Names of the written files: a picture keeps its folders and its name, with .png at its end; where two would have one
/// name, each keeps its own ending as well.
std::vector<FilePlan> planFolder(const DenoiseRequest& request)
{
    namespace fs = std::filesystem;
    std::vector<PictureFile> files = filesBelow(request.path, {});
    files.erase(
        std::remove_if(files.begin(), files.end(), [](const PictureFile& file) { return !isPictureFile(file); }),
        files.end());
    if (files.empty())
        throw Error(request.path + ": expected a folder with pictures, found none in it");
    std::multiset<std::string> stems;
    const auto below = [&](const PictureFile& file) { return fs::path(file.path).lexically_relative(request.path); };
    for (const PictureFile& file : files)
        stems.insert(below(file).replace_extension().string());
    std::vector<FilePlan> plans;
    for (const PictureFile& file : files) {
        fs::path name = below(file);
        const bool isAlone = stems.count(fs::path(name).replace_extension().string()) == 1;
        name = isAlone ? name.replace_extension(".png") : fs::path(name.string() + ".png");
        const auto in = [&](const std::string& folder) {
            return folder.empty() ? std::string() : (fs::path(folder) / name).string();
        };
        plans.push_back({file.path, in(request.out), in(request.corruptedOut)});
    }
    return plans;
}

void makeFolderOf(const std::string& path)
{
    std::error_code fault;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (!folder.empty())
        std::filesystem::create_directories(folder, fault);
    if (fault)
        throw Error(folder.string() + ": the folder cannot be made: " + fault.message());
}

const char* colourWords(int channels)
{
    return channels == 1 ? "a grey picture" : "a colour picture";
}

void requireColours(const FilePlan& plan, const RunPicture& picture, const Denoiser& denoiser,
    const DenoiseRequest& request, const Run& trained)
{
    const int found = picture.shape.channels;
    const int expected = denoiser.channels();
    if (found == expected || (request.eachChannel && expected == 1))
        return;
    throw Error(plan.path + ": expected " + colourWords(expected) + ", as the model of " + trained.path
        + " takes them, found " + colourWords(found)
        + (expected == 1 ? "; --colours each cleans each channel by itself, --colours grey makes it grey"
                         : "; --colours rgb gives it three channels"));
}

std::vector<float> corrupted(const RunPicture& picture, const DenoiseRequest& request, Index number, ThreadPool& pool)
{
    Batch batch(picture.shape.size(), 1);
    for (Index i = 0; i < batch.rows(); ++i)
        *batch.row(i) = picture.values[static_cast<std::size_t>(i)];
    corrupt(request.corruption, picture.shape, request.seed, Purpose::EvaluationCorruption, 0,
        std::vector<Index>{number}, batch, pool);
    std::vector<float> values;
    values.reserve(picture.values.size());
    for (Index i = 0; i < batch.rows(); ++i)
        values.push_back(*batch.row(i));
    return values;
}

void write(const std::string& path, RunPicture picture, std::vector<float> values, const TextFields& fields)
{
    if (path.empty())
        return;
    makeFolderOf(path);
    picture.values = std::move(values);
    if (hasExtension(path, ".png"))
        return saveRunPicture(path, picture, fields);
    const auto rows = openRows(path, pictureRows(1, picture.shape, nullptr));
    const Matrix row = Eigen::Map<const Matrix>(picture.values.data(), 1, std::ssize(picture.values));
    rows->append(std::vector<Index>{0}, row);
    rows->commit();
}

/// Noise that is not clipped has no value twice.
Index countAtEnds(std::span<const float> values)
{
    return std::count_if(values.begin(), values.end(), [](float value) { return value == 0 || value == 1; });
}

/// The same of samples that are given as they are.
Index countAtEnds(const Dataset& data, std::span<const Index> samples)
{
    Batch batch;
    data.gather(samples, batch);
    toShown(data.scaling, batch);
    Index count = 0;
    for (Index row = 0; row < batch.rows(); ++row)
        count += countAtEnds({batch.row(row), static_cast<std::size_t>(batch.cols())});
    return count;
}

/// Shows how far one of several pictures is.
Progress shownOn(ProgressBar& bar, std::size_t number, std::size_t count, const std::string& what)
{
    return [&bar, number, count, what](double done) {
        bar.show((double(number) + done) / double(count), what);
        return true;
    };
}

} // namespace

DenoiseRequest denoiseRequest(const Arguments& arguments, const Run& trained)
{
    DenoiseRequest request;
    if (arguments.positional().size() > 1)
        request.path = arguments.positional()[1];
    const bool hasData = arguments.has("data");
    if (request.path.empty() != hasData)
        throw UsageError(hasData ? "denoise takes a picture or --data, not both"
                                 : "denoise needs a picture, a folder of pictures, or --data");
    if (!hasData && !std::filesystem::exists(request.path))
        throw Error(request.path + ": expected a picture or a folder of pictures, found nothing there");
    request.corruption = corruptionOf(arguments, trained);
    if (arguments.has("corrupted-out") && request.corruption.isNone())
        throw UsageError("--corrupted-out needs --corrupt: the pictures are given as they are");
    request.seed = chosenSeed(arguments, trained.state.training.seed);
    setColours(arguments, request);
    std::vector<std::string> suffixes = rowSuffixes();
    if (!request.path.empty())
        suffixes.insert(suffixes.begin(), ".png");
    if (!hasData || arguments.has("out"))
        request.out = checkedOut(arguments, "out", request, trained, suffixes);
    if (arguments.has("corrupted-out")) {
        request.corruptedOut = checkedOut(arguments, "corrupted-out", request, trained, suffixes);
        if (placeOf(request.corruptedOut) == placeOf(request.out))
            throw UsageError("--corrupted-out " + request.corruptedOut + " is what --out names; choose another one");
    }
    return request;
}

DenoiseResult denoiseFiles(const Run& trained, const DenoiseRequest& request, ThreadPool& pool)
{
    const Denoiser denoiser({trained.model, trained.state.result(), trained.state.data.scaling}, pool);
    const std::vector<FilePlan> plans = isFolder(request.path)
        ? planFolder(request)
        : std::vector<FilePlan>{{request.path, request.out, request.corruptedOut}};
    const TextFields fields = textFields(provenanceOf(trained.state));
    DenoiseResult result;
    DenoiseTotals totals;
    Index values = 0;
    Index atEnds = 0;
    ProgressBar bar;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const FilePlan& plan = plans[i];
        const Progress progress = shownOn(bar, i, plans.size(), plan.path);
        const RunPicture picture = readRunPicture(plan.path, trained.state.data.scaling, request.channels);
        requireColours(plan, picture, denoiser, request, trained);
        result.notices.insert(result.notices.end(), picture.notices.begin(), picture.notices.end());
        const bool isClean = !request.corruption.isNone();
        const std::vector<float> noisy =
            isClean ? corrupted(picture, request, static_cast<Index>(i), pool) : picture.values;
        const std::vector<float> denoised = denoiser.clean(picture.shape, noisy, progress);
        DenoisedFile file{plan.path, plan.out, picture.shape, picture.type, {}};
        if (isClean) {
            file.figures = denoiseFigures(picture.shape, picture.values, noisy, denoised, pool);
            totals.add(*file.figures, picture.shape.size());
        }
        write(plan.out, picture, denoised, fields);
        write(plan.corruptedOut, picture, noisy, {});
        values += picture.shape.size();
        atEnds += countAtEnds(noisy);
        result.files.push_back(std::move(file));
    }
    result.pictures = std::ssize(result.files);
    result.atEnds = double(atEnds) / double(values);
    if (totals.pictures() > 0)
        result.figures = totals.mean();
    return result;
}

DenoiseResult denoiseData(
    const Run& trained, const Arguments& arguments, const DenoiseRequest& request, ThreadPool& pool)
{
    const RunData chosen = openRunData(trained, arguments);
    const Dataset& data = *chosen.data;
    const Shape shape = data.shape;
    const Denoiser denoiser({trained.model, trained.state.result(), data.scaling}, pool); // asks whether it can
    const std::span<const Index> samples(chosen.samples);
    const bool isClean = !request.corruption.isNone();
    DenoiseResult result;
    result.notices = data.notices;
    result.pictures = std::ssize(samples);
    DenoiseTotals totals;
    Index atEnds = 0;
    {
        ProgressBar bar;
        if (!request.out.empty() || !request.corruptedOut.empty())
            writeReconstructions(request.out, request.corruptedOut,
                {*trained.model, trained.state.result(), data, samples},
                {request.corruption, request.seed, Purpose::EvaluationCorruption}, pool, drawnOn(bar));
        forEachBlock(result.pictures, [&](Index first, Index count) {
            bar.show(double(first) / double(result.pictures), "comparing");
            const std::span<const Index> block = blockOf(samples, first, count);
            if (!isClean) {
                atEnds += countAtEnds(data, block);
                return;
            }
            Reconstructions found = reconstruct(*trained.model, trained.state.result(), data, block, request.corruption,
                request.seed, Purpose::EvaluationCorruption, pool);
            for (Matrix* rows : {&found.original, &found.corrupted, &found.output})
                toShown(data.scaling, *rows);
            std::vector<DenoiseFigures> figures(static_cast<std::size_t>(count));
            pool.run(std::ssize(figures), [&](Index i) {
                ThreadPool alone;
                const auto row = [&](const Matrix& rows) {
                    return std::span<const float>(rows.row(i).data(), static_cast<std::size_t>(rows.cols()));
                };
                figures[static_cast<std::size_t>(i)] =
                    denoiseFigures(shape, row(found.original), row(found.corrupted), row(found.output), alone);
            });
            for (const DenoiseFigures& each : figures)
                totals.add(each, shape.size());
            atEnds += countAtEnds({found.corrupted.data(), static_cast<std::size_t>(found.corrupted.size())});
        });
    }
    result.atEnds = double(atEnds) / double(result.pictures * shape.size());
    if (totals.pictures() > 0)
        result.figures = totals.mean();
    return result;
}

} // namespace isthmus
