// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/FunctionRef.h"
#include "core/base/ThreadPool.h"
#include "core/nn/Parameter.h"
#include "core/nn/ReceptiveField.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace isthmus {

/// A rectangle of a batch: some features of some samples. Columns start at a multiple of kLane.
struct Block
{
    Index firstRow = 0;
    Index rows = 0;
    Index firstColumn = 0;
    Index columns = 0;
};

/// Called by a layer for each block of its result as soon as the block is whole, on the thread that computed it, while
/// it is still in the cache. Blocks do not overlap and cover the result.
using BlockDone = FunctionRef<void(const Block&)>;

/// Names the random numbers of layers that draw some in training.
struct LayerNoise
{
    std::uint64_t seed = 1;
    std::uint32_t epoch = 0;
    std::span<const Index> samples; ///< sample numbers, one per column
};

/// What a pass needs besides its data. Borrowed for the length of the pass.
struct Pass
{
    const float* parameters; ///< flat vector of the whole model
    ThreadPool& pool;
    Batch* scratch = nullptr; ///< room for the temporary numbers of backwardParameters(), kept by the caller
    const LayerNoise* noise = nullptr; ///< noise of a training pass; null elsewhere
};

/// A layer: hyper-parameters, shapes and the offset of its parameters in the model's flat vector. Holds no numbers of
/// a run: all members are const, and any number of threads may use one layer at the same time. Results of forward stay
/// in the caller's buffers and are handed back to backward unchanged.
class Layer
{
public:
    Layer(Shape input, Shape output)
        : m_input(input)
        , m_output(output)
    {
    }
    virtual ~Layer() = default;
    Layer(const Layer&) = delete;
    Layer& operator=(const Layer&) = delete;

    [[nodiscard]] Shape inputShape() const { return m_input; }
    [[nodiscard]] Shape outputShape() const { return m_output; }

    /// True if the output is the input, seen with another shape: no numbers are moved.
    [[nodiscard]] virtual bool isView() const { return false; }

    [[nodiscard]] Index parameterCount() const;
    /// Offsets count from the start of the model's flat vector; names are PyTorch's: "weight", "bias", "running_mean".
    [[nodiscard]] virtual std::vector<Parameter> parameters() const { return {}; }

    /// True if what a training pass makes of a sample depends on the others: its batch must not be cut into shares.
    [[nodiscard]] virtual bool needsWholeBatch() const { return false; }

    /// What a pixel of the output is made of; empty where it may be the whole input, or depends on the place.
    [[nodiscard]] virtual std::optional<ReceptiveField> receptiveField() const { return std::nullopt; }

    /// Floating-point operations of one sample forward; a multiply and an add are two.
    [[nodiscard]] virtual double forwardFlop() const { return 0; }

    /// @param in   inputShape().size() x samples
    /// @param out  outputShape().size() x samples, already of that size; never `in` itself
    virtual void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const = 0;

    /// Gradient of the loss by the layer's input.
    /// @param out      what forward wrote, or what an activation behind it has made of that in its place
    /// @param gradOut  d loss / d out
    /// @param gradIn   d loss / d in is written here; already of the input's size
    virtual void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const = 0;

    /// Gradient of the loss by the layer's parameters; for its buffers (Parameter::isBuffer) what they become.
    /// @param gradient  flat vector of the whole model; the layer overwrites its own part
    virtual void backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const
    {
        (void)pass;
        (void)in;
        (void)gradOut;
        (void)gradient;
    }

protected:
    /// The field of a layer whose output has the input's shape and is made pixel by pixel; empty unless that is a
    /// picture.
    [[nodiscard]] std::optional<ReceptiveField> fieldInPlace() const
    {
        return m_input.flattened || m_output != m_input ? std::nullopt : std::optional(ReceptiveField{});
    }

private:
    Shape m_input;
    Shape m_output;
};

} // namespace isthmus
