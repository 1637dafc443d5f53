// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "core/models/Autoencoder.h"

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace isthmus {

inline LayerSpec layer(const std::string& type)
{
    return {type, {}};
}

inline LayerSpec dense(double units)
{
    return {"dense", {{"units", units}}};
}

/// flatten, dense 7, ReLU, code; dense 7, ReLU, dense.
inline ModelSpec smallModel(Bottleneck bottleneck, int latentDim, const std::string& loss)
{
    ModelSpec spec;
    spec.name = "small";
    spec.encoder = {layer("flatten"), dense(7), layer("relu")};
    if (bottleneck == Bottleneck::Plain)
        spec.encoder.push_back(dense(latentDim));
    spec.bottleneck = bottleneck;
    spec.latentDim = bottleneck == Bottleneck::Gaussian ? latentDim : 0;
    spec.decoder = {dense(7), layer("relu"), dense(kAsData), layer("reshape")};
    spec.loss = loss;
    return spec;
}

/// A model for pictures of 12 values in which everything is linear: dense 12, mu and log_var, and straight back.
inline ModelSpec linearModel(int latentDim)
{
    ModelSpec spec;
    spec.name = "linear";
    spec.encoder = {layer("flatten"), dense(12)};
    spec.bottleneck = Bottleneck::Gaussian;
    spec.latentDim = latentDim;
    spec.decoder = {dense(kAsData), layer("reshape")};
    spec.loss = "mse";
    return spec;
}

/// Grey images of bytes that follow from their number.
inline Dataset smallData(Index count, int height = 4, int width = 3)
{
    Dataset data;
    data.name = "small";
    data.shape = {1, height, width};
    data.trainCount = count;
    std::vector<std::uint8_t> bytes;
    for (Index i = 0; i < count * data.shape.size(); ++i)
        bytes.push_back(static_cast<std::uint8_t>((i * i * 31 + i * 17 + 5) % 251));
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
    return data;
}

inline std::vector<Index> numbersUpTo(Index count)
{
    std::vector<Index> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), Index(0));
    return numbers;
}

/// The pixels of one sample as the engine sees them.
inline std::vector<double> pixelsOf(const Dataset& data, Index sample)
{
    Batch batch;
    data.gather(std::vector<Index>{sample}, batch);
    std::vector<double> pixels;
    for (Index i = 0; i < batch.rows(); ++i)
        pixels.push_back(double(*batch.row(i)));
    return pixels;
}

inline const Parameter& parameterNamed(const Autoencoder& model, const std::string& name)
{
    for (const Parameter& parameter : model.parameters())
        if (parameter.name == name)
            return parameter;
    throw std::out_of_range(name);
}

/// y = W x + b for the tensors `name`.weight and `name`.bias, with plain loops in double.
inline std::vector<double> naiveDense(const Autoencoder& model, const FloatVector& parameters, const std::string& name,
    const std::vector<double>& x, bool relu = false)
{
    const FloatVector weight = parameterNamed(model, name + ".weight").gather(parameters);
    const FloatVector bias = parameterNamed(model, name + ".bias").gather(parameters);
    std::vector<double> y;
    for (std::size_t i = 0; i < bias.size(); ++i) {
        double sum = double(bias[i]);
        for (std::size_t j = 0; j < x.size(); ++j)
            sum += double(weight[i * x.size() + j]) * x[j];
        y.push_back(relu ? std::max(sum, 0.0) : sum);
    }
    return y;
}

inline std::vector<double> naiveHidden(
    const Autoencoder& model, const FloatVector& parameters, const Dataset& data, Index sample)
{
    return naiveDense(model, parameters, "encoder.1", pixelsOf(data, sample), true);
}

/// Decoder's output before the loss: logits for BCE.
inline std::vector<double> naiveDecoder(
    const Autoencoder& model, const FloatVector& parameters, const std::vector<double>& code)
{
    return naiveDense(model, parameters, "decoder.2", naiveDense(model, parameters, "decoder.0", code, true));
}

/// Fills a named tensor with one value.
inline void fill(const Autoencoder& model, FloatVector& parameters, const std::string& name, float value)
{
    const Parameter& parameter = parameterNamed(model, name);
    const FloatVector values(static_cast<std::size_t>(parameter.size()), value);
    parameter.scatter(values.data(), parameters);
}

/// All parameters are zero, except those of a first layer that hands the 12 pixels on.
inline FloatVector passingParameters(const Autoencoder& model)
{
    FloatVector parameters(static_cast<std::size_t>(model.parameterCount()), 0.0F);
    std::vector<float> identity(144, 0.0F);
    for (std::size_t i = 0; i < 12; ++i)
        identity[13 * i] = 1.0F;
    parameterNamed(model, "encoder.1.weight").scatter(identity.data(), parameters);
    return parameters;
}

/// Gives each parameter some value, biases too.
inline FloatVector someParameters(const Autoencoder& model)
{
    FloatVector parameters(static_cast<std::size_t>(model.parameterCount()));
    for (std::size_t i = 0; i < parameters.size(); ++i)
        parameters[i] = 0.4F * std::sin(1.7F * static_cast<float>(i) + 0.3F);
    return parameters;
}

} // namespace isthmus
