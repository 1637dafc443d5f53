// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Optimizer.h"

#include "tests/bench/kernels/kernels.h"

#include <memory>

namespace isthmus::benchmarks {

/// Every optimiser of the table, over as many parameters as fit a cache, and as many as do not.
void addOptimizers()
{
    struct Bed
    {
        FloatVector parameters;
        FloatVector gradient;
        std::vector<FloatVector> moments;
        std::vector<float*> pointers;
        OptimizerStep step;
    };
    for (const OptimizerType& type : optimizerTypes()) {
        for (const Index count : {Index(1) << 14, Index(1) << 22}) {
            auto bed = std::make_shared<Bed>();
            bed->parameters = filledVector(count);
            bed->gradient = filledVector(count);
            bed->moments = makeOptimizerState(type, bed->parameters.size()).moments;
            for (FloatVector& moment : bed->moments)
                bed->pointers.push_back(moment.data());
            const double bytes = sizeof(float) * double(count) * (3 + 2 * double(bed->moments.size()));
            add(std::string(type.name) + "/" + std::to_string(count), 0, bytes, [bed, count, update = type.update] {
                update(bed->step, count, bed->parameters.data(), bed->gradient.data(), bed->pointers.data());
                ++bed->step.time;
            });
        }
    }
}

} // namespace isthmus::benchmarks
