// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxTensorReader.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/OnnxFields.h"
#include "core/exchange/onnx/ProtobufReader.h"

#include <Eigen/Core>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace isthmus {

namespace {

using TensorBytes = std::span<const std::byte>;
using TensorValues = std::variant<FloatVector, std::vector<std::int64_t>>;

/// A tensor's message, its numbers still as they lie there.
struct RawTensor
{
    std::string name;
    std::vector<std::int64_t> dims;
    std::int64_t type = 0;
    std::vector<std::byte> numbers; ///< numbers of float_data or double_data, which may come in pieces
    std::vector<std::int64_t> integers; ///< numbers of all other types
    TensorBytes raw; ///< the other way to store them
    bool isExternal = false;
    ExternalPlace place; ///< the third way
};

/// Numbers of one type, one behind the other, as floats or integers.
template <typename Stored, typename Vector>
TensorValues converted(TensorBytes bytes)
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

template <typename Stored>
TensorValues integersFrom(TensorBytes bytes)
{
    return converted<Stored, std::vector<std::int64_t>>(bytes);
}

template <typename Half>
TensorValues halvesFrom(TensorBytes bytes)
{
    return converted<Half, FloatVector>(bytes);
}

/// Half floats whose bits are stored as integers.
template <typename Half>
FloatVector halvesOf(const std::vector<std::int64_t>& bits)
{
    FloatVector values(bits.size());
    std::transform(bits.begin(), bits.end(), values.begin(),
        [](std::int64_t each) { return static_cast<float>(std::bit_cast<Half>(static_cast<std::uint16_t>(each))); });
    return values;
}

/// A type of numbers, by its number in onnx.proto's TensorProto.DataType.
struct ElementType
{
    std::int64_t type;
    std::int64_t bytes; ///< bytes of one number
    TensorValues (*fromBytes)(TensorBytes bytes);
    FloatVector (*fromBits)(const std::vector<std::int64_t>& bits) = nullptr; ///< of half floats alone
};

constexpr ElementType kElementTypes[] = {
    {onnx::tensor::kTypeFloat, 4, converted<float, FloatVector>},
    {2, 1, integersFrom<std::uint8_t>},
    {3, 1, integersFrom<std::int8_t>},
    {4, 2, integersFrom<std::uint16_t>},
    {5, 2, integersFrom<std::int16_t>},
    {6, 4, integersFrom<std::int32_t>},
    {onnx::tensor::kTypeInteger, 8, integersFrom<std::int64_t>},
    {9, 1, integersFrom<std::uint8_t>}, // truth values
    {10, 2, halvesFrom<Eigen::half>, halvesOf<Eigen::half>},
    {onnx::tensor::kTypeDouble, 8, converted<double, FloatVector>},
    {12, 4, integersFrom<std::uint32_t>},
    {13, 8, integersFrom<std::uint64_t>},
    {16, 2, halvesFrom<Eigen::bfloat16>, halvesOf<Eigen::bfloat16>},
};

const ElementType* elementType(std::int64_t type)
{
    const auto* found = std::find_if(
        std::begin(kElementTypes), std::end(kElementTypes), [&](const ElementType& each) { return each.type == type; });
    return found == std::end(kElementTypes) ? nullptr : found;
}

bool isFloating(const ElementType& type)
{
    return type.type == onnx::tensor::kTypeFloat || type.type == onnx::tensor::kTypeDouble;
}

/// Bytes that the numbers of these extents take.
std::int64_t byteCount(const std::vector<std::int64_t>& dims, std::int64_t each)
{
    std::int64_t size = each;
    for (const std::int64_t extent : dims) {
        if (extent < 0 || (extent > 0 && size > std::numeric_limits<std::int64_t>::max() / extent))
            throw Error("expected extents that can be counted, found " + std::to_string(extent));
        size *= extent;
    }
    return size;
}

TensorValues valuesOf(const RawTensor& tensor, const ElementType& type, ExternalNumbers& external)
{
    if (tensor.isExternal) {
        const std::vector<std::byte> bytes = external.read(tensor.place, byteCount(tensor.dims, type.bytes));
        return type.fromBytes(bytes);
    }
    if (!tensor.raw.empty() || isFloating(type))
        return type.fromBytes(tensor.raw.empty() ? TensorBytes(tensor.numbers) : tensor.raw);
    if (type.fromBits != nullptr)
        return type.fromBits(tensor.integers);
    return tensor.integers;
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

/// @throws Error if it is no number from 0
std::int64_t placeNumber(const std::string& key, const std::string& text)
{
    const bool isNumber = !text.empty() && text.size() < 19
        && std::all_of(text.begin(), text.end(), [](char each) { return each >= '0' && each <= '9'; });
    if (!isNumber)
        throw Error("external_data " + key + ": expected a number of bytes, found '" + text + "'");
    return std::stoll(text);
}

/// Takes one of the words that say where the numbers lie.
void readPlace(TensorBytes entry, ExternalPlace& place)
{
    std::string key;
    std::string value;
    for (ProtobufReader reader(entry); reader.next();) {
        if (reader.field() == onnx::metadata::kKey)
            key = reader.text();
        else if (reader.field() == onnx::metadata::kValue)
            value = reader.text();
    }
    if (key == "location")
        place.location = value;
    else if (key == "offset")
        place.offset = placeNumber(key, value);
    else if (key == "length")
        place.length = placeNumber(key, value);
}

/// Takes the field under the reader, unless it is one that no tensor needs.
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
    case onnx::tensor::kSmall:
    case onnx::tensor::kIntegers:
    case onnx::tensor::kUnsigned:
        reader.appendIntegers(raw.integers);
        break;
    case onnx::tensor::kFloats:
    case onnx::tensor::kDoubles:
        raw.numbers.insert(raw.numbers.end(), reader.numbers().begin(), reader.numbers().end());
        break;
    case onnx::tensor::kExternal:
        readPlace(reader.bytes(), raw.place);
        break;
    case onnx::tensor::kLocation:
        raw.isExternal = reader.integer() != 0;
        break;
    default:
        break;
    }
}

} // namespace

OnnxTensor readTensor(std::span<const std::byte> bytes, ExternalNumbers& external)
{
    RawTensor raw;
    try {
        for (ProtobufReader reader(bytes); reader.next();)
            readTensorField(reader, raw);
        const ElementType* type = elementType(raw.type);
        if (type == nullptr)
            return {raw.name, raw.dims, FloatVector(), "type " + std::to_string(raw.type) + " of ONNX"};
        OnnxTensor tensor{raw.name, raw.dims, valuesOf(raw, *type, external)};
        const std::size_t count = std::visit([](const auto& values) { return values.size(); }, tensor.values);
        if (!isCount(tensor.dims, count))
            throw Error("expected as many numbers as its extents say, found " + grouped(std::int64_t(count)));
        return tensor;
    } catch (const Error& error) {
        throw Error("tensor '" + raw.name + "': " + error.what());
    }
}

} // namespace isthmus
