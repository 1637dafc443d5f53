// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/NumberType.h"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

namespace isthmus {

static_assert(std::endian::native == std::endian::little, "numbers are read as they lie in memory");

namespace {

struct Fact
{
    const char* name;
    Index size;
    double largest; ///< 0: a float
};

constexpr std::array<Fact, 12> kFacts{{{"bool", 1, 1}, {"uint8", 1, 255}, {"int8", 1, 127}, {"uint16", 2, 65535},
    {"int16", 2, 32767}, {"uint32", 4, 4294967295.0}, {"int32", 4, 2147483647.0}, {"uint64", 8, 18446744073709551615.0},
    {"int64", 8, 9223372036854775807.0}, {"float16", 2, 0}, {"float32", 4, 0}, {"float64", 8, 0}}};

const Fact& factOf(NumberType type)
{
    return kFacts[static_cast<std::size_t>(type)];
}

template <typename Bits>
Bits load(const std::uint8_t* from, bool swapped)
{
    Bits bits;
    std::memcpy(&bits, from, sizeof bits);
    if constexpr (sizeof(Bits) == 2)
        return swapped ? static_cast<Bits>(__builtin_bswap16(bits)) : bits;
    else if constexpr (sizeof(Bits) == 4)
        return swapped ? __builtin_bswap32(bits) : bits;
    else if constexpr (sizeof(Bits) == 8)
        return swapped ? __builtin_bswap64(bits) : bits;
    else
        return bits;
}

/// Reads each number as its `Bits`, makes it a `Number` of the same size, and gives it to `store(i, number)`.
template <typename Bits, typename Number, typename Store>
void each(const std::uint8_t* from, bool swapped, Index count, const Store& store)
{
    for (Index i = 0; i < count; ++i)
        store(i, std::bit_cast<Number>(load<Bits>(from + i * Index(sizeof(Bits)), swapped)));
}

struct Half
{
    std::uint16_t bits;
    explicit operator float() const
    {
        return Eigen::half_impl::half_to_float(Eigen::half_impl::raw_uint16_to_half(bits));
    }
};

template <typename Store>
void eachNumber(NumberType type, bool swapped, const std::uint8_t* from, Index count, const Store& store)
{
    switch (type) {
    case NumberType::Bool:
        return each<std::uint8_t, std::uint8_t>(
            from, swapped, count, [&](Index i, std::uint8_t byte) { store(i, std::uint8_t(byte != 0)); });
    case NumberType::U8:
        return each<std::uint8_t, std::uint8_t>(from, swapped, count, store);
    case NumberType::I8:
        return each<std::uint8_t, std::int8_t>(from, swapped, count, store);
    case NumberType::U16:
        return each<std::uint16_t, std::uint16_t>(from, swapped, count, store);
    case NumberType::I16:
        return each<std::uint16_t, std::int16_t>(from, swapped, count, store);
    case NumberType::U32:
        return each<std::uint32_t, std::uint32_t>(from, swapped, count, store);
    case NumberType::I32:
        return each<std::uint32_t, std::int32_t>(from, swapped, count, store);
    case NumberType::U64:
        return each<std::uint64_t, std::uint64_t>(from, swapped, count, store);
    case NumberType::I64:
        return each<std::uint64_t, std::int64_t>(from, swapped, count, store);
    case NumberType::F16:
        return each<std::uint16_t, Half>(
            from, swapped, count, [&](Index i, Half number) { store(i, static_cast<float>(number)); });
    case NumberType::F32:
        return each<std::uint32_t, float>(from, swapped, count, store);
    case NumberType::F64:
        return each<std::uint64_t, double>(from, swapped, count, store);
    }
}

} // namespace

const char* nameOf(NumberType type)
{
    return factOf(type).name;
}

Index sizeOf(NumberType type)
{
    return factOf(type).size;
}

bool isFloat(NumberType type)
{
    return factOf(type).largest == 0;
}

double largestOf(NumberType type)
{
    return factOf(type).largest;
}

void toFloats(NumberType type, bool swapped, const std::uint8_t* from, Index count, float* to)
{
    if (type == NumberType::F32 && !swapped) {
        std::memcpy(to, from, static_cast<std::size_t>(count) * sizeof(float));
        return;
    }
    eachNumber(type, swapped, from, count, [to](Index i, auto number) {
        if constexpr (std::is_same_v<decltype(number), double>) {
            // a cast of what a float cannot hold is undefined
            const double most = static_cast<double>(std::numeric_limits<float>::max());
            const bool fits = !(std::abs(number) > most);
            to[i] = fits ? static_cast<float>(number)
                         : std::copysign(std::numeric_limits<float>::infinity(), float(number > 0 ? 1 : -1));
        } else {
            to[i] = static_cast<float>(number);
        }
    });
}

void toIntegers(NumberType type, bool swapped, const std::uint8_t* from, Index count, std::int64_t* to)
{
    eachNumber(type, swapped, from, count, [to](Index i, auto number) {
        using Number = decltype(number);
        if constexpr (std::is_floating_point_v<Number>) {
            const bool whole = std::abs(number) < Number(9e15) && std::trunc(number) == number;
            to[i] = whole ? static_cast<std::int64_t>(number) : -1;
        } else if constexpr (std::is_same_v<Number, std::uint64_t>) {
            to[i] = number > std::uint64_t(std::numeric_limits<std::int64_t>::max())
                ? -1
                : static_cast<std::int64_t>(number);
        } else {
            to[i] = static_cast<std::int64_t>(number); // NOLINT(bugprone-signed-char-misuse): labels may be negative
        }
    });
}

namespace {

void widenByPresent(const float* values, Index count, NumberRange& range)
{
    for (Index i = 0; i < count; ++i) {
        if (std::isnan(values[i]))
            continue;
        range.minimum = std::min(range.minimum, static_cast<double>(values[i]));
        range.maximum = std::max(range.maximum, static_cast<double>(values[i]));
    }
}

} // namespace

NumberRange rangeOf(NumberType type, bool swapped, const std::uint8_t* from, Index count, bool skipMissing)
{
    constexpr Index kBlock = 4096;
    std::array<float, kBlock> floats;
    NumberRange range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), -1};
    for (Index begin = 0; begin < count; begin += kBlock) {
        const Index size = std::min(kBlock, count - begin);
        const std::uint8_t* block = from + begin * sizeOf(type);
        toFloats(type, swapped, block, size, floats.data());
        const Eigen::Map<const Eigen::ArrayXf> values(floats.data(), size);
        if (!values.allFinite()) {
            const auto isWanted = [skipMissing](float x) { return std::isfinite(x) || (skipMissing && std::isnan(x)); };
            const auto* wrong = std::find_if_not(floats.data(), floats.data() + size, isWanted);
            if (wrong == floats.data() + size) {
                widenByPresent(floats.data(), size, range);
                continue;
            }
            range.notFinite = begin + (wrong - floats.data());
            return range;
        }
        if (sizeOf(type) <= 2 || type == NumberType::F32) {
            range.minimum = std::min(range.minimum, static_cast<double>(values.minCoeff()));
            range.maximum = std::max(range.maximum, static_cast<double>(values.maxCoeff()));
        } else { // a float cannot hold them all
            eachNumber(type, swapped, block, size, [&range](Index, auto number) {
                range.minimum = std::min(range.minimum, static_cast<double>(number));
                range.maximum = std::max(range.maximum, static_cast<double>(number));
            });
        }
    }
    return range;
}

} // namespace isthmus
