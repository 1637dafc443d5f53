// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxExport.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/layerOperators.h"
#include "core/models/Autoencoder.h"
#include "core/runs/Provenance.h"
#include "core/runs/SpecJson.h"

#include <QDir>
#include <QJsonDocument>

namespace isthmus {

namespace {

std::string jsonText(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

/// Without the folders of this machine, which are nobody else's business.
DataReference withoutFolders(DataReference data)
{
    if (!data.name.empty())
        data.name = QDir(QString::fromStdString(data.name)).dirName().toStdString();
    return data;
}

/// Appends the parts of one model to a graph.
class ModelWriter
{
public:
    ModelWriter(const Checkpoint& checkpoint, OnnxModel& onnx)
        : m_model(checkpoint.model, checkpoint.data.shape)
        , m_flat(checkpoint.result())
        , m_graph(onnx)
    {
    }

    void encoder()
    {
        m_graph.beginWithImage("image", m_model.inputShape());
        const Shape features = layers("encoder", m_model.spec().encoder, m_model.inputShape());
        if (!m_model.isVariational()) {
            m_graph.toList(m_model.codeShape());
            return m_graph.output("code");
        }
        m_graph.toList(features);
        const OnnxGraphBuilder::Value shared = m_graph.current();
        head("mu", features);
        const OnnxGraphBuilder::Value mu = m_graph.current();
        m_graph.continueFrom(shared);
        head("log_var", features);
        m_graph.continueFrom(mu);
    }

    void beginWithCode() { m_graph.beginWithList("code", m_model.codeShape()); }

    void decoder(const std::string& output)
    {
        layers("decoder", m_model.spec().decoder, m_model.codeShape());
        m_graph.nameLayer("output");
        if (m_model.loss().fromLogits)
            m_graph.append("Sigmoid");
        m_graph.toImage(m_model.inputShape());
        m_graph.output(output);
    }

private:
    [[nodiscard]] std::vector<Parameter> parametersOf(const std::string& layer) const
    {
        std::vector<Parameter> found;
        for (const Parameter& parameter : m_model.parameters()) {
            if (parameter.name.starts_with(layer + '.'))
                found.push_back(parameter);
        }
        return found;
    }

    void head(const std::string& name, Shape features)
    {
        const LayerSpec spec{"dense", {{"units", double(m_model.latentDim())}}};
        m_graph.nameLayer(name);
        appendDense({spec, layerType("dense"), features, m_model.codeShape(), parametersOf(name), m_flat}, m_graph);
        m_graph.output(name);
    }

    /// Returns the shape of the last one's output.
    Shape layers(const std::string& part, const std::vector<LayerSpec>& entries, Shape input)
    {
        for (const LayerInfo& info : m_model.layers()) {
            if (info.part != part)
                continue;
            const LayerSpec& spec = entries[static_cast<std::size_t>(info.entry)];
            const std::string name = part + '.' + std::to_string(info.entry);
            m_graph.nameLayer(name);
            layerOperator(spec.type).append(
                {spec, layerType(spec.type), input, info.output, parametersOf(name), m_flat}, m_graph);
            input = info.output;
        }
        return input;
    }

    Autoencoder m_model;
    const FloatVector& m_flat;
    OnnxGraphBuilder m_graph;
};

/// "image = stored value * 0.00392157 + 0", and what follows for each channel or column.
std::string scalingText(const Scaling& scaling)
{
    std::string text =
        "image = stored value * " + shortNumber(scaling.scale, 9) + " + " + shortNumber(scaling.offset, 9);
    for (std::size_t i = 0; i < scaling.each.size(); ++i)
        text += (i == 0 ? std::string(", then of each ") + (scaling.isOfColumns() ? "column" : "channel") + ": " : "; ")
            + "* " + shortNumber(scaling.each[i].scale, 9) + " + " + shortNumber(scaling.each[i].offset, 9);
    return text;
}

} // namespace

OnnxModel onnxModel(const Checkpoint& checkpoint, OnnxPart part)
{
    OnnxModel onnx;
    onnx.name = checkpoint.model.name;
    onnx.metadata = {{"isthmus.model", jsonText(toJson(checkpoint.model))},
        {"isthmus.data", jsonText(toJson(withoutFolders(checkpoint.data)))},
        {"isthmus.scaling", scalingText(checkpoint.data.scaling)}, {"isthmus.run", provenanceOf(checkpoint).run}};
    ModelWriter writer(checkpoint, onnx);
    if (part == OnnxPart::Decoder)
        writer.beginWithCode();
    else
        writer.encoder();
    if (part != OnnxPart::Encoder)
        writer.decoder(part == OnnxPart::Whole ? "reconstruction" : "image");
    return onnx;
}

} // namespace isthmus
