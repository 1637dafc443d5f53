// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ThreadPool.h"
#include "core/train/Snapshot.h"

#include <QString>

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace isthmus {

/// A function that decodes as decodeOne() does; only tests use another one.
using Decode = std::function<std::vector<float>(const Autoencoder& model, const FloatVector& parameters,
    std::span<const float> code, Workspace& workspace, ThreadPool& pool)>;

/// A point in the latent space of a model.
struct DecodeRequest
{
    std::shared_ptr<const Snapshot> snapshot;
    std::vector<float> code; ///< latentDim floats
    [[nodiscard]] bool operator==(const DecodeRequest&) const = default;
};

/// The result of a request.
struct Decoded
{
    std::vector<float> code;
    std::vector<float> image; ///< (y, x, channel), on the scale of the data, never clipped
    double milliseconds = 0; ///< milliseconds that the decode took
    QString error; ///< why there is no image; empty: there is
};

/// Decodes with buffers of its own; one thread at a time. Never throws.
class Decoder
{
public:
    /// @param decode  empty: decodeOne()
    explicit Decoder(Decode decode = {});

    [[nodiscard]] Decoded operator()(const DecodeRequest& request);

private:
    Decode m_decode;
    Workspace m_workspace;
    ThreadPool m_pool{1};
};

} // namespace isthmus
