// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunRows.h"

#include "core/analysis/Latent.h"
#include "core/files/RowWriter.h"

#include <algorithm>
#include <numeric>

namespace isthmus {

namespace {

constexpr Index kMostSamples = 256;
constexpr Index kMostFloats = 64 << 20; // that the passes of one block leave behind

/// Samples that are computed at a time: fewer of a model that takes much memory for each.
Index blockOf(const Autoencoder& model)
{
    return std::clamp(kMostFloats / model.workspaceSize() / kLane * kLane, kLane, kMostSamples);
}

/// Calls work(samples) for one block after the other.
template <typename Work>
void forEachBlock(std::span<const Index> samples, Index block, const Progress& progress, const Work& work)
{
    const std::size_t total = samples.size();
    for (std::size_t first = 0; first < total; first += static_cast<std::size_t>(block)) {
        report(progress, static_cast<double>(first) / static_cast<double>(total));
        work(samples.subspan(first, std::min(static_cast<std::size_t>(block), total - first)));
    }
}

/// Rows of a table in the units of the data; pictures as the engine has them.
const Matrix& inUnits(const Scaling& scaling, Shape shape, Matrix& rows)
{
    toUnits(scaling, shape, rows);
    return rows;
}

} // namespace

void writeCodes(const std::string& path, const ShownImages& shown, ThreadPool& pool, const Progress& progress)
{
    const Autoencoder& model = shown.model;
    const auto rows = openRows(path, codeRows(std::ssize(shown.samples), model.latentDim(), &shown.data));
    forEachBlock(shown.samples, blockOf(model), progress, [&](std::span<const Index> block) {
        const Matrix codes = encodeSamples(model, shown.parameters, shown.data, block, pool);
        rows->append(block, codesForFile(model.codeShape(), codes));
    });
    rows->commit();
}

void writeReconstructions(const std::string& path, const std::string& corruptedPath, const ShownImages& shown,
    const ShownCorruption& corruption, ThreadPool& pool, const Progress& progress)
{
    const Shape shape = shown.data.shape;
    const RowForm form = pictureRows(std::ssize(shown.samples), shape, &shown.data, shown.data.columns);
    const auto output = path.empty() ? nullptr : openRows(path, form);
    const auto corrupted = corruptedPath.empty() ? nullptr : openRows(corruptedPath, form);
    forEachBlock(shown.samples, blockOf(shown.model), progress, [&](std::span<const Index> block) {
        Reconstructions found = reconstruct(shown.model, shown.parameters, shown.data, block, corruption.corruption,
            corruption.seed, corruption.purpose, pool);
        if (output)
            output->append(block, inUnits(shown.data.scaling, shape, found.output));
        if (!corrupted)
            return;
        if (shown.data.hasMissing()) // the encoder saw their fills
            found.corrupted = found.original.array().isNaN().select(found.original, found.corrupted);
        corrupted->append(block, inUnits(shown.data.scaling, shape, found.corrupted));
    });
    for (RowWriter* rows : {output.get(), corrupted.get()})
        if (rows)
            rows->commit();
}

void writeDecoded(const std::string& path, const Autoencoder& model, const FloatVector& parameters, const Matrix& codes,
    ThreadPool& pool, const Progress& progress, const RowMeaning& meaning)
{
    std::vector<Index> numbers(static_cast<std::size_t>(codes.rows()));
    std::iota(numbers.begin(), numbers.end(), Index(0));
    const auto rows = openRows(path, pictureRows(codes.rows(), model.inputShape(), nullptr, meaning.columns));
    forEachBlock(numbers, blockOf(model), progress, [&](std::span<const Index> block) {
        const Matrix some = codes.middleRows(block.front(), static_cast<Index>(block.size()));
        Matrix pictures = decodeCodes(model, parameters, some, pool);
        rows->append(block, inUnits(meaning.scaling, model.inputShape(), pictures));
    });
    rows->commit();
}

} // namespace isthmus
