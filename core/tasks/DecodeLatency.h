// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Autoencoder.h"

namespace isthmus {

/// The time of something that was done many times, milliseconds.
struct Latency
{
    double median = 0;
    double p95 = 0; ///< 95th percentile
};

/// The time until a hand that drags through the latent space sees its picture.
struct DecodeLatency
{
    Latency one; ///< one code
    Latency grid; ///< a plane of 20 x 20 codes
};

/// Times the decodes that the window asks for, on the calling thread alone.
/// @param parameters  parameters of the model
/// @param seconds     time for each of the two, at least; each is decoded three times or more
DecodeLatency measureDecodeLatency(const Autoencoder& model, const FloatVector& parameters, double seconds);

} // namespace isthmus
