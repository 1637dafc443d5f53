// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/WeightsFile.h"

#include "core/files/Safetensors.h"
#include "core/files/torch/TorchFile.h"

namespace isthmus {

namespace {

/// Tensors come in alphabetical order, as the names of a JSON object do.
class SafetensorsWeights final : public WeightsFile
{
public:
    explicit SafetensorsWeights(const std::string& path)
        : m_file(path)
    {
        for (const auto& [name, info] : m_file.tensors())
            m_tensors.push_back({name, info.shape});
    }

    [[nodiscard]] const std::vector<WeightsTensor>& tensors() const override { return m_tensors; }
    [[nodiscard]] bool hasOrderOfLayers() const override { return false; }
    [[nodiscard]] FloatVector floats(std::size_t tensor) override
    {
        return m_file.roundedFloats(m_tensors[tensor].name);
    }

private:
    SafetensorsFile m_file;
    std::vector<WeightsTensor> m_tensors;
};

class TorchWeights final : public WeightsFile
{
public:
    explicit TorchWeights(const std::string& path)
        : m_file(path)
    {
        for (const TorchTensor& tensor : m_file.tensors())
            m_tensors.push_back({tensor.name, tensor.shape});
    }

    [[nodiscard]] const std::vector<WeightsTensor>& tensors() const override { return m_tensors; }
    [[nodiscard]] bool hasOrderOfLayers() const override { return true; }
    [[nodiscard]] FloatVector floats(std::size_t tensor) override { return m_file.floats(m_file.tensors()[tensor]); }

private:
    TorchFile m_file;
    std::vector<WeightsTensor> m_tensors;
};

} // namespace

bool looksLikeWeights(const std::string& path)
{
    return looksLikeSafetensors(path) || torchKindOf(path) == TorchKind::Named;
}

std::unique_ptr<WeightsFile> openWeights(const std::string& path)
{
    if (torchKindOf(path) == TorchKind::Named)
        return std::make_unique<TorchWeights>(path);
    return std::make_unique<SafetensorsWeights>(path);
}

} // namespace isthmus
