// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Loss.h"

#include "tests/bench/kernels/kernels.h"

#include <memory>

namespace isthmus::benchmarks {

/// Every loss of the table with its gradient, over images of 28 x 28.
void addLosses()
{
    constexpr Index kFeatures = 784;
    constexpr double kBytes = 3 * sizeof(float) * double(kFeatures * kBatch);
    for (const LossType& type : lossTypes()) {
        const auto output = std::make_shared<Batch>(filled(kFeatures));
        const auto target = std::make_shared<Batch>(filled(kFeatures));
        const auto gradient = std::make_shared<Batch>(kFeatures, kBatch);
        const auto alone = std::make_shared<ThreadPool>();
        add(std::string("loss-") + type.name, 0, kBytes, [=, loss = &type] {
            benchmark::DoNotOptimize(evaluateLoss(*loss, *output, *target, gradient.get(), *alone));
        });
    }
}

} // namespace isthmus::benchmarks
