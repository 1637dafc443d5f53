// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Crc32.h"

#include <libdeflate.h>

namespace isthmus {

namespace {

constexpr std::uint32_t kPolynomial = 0xEDB88320; // the highest bit is x^0
constexpr std::uint32_t kOne = 1U << 31;
constexpr std::uint32_t kByte = 1U << 23; // x^8

std::uint32_t product(std::uint32_t a, std::uint32_t b)
{
    std::uint32_t sum = 0;
    for (std::uint32_t bit = kOne; bit != 0; bit >>= 1) {
        if ((a & bit) != 0)
            sum ^= b;
        b = (b >> 1) ^ ((b & 1U) != 0 ? kPolynomial : 0);
    }
    return sum;
}

std::uint32_t power(std::uint32_t base, std::uint64_t exponent)
{
    std::uint32_t result = kOne;
    for (; exponent != 0; exponent >>= 1) {
        if ((exponent & 1U) != 0)
            result = product(result, base);
        base = product(base, base);
    }
    return result;
}

} // namespace

std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t before)
{
    return libdeflate_crc32(before, bytes.data(), bytes.size());
}

std::uint32_t crc32Joined(std::uint32_t first, std::uint32_t second, std::uint64_t secondBytes)
{
    return product(power(kByte, secondBytes), first) ^ second;
}

} // namespace isthmus
