// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ModelOptions.h"

#include "core/base/named.h"
#include "core/nn/Initialiser.h"
#include "core/nn/Loss.h"
#include "core/nn/layers.h"

#include <algorithm>

namespace isthmus {

namespace {

constexpr std::int64_t kLargestLayer = 1 << 20;

std::vector<std::string> activationNames()
{
    std::vector<std::string> names;
    for (const LayerType& type : layerTypes())
        if (type.isActivation)
            names.emplace_back(type.name);
    return names;
}

/// The value of an option that takes one of some names; empty where it is not given.
std::string oneOf(const Arguments& arguments, const std::string& option, const std::vector<std::string>& names)
{
    if (!arguments.has(option))
        return {};
    const std::string value = arguments.text(option, "");
    if (std::find(names.begin(), names.end(), value) == names.end())
        throw wrongValue(option, joinedText(names, "|"), value);
    return value;
}

} // namespace

Options modelChangeOptions()
{
    const std::string activations = joinedText(activationNames(), "|");
    return {
        {"latent", "N", "dimensions of the code (default: the model's)"},
        {"hidden", "N,N,...", "units of the encoder's inner layers, which the decoder mirrors; '' for none"},
        {"activation", activations, "after each inner layer (default: the model's)"},
        {"code-activation", activations, "after the code of a model that is not a VAE (default: the model's)"},
        {"loss", joinedText(namesOf(lossTypes()), "|"),
            "of the reconstruction: 0.5 x squared error, nats, or absolute error, per image (default: the model's)"},
        {"initialiser", joinedText(namesOf(initialiserTypes()), "|"),
            "of fresh weights; he suits ReLU and its kin (default: the model's)"},
    };
}

ModelSpec withModelOptions(const Arguments& arguments, const ModelSpec& model)
{
    DenseOverrides overrides;
    overrides.latentDim = static_cast<int>(arguments.whole("latent", 0, 1, kLargestLayer));
    overrides.hiddenGiven = arguments.has("hidden");
    for (const std::string& units : arguments.list("hidden"))
        overrides.hidden.push_back(static_cast<int>(wholeNumber("--hidden", units, 1, kLargestLayer)));
    overrides.activation = oneOf(arguments, "activation", activationNames());
    overrides.codeActivation = oneOf(arguments, "code-activation", activationNames());
    ModelSpec changed = withOverrides(model, overrides);
    const std::string loss = oneOf(arguments, "loss", namesOf(lossTypes()));
    if (!loss.empty())
        changed = withLoss(changed, loss);
    const std::string initialiser = oneOf(arguments, "initialiser", namesOf(initialiserTypes()));
    if (!initialiser.empty())
        changed.initialiser = initialiser;
    return changed;
}

} // namespace isthmus
