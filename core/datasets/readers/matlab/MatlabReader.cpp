// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/matlab/MatlabReader.h"

#include "core/base/Error.h"
#include "core/datasets/readers/ArrayContainer.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/hdf5/Hdf5Reader.h"
#include "core/datasets/readers/matlab/MatlabForm.h"
#include "core/datasets/readers/matlab/matlabAxes.h"
#include "core/files/Gzip.h"

#include <memory>
#include <optional>

#include <matio.h>

namespace isthmus {

namespace {

struct CloseFile
{
    void operator()(mat_t* file) const { Mat_Close(file); }
};
struct FreeVariable
{
    void operator()(matvar_t* variable) const { Mat_VarFree(variable); }
};
using MatlabFile = std::unique_ptr<mat_t, CloseFile>;
using MatlabVariable = std::unique_ptr<matvar_t, FreeVariable>;

struct ClassType
{
    matio_classes matlabs;
    NumberType type;
};
constexpr ClassType kClasses[] = {{MAT_C_DOUBLE, NumberType::F64}, {MAT_C_SINGLE, NumberType::F32},
    {MAT_C_INT8, NumberType::I8}, {MAT_C_UINT8, NumberType::U8}, {MAT_C_INT16, NumberType::I16},
    {MAT_C_UINT16, NumberType::U16}, {MAT_C_INT32, NumberType::I32}, {MAT_C_UINT32, NumberType::U32},
    {MAT_C_INT64, NumberType::I64}, {MAT_C_UINT64, NumberType::U64}};

/// What other variables are.
constexpr std::pair<matio_classes, const char*> kOtherClasses[] = {{MAT_C_CELL, "a cell array"},
    {MAT_C_STRUCT, "a struct"}, {MAT_C_OBJECT, "an object"}, {MAT_C_CHAR, "text"}, {MAT_C_SPARSE, "a sparse matrix"},
    {MAT_C_FUNCTION, "a function"}, {MAT_C_OPAQUE, "an object"}};

MatlabVersion versionOf(const std::string& path)
{
    return matlabVersionOf(fileHead(path, 512));
}

MatlabFile openMatlab(const std::string& path, const std::string& where)
{
    MatlabFile file(Mat_Open(path.c_str(), MAT_ACC_RDONLY));
    if (file == nullptr)
        throw Error(where + ": expected a file of MATLAB, found one that the library matio refuses");
    return file;
}

std::optional<NumberType> typeOfVariable(const matvar_t& variable)
{
    for (const ClassType& each : kClasses)
        if (each.matlabs == variable.class_type)
            return variable.isLogical != 0 && each.type == NumberType::U8 ? NumberType::Bool : each.type;
    return std::nullopt;
}

/// What keeps a variable from being read; empty: nothing.
std::string whyNotRead(const matvar_t& variable)
{
    for (const auto& [matlabs, name] : kOtherClasses)
        if (matlabs == variable.class_type)
            return name;
    if (!typeOfVariable(variable))
        return "a class of its own";
    return variable.isComplex != 0 ? "complex numbers" : "";
}

NpyHeader headerOfVariable(const matvar_t& variable)
{
    constexpr bool isBig = false; // matio gives numbers as the processor has them
    NpyHeader header{*typeOfVariable(variable), isBig, true, {}, 0};
    header.shape.assign(variable.dims, variable.dims + variable.rank);
    return header;
}

/// A number takes a byte in the file, or, packed, at least 1,032 times less.
void requireRoom(const matvar_t& variable, const NpyHeader& header, const FileBytes& file, const std::string& where)
{
    const std::uint64_t inflation = variable.compression == MAT_COMPRESSION_NONE ? 1 : kMaximumInflation;
    const std::uint64_t count = header.dataSize() / static_cast<std::uint64_t>(sizeOf(header.type));
    if (count / inflation > file.size())
        throw Error(where + ": expected a file that can hold " + header.text() + ", found one of "
            + grouped(static_cast<std::int64_t>(file.size())) + " bytes");
    requireMemory(header.dataSize(), header.text(), where);
}

SourceArray openVariable(const std::string& path, const FileBytes& bytes, const NamedArray& array)
{
    const std::string where = bytes.where() + ": " + array.name;
    const MatlabFile file = openMatlab(path, bytes.where());
    MatlabVariable variable;
    for (std::size_t i = 0; i <= array.entry; ++i)
        variable.reset(Mat_VarReadNextInfo(file.get()));
    if (variable == nullptr || !whyNotRead(*variable).empty())
        throw Error(where + ": expected a variable of numbers, found that the file has changed");
    const NpyHeader header = headerOfVariable(*variable);
    requireRoom(*variable, header, bytes, where);
    std::vector<std::uint8_t> numbers(header.dataSize());
    const std::uint64_t count = numbers.size() / static_cast<std::uint64_t>(sizeOf(header.type));
    if (count > INT32_MAX)
        throw Error(where + ": expected at most 2,147,483,647 numbers, found " + header.text()
            + "; save it with -v7.3, or in parts");
    if (Mat_VarReadDataLinear(file.get(), variable.get(), numbers.data(), 0, 1, static_cast<int>(count)) != 0)
        throw Error(where + ": expected " + header.text() + ", found numbers that are damaged");
    return {where, header, std::make_shared<MemoryBytes>(std::move(numbers)), 0};
}

void addVariable(const matvar_t& variable, std::size_t entry, ArrayContainer& file)
{
    const std::string name = variable.name != nullptr ? variable.name : "";
    const std::string reason = whyNotRead(variable);
    if (name.empty()) // what MATLAB keeps for its objects
        return;
    if (reason.empty())
        file.arrays.push_back({name, entry, headerOfVariable(variable)});
    else
        file.others.emplace_back(name, file.where + ": " + name + ": expected numbers, found " + reason);
}

ArrayContainer listed(const std::string& path, const ReadOptions& options)
{
    const auto bytes = std::make_shared<const FileBytes>(path);
    const std::size_t count = countVariables(*bytes, versionOf(path));
    const MatlabFile opened = openMatlab(path, bytes->where());
    ArrayContainer file;
    file.where = bytes->where();
    for (std::size_t entry = 0; entry < count; ++entry) {
        const MatlabVariable variable(Mat_VarReadNextInfo(opened.get()));
        if (variable == nullptr)
            throw Error(file.where + ": expected " + grouped(static_cast<std::int64_t>(count)) + " variables, found "
                + grouped(static_cast<std::int64_t>(entry)) + " before one that is damaged");
        addVariable(*variable, entry, file);
    }
    file.open = [path, bytes](const NamedArray& array) { return openVariable(path, *bytes, array); };
    return samplesFirst(std::move(file), options);
}

} // namespace

bool sniffMatlab(const std::string& path)
{
    return versionOf(path) != MatlabVersion::None;
}

DatasetChoices matlabChoices(const std::string& path)
{
    return sniffHdf5(path) ? hdf5Choices(path) : choicesOf(listed(path, {}));
}

Dataset readMatlab(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    return sniffHdf5(path) ? readHdf5(path, options, progress)
                           : readArrays(listed(path, options), path, "MATLAB", options, progress);
}

} // namespace isthmus
