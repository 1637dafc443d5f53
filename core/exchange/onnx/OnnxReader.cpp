// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxReader.h"

#include "core/base/Error.h"
#include "core/datasets/Datasets.h"
#include "core/exchange/onnx/OnnxFields.h"
#include "core/exchange/onnx/ProtobufReader.h"
#include "core/files/Utf8Path.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstring>
#include <limits>

namespace isthmus {

namespace {

using Bytes = std::span<const std::byte>;

/// A tensor's message, its numbers still as they lie there.
struct RawTensor
{
    std::string name;
    std::vector<std::int64_t> dims;
    std::int64_t type = 0;
    std::vector<std::byte> numbers; ///< numbers of float_data or double_data, which may come in pieces
    std::vector<std::int64_t> integers;
    Bytes raw; ///< the other way to store them
};

/// Numbers of one type, one behind the other, as floats or integers.
template <typename Stored, typename Vector>
Vector converted(Bytes bytes)
{
    if (bytes.size() % sizeof(Stored) != 0)
        throw Error("expected whole numbers of " + std::to_string(sizeof(Stored)) + " bytes, found "
            + std::to_string(bytes.size()) + " bytes");
    Vector values(bytes.size() / sizeof(Stored));
    for (std::size_t i = 0; i < values.size(); ++i) {
        Stored value;
        std::memcpy(&value, bytes.data() + i * sizeof(Stored), sizeof(Stored));
        values[i] = static_cast<typename Vector::value_type>(value);
    }
    return values;
}

std::variant<FloatVector, std::vector<std::int64_t>> valuesOf(const RawTensor& tensor)
{
    const Bytes numbers = tensor.raw.empty() ? Bytes(tensor.numbers) : tensor.raw;
    switch (tensor.type) {
    case onnx::tensor::kTypeFloat:
        return converted<float, FloatVector>(numbers);
    case onnx::tensor::kTypeDouble:
        return converted<double, FloatVector>(numbers);
    case onnx::tensor::kTypeInteger:
        return tensor.raw.empty() ? tensor.integers : converted<std::int64_t, std::vector<std::int64_t>>(tensor.raw);
    default:
        throw Error("expected floats, doubles or 64-bit integers (types 1, 11 and 7), found type "
            + std::to_string(tensor.type));
    }
}

/// Does the product of the extents make this count, with every extent at least 1 where there are numbers?
bool isCount(const std::vector<std::int64_t>& dims, std::size_t count)
{
    if (count == 0)
        return std::find(dims.begin(), dims.end(), 0) != dims.end();
    auto rest = static_cast<std::int64_t>(count);
    for (const std::int64_t extent : dims) {
        if (extent < 1 || rest % extent != 0)
            return false;
        rest /= extent;
    }
    return rest == 1;
}

/// Takes the field under the reader; false if the tensor has no such field.
void readTensorField(const ProtobufReader& reader, RawTensor& raw)
{
    switch (reader.field()) {
    case onnx::tensor::kDims:
        reader.appendIntegers(raw.dims);
        break;
    case onnx::tensor::kType:
        raw.type = reader.integer();
        break;
    case onnx::tensor::kName:
        raw.name = reader.text();
        break;
    case onnx::tensor::kRaw:
        raw.raw = reader.bytes();
        break;
    case onnx::tensor::kIntegers:
        reader.appendIntegers(raw.integers);
        break;
    case onnx::tensor::kFloats:
    case onnx::tensor::kDoubles:
        raw.numbers.insert(raw.numbers.end(), reader.numbers().begin(), reader.numbers().end());
        break;
    case onnx::tensor::kLocation:
        if (reader.integer() != 0)
            throw Error("its numbers are in another file, which is not read; store them in the model");
        break;
    default:
        break;
    }
}

OnnxTensor readTensor(Bytes bytes)
{
    RawTensor raw;
    try {
        for (ProtobufReader reader(bytes); reader.next();)
            readTensorField(reader, raw);
        OnnxTensor tensor{raw.name, raw.dims, valuesOf(raw)};
        const std::size_t count = std::visit([](const auto& values) { return values.size(); }, tensor.values);
        if (!isCount(tensor.dims, count))
            throw Error("expected as many numbers as its extents say, found " + grouped(std::int64_t(count)));
        return tensor;
    } catch (const Error& error) {
        throw Error("tensor '" + raw.name + "': " + error.what());
    }
}

std::pair<std::string, OnnxAttribute> readAttribute(Bytes bytes)
{
    std::string name;
    OnnxAttribute value = std::int64_t(0);
    std::vector<std::int64_t> integers;
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
            value = readTensor(reader.bytes());
            break;
        case onnx::attribute::kIntegers:
            reader.appendIntegers(integers);
            break;
        default:
            break;
        }
    }
    if (type == onnx::attribute::kTypeIntegers || !integers.empty())
        value = integers;
    return {name, value};
}

OnnxNode readNode(Bytes bytes)
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
            node.attributes.insert(readAttribute(reader.bytes()));
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

void readGraph(Bytes bytes, OnnxModel& model)
{
    for (ProtobufReader reader(bytes); reader.next();) {
        switch (reader.field()) {
        case onnx::graph::kNode:
            model.nodes.push_back(readNode(reader.bytes()));
            break;
        case onnx::graph::kName:
            model.name = reader.text();
            break;
        case onnx::graph::kInitializer:
            model.constants.push_back(readTensor(reader.bytes()));
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

void collectConstants(OnnxModel& model)
{
    for (const OnnxNode& node : model.nodes) {
        const auto value = node.attributes.find("value");
        if (node.op != "Constant" || node.outputs.empty() || value == node.attributes.end())
            continue;
        if (const auto* tensor = std::get_if<OnnxTensor>(&value->second)) {
            model.constants.push_back(*tensor);
            model.constants.back().name = node.outputs.front();
        }
    }
}

} // namespace

OnnxModel readOnnxBytes(std::span<const std::byte> bytes)
{
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
            readGraph(reader.bytes(), model);
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
        return readOnnxBytes(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    } catch (const Error& error) {
        if (const std::string format = datasetFormat(path); !format.empty())
            throw Error(path + ": expected a model (ONNX or safetensors), found data (" + format + ")");
        throw Error(path + ": is not an ONNX model that can be read: " + error.what());
    }
}

} // namespace isthmus
