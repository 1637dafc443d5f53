// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Safetensors.h"

#include "core/base/Error.h"
#include "core/files/JsonFields.h"
#include "core/files/Utf8Path.h"

#include <Eigen/Core>

#include <QFileInfo>

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

namespace isthmus {

static_assert(std::endian::native == std::endian::little, "tensors are read and written as they lie in memory");

namespace {

constexpr std::int64_t kLengthBytes = 8; // bytes that hold the header's length
constexpr std::int64_t kMostHeaderBytes = 100'000'000;

struct TypeFacts
{
    TensorType type;
    const char* name;
    Index size; ///< bytes of one element
};

constexpr TypeFacts kTypes[]{
    {TensorType::F32, "F32", 4},
    {TensorType::F64, "F64", 8},
    {TensorType::I64, "I64", 8},
    {TensorType::U8, "U8", 1},
    {TensorType::F16, "F16", 2},
    {TensorType::BF16, "BF16", 2},
    {TensorType::I8, "I8", 1},
    {TensorType::I16, "I16", 2},
    {TensorType::I32, "I32", 4},
    {TensorType::U16, "U16", 2},
    {TensorType::U32, "U32", 4},
    {TensorType::U64, "U64", 8},
    {TensorType::Bool, "BOOL", 1},
};

const TypeFacts& factsOf(TensorType type)
{
    return *std::find_if(
        std::begin(kTypes), std::end(kTypes), [type](const TypeFacts& facts) { return facts.type == type; });
}

TensorType typeFromName(const JsonFields& fields)
{
    const std::string name = fields.text("dtype");
    std::string known;
    for (const TypeFacts& facts : kTypes) {
        if (name == facts.name)
            return facts.type;
        known += std::string(known.empty() ? "" : ", ") + facts.name;
    }
    fields.refuse("dtype", "one of " + known);
}

/// Whole numbers of at least 0 under a key.
std::vector<Index> counts(const JsonFields& fields, const char* key)
{
    std::vector<Index> numbers;
    for (const QJsonValue& value : fields.array(key)) {
        numbers.push_back(value.toInteger(-1));
        if (!value.isDouble() || numbers.back() < 0) {
            throw Error(
                fields.where() + ": " + key + ": expected whole numbers of at least 0, found " + describe(value));
        }
    }
    return numbers;
}

/// Bytes that a tensor takes, or the largest number there is where that overflows.
std::int64_t byteSize(const TensorInfo& info)
{
    constexpr std::int64_t kMostValues = std::numeric_limits<std::int64_t>::max();
    if (std::find(info.shape.begin(), info.shape.end(), 0) != info.shape.end())
        return 0;
    std::int64_t size = tensorTypeSize(info.type);
    for (const Index extent : info.shape) {
        if (size > kMostValues / extent)
            return kMostValues;
        size *= extent;
    }
    return size;
}

TensorInfo tensorFromJson(const std::string& name, const JsonFields& fields)
{
    TensorInfo info{name, typeFromName(fields), counts(fields, "shape"), 0, 0};
    const std::vector<Index> offsets = counts(fields, "data_offsets");
    if (offsets.size() != 2 || offsets[0] > offsets[1])
        throw Error(fields.where() + ": data_offsets: expected begin and end, found " + shapeText(offsets));
    info.begin = offsets[0];
    info.end = offsets[1];
    if (byteSize(info) != info.end - info.begin) {
        throw Error(fields.where() + ": expected " + grouped(byteSize(info)) + " bytes for " + tensorTypeName(info.type)
            + " " + shapeText(info.shape) + ", found offsets of " + grouped(info.end - info.begin));
    }
    return info;
}

/// Goes to the header of a file.
/// @return its length as the file says; nothing where the file does not begin as the format demands
std::optional<std::int64_t> findHeader(QFile& file)
{
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return std::nullopt;
    std::uint64_t length = 0;
    const bool hasLength = file.read(reinterpret_cast<char*>(&length), kLengthBytes) == kLengthBytes;
    if (!hasLength || length > std::uint64_t(kMostHeaderBytes) || file.read(1) != "{" || !file.seek(kLengthBytes))
        return std::nullopt;
    return static_cast<std::int64_t>(length);
}

} // namespace

bool looksLikeSafetensors(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return findHeader(file).has_value();
}

QByteArray safetensorsHeader(const std::string& path, std::int64_t most)
{
    QFile file(QString::fromStdString(path));
    const std::optional<std::int64_t> length = findHeader(file);
    if (!length || *length > most || *length > file.size() - kLengthBytes)
        return {};
    return file.read(*length);
}

const char* tensorTypeName(TensorType type)
{
    return factsOf(type).name;
}

Index tensorTypeSize(TensorType type)
{
    return factsOf(type).size;
}

std::string shapeText(const std::vector<Index>& shape)
{
    std::string text;
    for (const Index extent : shape)
        text += (text.empty() ? "" : ", ") + std::to_string(extent);
    return "[" + text + "]";
}

SafetensorsFile::SafetensorsFile(const std::string& path)
    : m_path(path)
    , m_file(QString::fromStdString(path))
{
    requireUtf8(path);
    if (!QFileInfo(m_file.fileName()).isFile())
        throw Error(path + ": expected a file, found " + (m_file.exists() ? "something else" : "nothing"));
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        throw Error(path + ": cannot be read: " + m_file.errorString().toStdString());
    parseHeader(readHeader());
    checkLayout();
}

QByteArray SafetensorsFile::readHeader()
{
    std::uint64_t length = 0;
    if (m_file.read(reinterpret_cast<char*>(&length), kLengthBytes) != kLengthBytes) {
        throw Error(m_path + ": expected a safetensors file of at least 8 bytes, found " + grouped(m_file.size()));
    }
    const std::int64_t most = std::min<std::int64_t>(kMostHeaderBytes, m_file.size() - kLengthBytes);
    if (length > static_cast<std::uint64_t>(most)) {
        throw Error(m_path + ": expected a safetensors header of at most " + grouped(most) + " bytes, found the length "
            + std::to_string(length));
    }
    m_dataStart = kLengthBytes + static_cast<std::int64_t>(length);
    QByteArray text = m_file.read(static_cast<qint64>(length));
    if (text.size() != static_cast<qint64>(length))
        throw Error(m_path + ": cannot be read: " + m_file.errorString().toStdString());
    if (!text.startsWith('{'))
        throw Error(m_path + ": expected a safetensors header that starts with \"{\", found none");
    return text;
}

void SafetensorsFile::parseHeader(const QByteArray& json)
{
    const std::string where = m_path + ": header";
    const QJsonObject header = parseJsonObject(json, where);
    for (auto entry = header.begin(); entry != header.end(); ++entry) {
        const std::string name = entry.key().toStdString();
        if (!entry.value().isObject())
            throw Error(where + ": " + name + ": expected an object, found " + describe(entry.value()));
        const QJsonObject object = entry.value().toObject();
        if (name != "__metadata__") {
            m_tensors.emplace(name, tensorFromJson(name, JsonFields(object, m_path + ": tensor " + name)));
            continue;
        }
        for (auto text = object.begin(); text != object.end(); ++text) {
            if (!text.value().isString()) {
                throw Error(where + ": __metadata__: " + text.key().toStdString() + ": expected a text, found "
                    + describe(text.value()));
            }
            m_metadata[text.key().toStdString()] = text.value().toString().toStdString();
        }
    }
}

void SafetensorsFile::checkLayout() const
{
    std::vector<const TensorInfo*> order;
    for (const auto& [name, info] : m_tensors)
        order.push_back(&info);
    std::sort(order.begin(), order.end(), [](const TensorInfo* a, const TensorInfo* b) {
        return a->begin != b->begin ? a->begin < b->begin : a->end < b->end;
    });
    std::int64_t position = 0;
    for (const TensorInfo* info : order) {
        if (info->begin != position) {
            throw Error(m_path + ": tensor " + info->name + ": expected to start at byte " + grouped(position)
                + " of the data, without a hole or an overlap, found " + grouped(info->begin));
        }
        position = info->end;
    }
    const std::int64_t found = m_file.size() - m_dataStart;
    if (position != found) {
        throw Error(m_path + ": expected " + grouped(position) + " bytes of tensors behind the header, found "
            + grouped(found));
    }
}

const std::string& SafetensorsFile::metadataText(const std::string& key) const
{
    const auto found = m_metadata.find(key);
    if (found == m_metadata.end())
        throw Error(m_path + ": expected the metadata " + key + ", found none");
    return found->second;
}

const TensorInfo& SafetensorsFile::tensor(const std::string& name) const
{
    const auto found = m_tensors.find(name);
    if (found == m_tensors.end())
        throw Error(m_path + ": expected the tensor " + name + ", found none");
    return found->second;
}

const TensorInfo& SafetensorsFile::tensor(const std::string& name, TensorType type) const
{
    const TensorInfo& info = tensor(name);
    if (info.type != type) {
        throw Error(m_path + ": tensor " + name + ": expected " + tensorTypeName(type) + ", found "
            + tensorTypeName(info.type));
    }
    return info;
}

const TensorInfo& SafetensorsFile::check(const std::string& name, const std::vector<Index>& shape) const
{
    const TensorInfo& info = tensor(name);
    if (info.shape != shape) {
        throw Error(m_path + ": tensor " + name + ": expected the shape " + shapeText(shape) + ", found "
            + shapeText(info.shape));
    }
    return info;
}

const TensorInfo& SafetensorsFile::check(
    const std::string& name, TensorType type, const std::vector<Index>& shape) const
{
    (void)tensor(name, type);
    return check(name, shape);
}

template <typename Vector>
Vector SafetensorsFile::read(const std::string& name, TensorType type)
{
    const TensorInfo& info = tensor(name, type);
    Vector values(static_cast<std::size_t>((info.end - info.begin) / tensorTypeSize(type)));
    readPart(name, type, 0, std::as_writable_bytes(std::span(values)));
    return values;
}

void SafetensorsFile::readPart(const std::string& name, TensorType type, Index first, std::span<std::byte> out)
{
    const TensorInfo& info = tensor(name, type);
    const auto size = static_cast<std::int64_t>(out.size());
    const std::int64_t begin = info.begin + first * tensorTypeSize(type);
    if (begin > info.end || size > info.end - begin)
        throw Error(m_path + ": tensor " + name + ": expected more elements, found the shape " + shapeText(info.shape));
    if (size > 0
        && (!m_file.seek(m_dataStart + begin) || m_file.read(reinterpret_cast<char*>(out.data()), size) != size))
        throw Error(m_path + ": tensor " + name + ": expected " + grouped(size) + " bytes, found the file shorter");
}

void SafetensorsFile::values(const std::string& name, Index first, std::span<float> out)
{
    readPart(name, TensorType::F32, first, std::as_writable_bytes(out));
}

void SafetensorsFile::values(const std::string& name, Index first, std::span<double> out)
{
    readPart(name, TensorType::F64, first, std::as_writable_bytes(out));
}

void SafetensorsFile::values(const std::string& name, Index first, std::span<std::int64_t> out)
{
    readPart(name, TensorType::I64, first, std::as_writable_bytes(out));
}

FloatVector SafetensorsFile::floats(const std::string& name)
{
    return read<FloatVector>(name, TensorType::F32);
}

template <typename Half>
FloatVector SafetensorsFile::readHalves(const std::string& name, TensorType type)
{
    const auto bits = read<std::vector<std::uint16_t>>(name, type);
    FloatVector values(bits.size());
    std::transform(bits.begin(), bits.end(), values.begin(),
        [](std::uint16_t each) { return static_cast<float>(std::bit_cast<Half>(each)); });
    return values;
}

FloatVector SafetensorsFile::roundedFloats(const std::string& name)
{
    switch (tensor(name).type) {
    case TensorType::F16:
        return readHalves<Eigen::half>(name, TensorType::F16);
    case TensorType::BF16:
        return readHalves<Eigen::bfloat16>(name, TensorType::BF16);
    case TensorType::F64: {
        const std::vector<double> wide = doubles(name);
        return {wide.begin(), wide.end()};
    }
    default:
        return floats(name);
    }
}

std::vector<double> SafetensorsFile::doubles(const std::string& name)
{
    return read<std::vector<double>>(name, TensorType::F64);
}

std::vector<std::int64_t> SafetensorsFile::integers(const std::string& name)
{
    return read<std::vector<std::int64_t>>(name, TensorType::I64);
}

std::vector<std::uint8_t> SafetensorsFile::bytes(const std::string& name)
{
    return read<std::vector<std::uint8_t>>(name, TensorType::U8);
}

} // namespace isthmus
