// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Output.h"
#include "core/tasks/Bench.h"

namespace isthmus {

/// The keys of `bench`.
QJsonObject toJson(const RunSpec& run, const BenchResult& result);

/// The results as rows for a person.
std::vector<Row> toRows(const RunSpec& run, const BenchResult& result);

/// Cells of one model's matrix on stdout, one a line, under a line of what they share.
void printMatrix(const RunSpec& run, const std::vector<BenchResult>& cells);

} // namespace isthmus
