// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/train/TinyRun.h"

#include <QTest>

namespace isthmus::test {

/// Held-out losses that a test makes up.
inline EvaluationRecord lossOf(float loss)
{
    EvaluationRecord record;
    record.terms[AutoencoderTerm::Reconstruction] = loss;
    return record;
}

/// A run that holds a quarter out: 5 steps an epoch.
inline RunSpec watchedRun()
{
    RunSpec run = tinyRun();
    run.training.validation = 0.25;
    return run;
}

/// Steps and, at the end of each epoch, what follows from the validation images.
inline void train(TrainingRun& run, int steps, int threads = 1)
{
    ThreadPool pool(threads);
    for (int i = 0; i < steps; ++i) {
        QVERIFY(run.step(pool).has_value());
        if (run.atEpochEnd())
            run.watch(*run.evaluateHeldOut({}, pool));
    }
}

} // namespace isthmus::test
