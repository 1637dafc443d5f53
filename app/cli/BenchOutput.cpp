// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BenchOutput.h"

#include "core/base/Error.h"

#include <cmath>
#include <cstdio>

namespace isthmus {

namespace {

std::string whole(double number)
{
    return grouped(std::llround(number));
}

std::string percent(double share)
{
    return shortNumber(100 * share, 3) + " %";
}

std::string text(const Latency& latency)
{
    return shortNumber(latency.median, 3) + " ms (95th percentile " + shortNumber(latency.p95, 3) + " ms)";
}

} // namespace

QJsonObject toJson(const RunSpec& run, const BenchResult& result)
{
    return {
        {"samples_per_second", result.samplesPerSecond},
        {"gflops", result.gflops},
        {"peak_gflops", result.peakGflops},
        {"peak_share", result.peakShare},
        {"peak_vectors", json(result.peakVectors)},
        {"threads", result.threads},
        {"batch", result.batch},
        {"flop_per_sample", result.flopPerSample},
        {"decode_ms", result.decode.one.median},
        {"decode_ms_p95", result.decode.one.p95},
        {"grid_ms", result.decode.grid.median},
        {"grid_ms_p95", result.decode.grid.p95},
        {"model", json(run.model.name)},
        {"data", json(run.data->name)},
        {"steps", static_cast<qint64>(result.steps)},
        {"seconds", result.seconds},
    };
}

std::vector<Row> toRows(const RunSpec& run, const BenchResult& result)
{
    return {
        {run.model.name, whole(result.samplesPerSecond) + " samples/s on " + run.data->title},
        {"GFLOP/s",
            shortNumber(result.gflops, 4) + " of " + shortNumber(result.peakGflops, 4)
                + " that multiply-adds in registers reach (" + result.peakVectors + "): " + percent(result.peakShare)},
        {"FLOP per sample", whole(result.flopPerSample)},
        {"threads, batch", std::to_string(result.threads) + ", " + std::to_string(result.batch)},
        {"one decode", text(result.decode.one) + ", on one thread"},
        {"20 x 20 decodes", text(result.decode.grid) + ", on one thread"},
    };
}

void printMatrix(const RunSpec& run, const std::vector<BenchResult>& cells)
{
    const BenchResult& first = cells.front();
    std::printf("%s on %s: %s FLOP per sample; one decode %s, 20 x 20 decodes %s, on one thread\n",
        run.model.name.c_str(), run.data->title.c_str(), whole(first.flopPerSample).c_str(),
        text(first.decode.one).c_str(), text(first.decode.grid).c_str());
    std::vector<std::vector<std::string>> table{
        {"batch", "threads", "samples/s", "GFLOP/s", "FMA peak", "share of peak"}};
    for (const BenchResult& cell : cells) {
        table.push_back({std::to_string(cell.batch), std::to_string(cell.threads), whole(cell.samplesPerSecond),
            shortNumber(cell.gflops, 4), shortNumber(cell.peakGflops, 4) + " (" + cell.peakVectors + ")",
            percent(cell.peakShare)});
    }
    printTable(table);
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace isthmus
