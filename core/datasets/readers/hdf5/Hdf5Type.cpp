// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/hdf5/Hdf5Type.h"

#include "core/datasets/readers/hdf5/Hdf5Use.h"

#include <cstring>

namespace isthmus {

namespace {

struct WholeNumber
{
    std::size_t size;
    NumberType plain;
    NumberType withSign;
};
constexpr WholeNumber kWholeNumbers[] = {{1, NumberType::U8, NumberType::I8}, {2, NumberType::U16, NumberType::I16},
    {4, NumberType::U32, NumberType::I32}, {8, NumberType::U64, NumberType::I64}};

/// Where sign, exponent and fraction of a float lie, in bits.
struct FloatForm
{
    NumberType type;
    std::size_t size;
    std::size_t exponentBits;
    std::size_t fractionBits;
    std::size_t bias;
};
constexpr FloatForm kFloats[] = {
    {NumberType::F16, 2, 5, 10, 15}, {NumberType::F32, 4, 8, 23, 127}, {NumberType::F64, 8, 11, 52, 1023}};

std::optional<NumberType> wholeNumber(hid_t type)
{
    const std::size_t size = H5Tget_size(type);
    if (H5Tget_precision(type) != 8 * size || H5Tget_offset(type) != 0)
        return std::nullopt;
    for (const WholeNumber& each : kWholeNumbers)
        if (each.size == size)
            return H5Tget_sign(type) == H5T_SGN_2 ? each.withSign : each.plain;
    return std::nullopt;
}

std::optional<NumberType> floatNumber(hid_t type)
{
    const std::size_t size = H5Tget_size(type);
    std::size_t sign = 0;
    std::size_t exponent = 0;
    std::size_t exponentBits = 0;
    std::size_t fraction = 0;
    std::size_t fractionBits = 0;
    if (H5Tget_fields(type, &sign, &exponent, &exponentBits, &fraction, &fractionBits) < 0)
        return std::nullopt;
    for (const FloatForm& form : kFloats)
        if (form.size == size && sign == 8 * size - 1 && exponent == form.fractionBits && fraction == 0
            && exponentBits == form.exponentBits && fractionBits == form.fractionBits && H5Tget_ebias(type) == form.bias
            && H5Tget_norm(type) == H5T_NORM_IMPLIED)
            return form.type;
    return std::nullopt;
}

bool hasMember(hid_t type, unsigned number, const char* name)
{
    char* found = H5Tget_member_name(type, number);
    const bool same = found != nullptr && std::strcmp(found, name) == 0;
    H5free_memory(found);
    return same;
}

/// h5py keeps truth values as a choice of FALSE and TRUE, in one byte.
std::optional<NumberType> chosenNumber(hid_t type)
{
    const Hdf5Id base(H5Tget_super(type));
    if (H5Tget_nmembers(type) == 2 && H5Tget_size(type) == 1 && hasMember(type, 0, "FALSE")
        && hasMember(type, 1, "TRUE"))
        return NumberType::Bool;
    return H5Tget_class(base.get()) == H5T_INTEGER ? wholeNumber(base.get()) : std::nullopt;
}

std::optional<NumberType> typeOf(hid_t type)
{
    switch (H5Tget_class(type)) {
    case H5T_INTEGER:
        return wholeNumber(type);
    case H5T_FLOAT:
        return floatNumber(type);
    case H5T_ENUM:
        return chosenNumber(type);
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Hdf5Number> numberOf(hid_t type)
{
    const std::optional<NumberType> found = typeOf(type);
    const H5T_order_t order = H5Tget_order(type);
    if (!found || (sizeOf(*found) > 1 && order != H5T_ORDER_LE && order != H5T_ORDER_BE))
        return std::nullopt;
    return Hdf5Number{*found, sizeOf(*found) > 1 && order == H5T_ORDER_BE};
}

std::string kindOf(hid_t type)
{
    switch (H5Tget_class(type)) {
    case H5T_STRING:
        return "texts";
    case H5T_COMPOUND:
        return "records of several fields (a compound type)";
    case H5T_REFERENCE:
        return "references to other objects";
    case H5T_VLEN:
        return "rows of different lengths";
    case H5T_ARRAY:
        return "arrays as single entries";
    case H5T_BITFIELD:
        return "fields of bits";
    case H5T_OPAQUE:
        return "bytes without a meaning (an opaque type)";
    case H5T_TIME:
        return "times";
    default:
        return "numbers of another form";
    }
}

} // namespace isthmus
