// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxReader.h"

#include "core/base/Error.h"
#include "core/datasets/Datasets.h"
#include "core/exchange/foreignModels.h"
#include "core/exchange/onnx/OnnxFields.h"
#include "core/exchange/onnx/OnnxTensorReader.h"
#include "core/exchange/onnx/ProtobufReader.h"
#include "core/files/Utf8Path.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <cstring>
#include <limits>
#include <optional>

namespace isthmus {

namespace {

using Bytes = std::span<const std::byte>;

void appendFloats(Bytes bytes, FloatVector& values)
{
    const std::size_t before = values.size();
    values.resize(before + bytes.size() / sizeof(float));
    std::memcpy(values.data() + before, bytes.data(), (values.size() - before) * sizeof(float));
}

std::pair<std::string, OnnxAttribute> readAttribute(Bytes bytes, ExternalNumbers& external)
{
    std::string name;
    OnnxAttribute value = std::int64_t(0);
    std::vector<std::int64_t> integers;
    FloatVector floats;
    std::int64_t type = 0;
    for (ProtobufReader reader(bytes); reader.next();) {
        switch (reader.field()) {
        case onnx::attribute::kName:
            name = reader.text();
            break;
        case onnx::attribute::kType:
            type = reader.integer();
            break;
        case onnx::attribute::kInteger:
            value = reader.integer();
            break;
        case onnx::attribute::kFloat:
            value = reader.number();
            break;
        case onnx::attribute::kText:
            value = reader.text();
            break;
        case onnx::attribute::kTensor:
            value = readTensor(reader.bytes(), external);
            break;
        case onnx::attribute::kIntegers:
            reader.appendIntegers(integers);
            break;
        case onnx::attribute::kFloats:
            appendFloats(reader.numbers(), floats);
            break;
        default:
            break;
        }
    }
    if (type == onnx::attribute::kTypeIntegers || !integers.empty())
        value = integers;
    else if (!floats.empty())
        value = OnnxTensor{"", {std::ssize(floats)}, std::move(floats)};
    return {name, value};
}

OnnxNode readNode(Bytes bytes, ExternalNumbers& external)
{
    OnnxNode node;
    for (ProtobufReader reader(bytes); reader.next();) {
        switch (reader.field()) {
        case onnx::node::kInput:
            node.inputs.push_back(reader.text());
            break;
        case onnx::node::kOutput:
            node.outputs.push_back(reader.text());
            break;
        case onnx::node::kName:
            node.name = reader.text();
            break;
        case onnx::node::kOp:
            node.op = reader.text();
            break;
        case onnx::node::kAttribute:
            node.attributes.insert(readAttribute(reader.bytes(), external));
            break;
        default:
            break;
        }
    }
    return node;
}

/// The bytes of a message within a message; empty if it is not there.
Bytes inner(Bytes bytes, int field)
{
    Bytes found;
    for (ProtobufReader reader(bytes); reader.next();) {
        if (reader.field() == field)
            found = reader.bytes();
    }
    return found;
}

OnnxValue readValue(Bytes bytes)
{
    OnnxValue value;
    const Bytes name = inner(bytes, onnx::value::kName);
    value.name.assign(reinterpret_cast<const char*>(name.data()), name.size());
    const Bytes tensor = inner(inner(bytes, onnx::value::kType), onnx::value::kTensorType);
    for (ProtobufReader reader(tensor); reader.next();) {
        if (reader.field() != onnx::value::kShape)
            continue;
        for (ProtobufReader shape(reader.bytes()); shape.next();) {
            std::int64_t extent = kAnyExtent;
            for (ProtobufReader dim(shape.bytes()); dim.next();) {
                if (dim.field() == onnx::value::kExtent)
                    extent = dim.integer();
            }
            value.dims.push_back(extent);
        }
    }
    return value;
}

void readGraph(Bytes bytes, ExternalNumbers& external, OnnxModel& model)
{
    for (ProtobufReader reader(bytes); reader.next();) {
        switch (reader.field()) {
        case onnx::graph::kNode:
            model.nodes.push_back(readNode(reader.bytes(), external));
            break;
        case onnx::graph::kName:
            model.name = reader.text();
            break;
        case onnx::graph::kInitializer:
            model.constants.push_back(readTensor(reader.bytes(), external));
            break;
        case onnx::graph::kInput:
            model.inputs.push_back(readValue(reader.bytes()));
            break;
        case onnx::graph::kOutput:
            model.outputs.push_back(readValue(reader.bytes()));
            break;
        default:
            break;
        }
    }
}

void readMetadata(Bytes bytes, OnnxModel& model)
{
    std::string key;
    std::string value;
    for (ProtobufReader reader(bytes); reader.next();) {
        if (reader.field() == onnx::metadata::kKey)
            key = reader.text();
        else if (reader.field() == onnx::metadata::kValue)
            value = reader.text();
    }
    model.metadata[key] = value;
}

/// The version of the standard operators; those of other domains are known by none.
void readOpset(Bytes bytes, OnnxModel& model)
{
    std::string domain;
    std::int64_t version = 0;
    for (ProtobufReader reader(bytes); reader.next();) {
        if (reader.field() == onnx::opset::kDomain)
            domain = reader.text();
        else if (reader.field() == onnx::opset::kVersion)
            version = reader.integer();
    }
    if (domain.empty() || domain == "ai.onnx")
        model.opset = version;
}

/// The attributes in which a Constant has its number or numbers.
constexpr std::array kConstantAttributes{"value", "value_int", "value_ints", "value_float", "value_floats"};

std::optional<OnnxTensor> constantIn(const OnnxAttribute& attribute)
{
    using Integers = std::vector<std::int64_t>;
    if (const auto* tensor = std::get_if<OnnxTensor>(&attribute))
        return *tensor;
    if (const auto* integer = std::get_if<std::int64_t>(&attribute))
        return OnnxTensor{"", {}, Integers{*integer}};
    if (const auto* integers = std::get_if<Integers>(&attribute))
        return OnnxTensor{"", {std::ssize(*integers)}, *integers};
    if (const auto* number = std::get_if<float>(&attribute))
        return OnnxTensor{"", {}, FloatVector{*number}};
    return std::nullopt;
}

void collectConstant(const OnnxNode& node, OnnxModel& model)
{
    for (const char* name : kConstantAttributes) {
        const auto value = node.attributes.find(name);
        if (value == node.attributes.end())
            continue;
        if (std::optional<OnnxTensor> constant = constantIn(value->second)) {
            constant->name = node.outputs.front();
            model.constants.push_back(std::move(*constant));
        }
        return;
    }
}

void collectConstants(OnnxModel& model)
{
    for (const OnnxNode& node : model.nodes) {
        if (node.op == "Constant" && !node.outputs.empty())
            collectConstant(node, model);
    }
}

} // namespace

OnnxModel readOnnxBytes(std::span<const std::byte> bytes, const std::string& folder)
{
    ExternalNumbers external(folder);
    OnnxModel model;
    model.producer.clear();
    bool hasGraph = false;
    for (ProtobufReader reader(bytes); reader.next();) {
        switch (reader.field()) {
        case onnx::model::kProducer:
            model.producer = reader.text();
            break;
        case onnx::model::kOpset:
            readOpset(reader.bytes(), model);
            break;
        case onnx::model::kMetadata:
            readMetadata(reader.bytes(), model);
            break;
        case onnx::model::kGraph:
            hasGraph = true;
            readGraph(reader.bytes(), external, model);
            break;
        default:
            break;
        }
    }
    if (!hasGraph)
        throw Error("expected a graph, found none");
    collectConstants(model);
    return model;
}

OnnxModel readOnnx(const std::string& path)
{
    requireUtf8(path);
    QFile file(QString::fromStdString(path));
    if (file.exists() && !QFileInfo(file).isFile())
        throw Error(path + ": expected an ONNX model, found a folder, a device or a pipe");
    if (!file.open(QIODevice::ReadOnly))
        throw Error(path + ": cannot be read: " + file.errorString().toStdString());
    constexpr qint64 kMost = std::numeric_limits<std::int32_t>::max();
    if (file.size() > kMost)
        throw Error(
            path + ": expected an ONNX model of at most " + grouped(kMost) + " bytes, found " + grouped(file.size()));
    const QByteArray bytes = file.readAll();
    try {
        return readOnnxBytes(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))),
            QFileInfo(file).absolutePath().toStdString());
    } catch (const Error& error) {
        if (const std::string format = datasetFormat(path); !format.empty())
            throw Error(path + ": expected a model (" + kModelFormats + "), found data (" + format + ")");
        throw Error(path + ": is not an ONNX model that can be read: " + error.what());
    }
}

} // namespace isthmus
