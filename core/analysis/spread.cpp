// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/spread.h"

namespace isthmus {

namespace {

/// Sum of the squared differences from the mean of `count` numbers, `step` apart.
double deviationsOf(const float* numbers, Index count, Index step)
{
    double sum = 0;
    for (Index i = 0; i < count; ++i)
        sum += double(numbers[i * step]) - double(numbers[0]);
    const double mean = double(numbers[0]) + sum / static_cast<double>(count);
    double squares = 0;
    for (Index i = 0; i < count; ++i) {
        const double difference = double(numbers[i * step]) - mean;
        squares += difference * difference;
    }
    return squares;
}

double deviationsOf(const Batch& batch)
{
    double sum = 0;
    for (Index row = 0; row < batch.rows(); ++row)
        sum += deviationsOf(batch.row(row), batch.cols(), 1);
    return sum;
}

double deviationsOf(const Matrix& rows)
{
    double sum = 0;
    for (Index column = 0; column < rows.cols(); ++column)
        sum += deviationsOf(&rows(0, column), rows.rows(), rows.cols());
    return sum;
}

template <typename Values>
std::optional<double> share(const Values& inputs, const Values& outputs, Index samples)
{
    if (samples < kLeastCompared)
        return std::nullopt;
    const double ofInputs = deviationsOf(inputs);
    return ofInputs > 0 ? std::optional(deviationsOf(outputs) / ofInputs) : std::nullopt;
}

} // namespace

std::optional<double> outputSpread(const Batch& inputs, const Batch& outputs)
{
    return share(inputs, outputs, inputs.cols());
}

std::optional<double> outputSpread(const Matrix& inputs, const Matrix& outputs)
{
    return share(inputs, outputs, inputs.rows());
}

} // namespace isthmus
