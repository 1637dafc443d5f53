// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/ProtobufMutator.h"

#include "tests/fuzz/Mutate.h"

#include <cstring>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace isthmus::fuzz {

namespace {

constexpr int kDeepest = 8;

/// A number, or bytes that may be a message themselves.
struct Field
{
    std::uint64_t key = 0; ///< number * 8 + kind
    std::uint64_t number = 0; ///< value of kind 0
    std::string bytes; ///< value of every other kind
    std::vector<Field> inner; ///< what the bytes hold, if they are a message

    [[nodiscard]] int kind() const { return static_cast<int>(key % 8); }
};

using Bytes = std::span<const std::uint8_t>;

std::optional<std::uint64_t> takeVarint(Bytes& rest)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 10 && i < rest.size(); ++i) {
        value |= std::uint64_t(rest[i] & 0x7FU) << (7 * i);
        if (rest[i] < 0x80) {
            rest = rest.subspan(i + 1);
            return value;
        }
    }
    return std::nullopt;
}

/// All fields, or nothing if these bytes are no message.
std::optional<std::vector<Field>> parse(Bytes rest, int depth)
{
    constexpr std::uint64_t kLargestKey =
        32 * 8; // ONNX has no larger ones where it matters, and texts look less like it
    std::vector<Field> fields;
    while (!rest.empty()) {
        const auto key = takeVarint(rest);
        if (!key || *key < 8 || *key > kLargestKey)
            return std::nullopt;
        Field field{*key, 0, {}, {}};
        std::optional<std::uint64_t> length;
        switch (field.kind()) {
        case 0:
            length = takeVarint(rest);
            if (!length)
                return std::nullopt;
            field.number = *length;
            fields.push_back(std::move(field));
            continue;
        case 1:
            length = 8;
            break;
        case 2:
            length = takeVarint(rest);
            break;
        case 5:
            length = 4;
            break;
        default:
            return std::nullopt;
        }
        if (!length || *length > rest.size())
            return std::nullopt;
        const Bytes content = rest.first(*length);
        field.bytes.assign(content.begin(), content.end());
        if (field.kind() == 2 && depth < kDeepest)
            field.inner = parse(content, depth + 1).value_or(std::vector<Field>());
        rest = rest.subspan(*length);
        fields.push_back(std::move(field));
    }
    return fields;
}

void appendVarint(std::uint64_t value, std::string& out)
{
    for (; value >= 0x80; value >>= 7)
        out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
}

std::string serialized(const std::vector<Field>& fields)
{
    std::string out;
    for (const Field& field : fields) {
        appendVarint(field.key, out);
        if (field.kind() == 0) {
            appendVarint(field.number, out);
            continue;
        }
        const std::string content = field.inner.empty() ? field.bytes : serialized(field.inner);
        if (field.kind() == 2)
            appendVarint(content.size(), out);
        out += content;
    }
    return out;
}

class Mutator
{
public:
    explicit Mutator(unsigned int seed)
        : m_random(seed)
    {
    }

    void change(std::vector<Field>& fields)
    {
        if (fields.empty())
            return;
        const std::size_t place = pick(fields.size());
        Field& field = fields[place];
        if (!field.inner.empty() && pick(8) != 0) {
            change(field.inner);
            return;
        }
        switch (pick(8)) {
        case 0:
            fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(place));
            break;
        case 1:
            fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(pick(fields.size())), Field(field));
            break;
        case 2:
            std::swap(field, fields[pick(fields.size())]);
            break;
        case 3: {
            const Field other = fields[pick(fields.size())];
            field.number = other.number;
            if (other.kind() == field.kind()) {
                field.bytes = other.bytes;
                field.inner = other.inner;
            }
            break;
        }
        default:
            changeValue(field);
        }
    }

private:
    std::size_t pick(std::size_t count) { return m_random() % count; }

    void changeValue(Field& field)
    {
        static constexpr std::uint64_t kNumbers[]{0, 1, 2, 3, 4, 7, 8, 12, 28, 64, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF,
            0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 0xFFFFFFFFFFFFFFFF};
        if (field.kind() == 0) {
            field.number = pick(3) == 0 ? kNumbers[pick(std::size(kNumbers))] : field.number + pick(5) - 2;
            return;
        }
        const std::size_t growth = field.kind() == 2 ? 16 : 0;
        const std::size_t size = field.bytes.size();
        field.inner.clear();
        field.bytes.resize(size + growth);
        const std::size_t grown =
            LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(field.bytes.data()), size, size + growth);
        field.bytes.resize(growth == 0 ? size : grown);
    }

    std::minstd_rand m_random;
};

} // namespace

std::size_t mutateProtobuf(std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed)
{
    auto fields = seed % 8 == 0 ? std::nullopt : parse({bytes, size}, 0);
    if (!fields || fields->empty())
        return LLVMFuzzerMutate(bytes, size, room);
    Mutator(seed).change(*fields);
    const std::string changed = serialized(*fields);
    if (changed.size() > room)
        return LLVMFuzzerMutate(bytes, size, room);
    std::memcpy(bytes, changed.data(), changed.size());
    return changed.size();
}

} // namespace isthmus::fuzz
