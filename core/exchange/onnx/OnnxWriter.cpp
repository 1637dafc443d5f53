// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxWriter.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/OnnxFields.h"
#include "core/exchange/onnx/ProtobufWriter.h"
#include "core/files/AtomicFile.h"

#include <limits>

namespace isthmus {

namespace {

constexpr std::int64_t kIrVersion = 7;

ProtobufWriter tensorMessage(const OnnxTensor& tensor)
{
    ProtobufWriter message;
    for (const std::int64_t extent : tensor.dims)
        message.integer(onnx::tensor::kDims, extent);
    const bool isFloat = std::holds_alternative<FloatVector>(tensor.values);
    message.integer(onnx::tensor::kType, isFloat ? onnx::tensor::kTypeFloat : onnx::tensor::kTypeInteger);
    if (!tensor.name.empty())
        message.text(onnx::tensor::kName, tensor.name);
    std::visit([&](const auto& values) { message.bytes(onnx::tensor::kRaw, std::as_bytes(std::span(values))); },
        tensor.values);
    return message;
}

/// Writes the value of an attribute and its type.
struct AttributeValue
{
    ProtobufWriter& message;

    void operator()(std::int64_t value) const
    {
        message.integer(onnx::attribute::kInteger, value);
        message.integer(onnx::attribute::kType, onnx::attribute::kTypeInteger);
    }
    void operator()(float value) const
    {
        message.number(onnx::attribute::kFloat, value);
        message.integer(onnx::attribute::kType, onnx::attribute::kTypeFloat);
    }
    void operator()(const std::string& value) const
    {
        message.text(onnx::attribute::kText, value);
        message.integer(onnx::attribute::kType, onnx::attribute::kTypeText);
    }
    void operator()(const std::vector<std::int64_t>& values) const
    {
        for (const std::int64_t value : values)
            message.integer(onnx::attribute::kIntegers, value);
        message.integer(onnx::attribute::kType, onnx::attribute::kTypeIntegers);
    }
    void operator()(const OnnxTensor& value) const
    {
        message.message(onnx::attribute::kTensor, tensorMessage(value));
        message.integer(onnx::attribute::kType, onnx::attribute::kTypeTensor);
    }
};

ProtobufWriter nodeMessage(const OnnxNode& node)
{
    ProtobufWriter message;
    for (const std::string& input : node.inputs)
        message.text(onnx::node::kInput, input);
    for (const std::string& output : node.outputs)
        message.text(onnx::node::kOutput, output);
    message.text(onnx::node::kName, node.name);
    message.text(onnx::node::kOp, node.op);
    for (const auto& [name, value] : node.attributes) {
        ProtobufWriter attribute;
        attribute.text(onnx::attribute::kName, name);
        std::visit(AttributeValue{attribute}, value);
        message.message(onnx::node::kAttribute, attribute);
    }
    return message;
}

ProtobufWriter valueMessage(const OnnxValue& value)
{
    ProtobufWriter shape;
    for (const std::int64_t extent : value.dims) {
        ProtobufWriter dim;
        if (extent == kAnyExtent)
            dim.text(onnx::value::kSymbol, "N");
        else
            dim.integer(onnx::value::kExtent, extent);
        shape.message(onnx::value::kDim, dim);
    }
    ProtobufWriter tensor;
    tensor.integer(onnx::value::kElement, onnx::tensor::kTypeFloat);
    tensor.message(onnx::value::kShape, shape);
    ProtobufWriter type;
    type.message(onnx::value::kTensorType, tensor);
    ProtobufWriter message;
    message.text(onnx::value::kName, value.name);
    message.message(onnx::value::kType, type);
    return message;
}

ProtobufWriter graphMessage(const OnnxModel& model)
{
    ProtobufWriter message;
    for (const OnnxNode& node : model.nodes)
        message.message(onnx::graph::kNode, nodeMessage(node));
    message.text(onnx::graph::kName, model.name);
    for (const OnnxTensor& tensor : model.constants)
        message.message(onnx::graph::kInitializer, tensorMessage(tensor));
    for (const OnnxValue& input : model.inputs)
        message.message(onnx::graph::kInput, valueMessage(input));
    for (const OnnxValue& output : model.outputs)
        message.message(onnx::graph::kOutput, valueMessage(output));
    return message;
}

} // namespace

std::string onnxBytes(const OnnxModel& model)
{
    ProtobufWriter opset;
    opset.text(onnx::opset::kDomain, "");
    opset.integer(onnx::opset::kVersion, model.opset);

    ProtobufWriter message;
    message.integer(onnx::model::kIrVersion, kIrVersion);
    message.text(onnx::model::kProducer, model.producer);
    message.message(onnx::model::kGraph, graphMessage(model));
    message.message(onnx::model::kOpset, opset);
    for (const auto& [key, value] : model.metadata) {
        ProtobufWriter entry;
        entry.text(onnx::metadata::kKey, key);
        entry.text(onnx::metadata::kValue, value);
        message.message(onnx::model::kMetadata, entry);
    }
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    const auto size = static_cast<std::int64_t>(message.content().size());
    if (size > kMost)
        throw Error("ONNX: expected a model of at most " + grouped(kMost) + " bytes, found " + grouped(size));
    return message.content();
}

void writeOnnx(const std::string& path, const OnnxModel& model)
{
    const std::string bytes = onnxBytes(model);
    AtomicFile file(path);
    file.write(std::as_bytes(std::span(bytes)));
    file.commit();
}

} // namespace isthmus
