// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/model/ModelEdit.h"

#include "core/base/Error.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kMostUnits = 1 << 16;

QString tr(const char* text)
{
    return QCoreApplication::translate("ModelView", text);
}

/// Units of the encoder's dense layers; a plain model's last one makes the code.
std::vector<int> encoderUnits(const ModelSpec& spec)
{
    std::vector<int> units;
    for (const LayerSpec& layer : spec.encoder)
        if (const auto value = layer.values.find("units"); layer.type == "dense" && value != layer.values.end())
            units.push_back(static_cast<int>(value->second));
    return units;
}

/// Bars of one part; `next` is what follows the part.
void appendPart(const std::vector<LayerInfo>& layers, const std::string& part, std::vector<LayerBar>& bars)
{
    for (const LayerInfo& layer : layers) {
        if (layer.part != part || layer.type == "flatten" || layer.type == "reshape")
            continue;
        const QString label = QString::fromStdString(layer.label);
        if (layer.parameters > 0 || bars.empty())
            bars.push_back({label, layer.output.size(), false});
        else
            bars.back().label += QString::fromUtf8(" · ") + label;
    }
}

} // namespace

ModelEdit editOf(const ModelSpec& spec)
{
    if (!spec.hasEncoder())
        return {static_cast<int>(spec.code.size()), {}, spec.loss};
    ModelEdit edit{spec.latentDim, encoderUnits(spec), spec.loss};
    if (!spec.isVariational() && !edit.hidden.empty()) {
        edit.latentDim = edit.hidden.back();
        edit.hidden.pop_back();
    }
    return edit;
}

bool isDenseChain(const ModelSpec& spec)
{
    DenseOverrides overrides;
    overrides.hiddenGiven = true;
    overrides.hidden = editOf(spec).hidden;
    try {
        return withOverrides(spec, overrides) == spec;
    } catch (const Error&) {
        return false;
    }
}

ModelSpec withEdit(const ModelSpec& spec, const ModelEdit& edit)
{
    const ModelEdit present = editOf(spec);
    DenseOverrides overrides;
    if (edit.latentDim != present.latentDim && !spec.isVariational())
        overrides.latentDim = edit.latentDim;
    overrides.hiddenGiven = edit.hidden != present.hidden;
    overrides.hidden = edit.hidden;
    ModelSpec result = spec;
    if (spec.isVariational()) // whatever stands around it
        result.latentDim = edit.latentDim;
    if (overrides.latentDim != 0 || overrides.hiddenGiven)
        result = withOverrides(result, overrides);
    if (edit.loss != present.loss)
        result = withLoss(result, edit.loss);
    return result;
}

QString hiddenText(const std::vector<int>& hidden)
{
    QStringList parts;
    for (const int units : hidden)
        parts.append(QString::number(units));
    return parts.join(", ");
}

std::optional<std::vector<int>> parseHidden(const QString& text)
{
    std::vector<int> hidden;
    if (text.trimmed().isEmpty())
        return hidden;
    for (const QString& part : text.split(',')) {
        bool isNumber = false;
        const int units = part.trimmed().toInt(&isNumber);
        if (!isNumber || units < 1 || units > kMostUnits)
            return std::nullopt;
        hidden.push_back(units);
    }
    return hidden;
}

std::vector<LayerBar> layerBars(const Autoencoder& model)
{
    const std::vector<LayerInfo> layers = model.layers();
    std::vector<LayerBar> bars;
    if (model.hasEncoder())
        bars.push_back({tr("input"), model.inputShape().size(), false});
    appendPart(layers, "encoder", bars);
    if (!model.hasEncoder()) {
        bars.push_back({tr("code"), model.latentDim(), true});
    } else if (model.isVariational()) {
        bars.push_back({QString::fromUtf8("μ, log σ²"), model.latentDim(), true});
    } else {
        bars.back().isCode = bars.size() > 1;
        bars.back().label = tr("code · %1").arg(bars.back().label);
    }
    appendPart(layers, "decoder", bars);
    bars.back().label.replace(0,
        bars.back().label.indexOf(' ') < 0 ? bars.back().label.size() : bars.back().label.indexOf(' '), tr("output"));
    return bars;
}

} // namespace isthmus
