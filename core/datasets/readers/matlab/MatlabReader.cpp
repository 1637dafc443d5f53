// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/matlab/MatlabReader.h"

#include "core/base/Error.h"
#include "core/datasets/readers/ArrayContainer.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/hdf5/Hdf5Reader.h"
#include "core/datasets/readers/matlab/MatlabForm.h"
#include "core/datasets/readers/matlab/MatlabVariable.h"
#include "core/datasets/readers/matlab/matlabAxes.h"
#include "core/files/Gzip.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

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
using LibraryVariable = std::unique_ptr<matvar_t, FreeVariable>;

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

std::optional<NumberType> typeOfVariable(const MatlabVariable& variable)
{
    for (const ClassType& each : kClasses)
        if (each.matlabs == variable.kind)
            return variable.isLogical && each.type == NumberType::U8 ? NumberType::Bool : each.type;
    return std::nullopt;
}

/// What keeps a variable from being read; empty: nothing.
std::string whyNotRead(const MatlabVariable& variable)
{
    for (const auto& [matlabs, name] : kOtherClasses)
        if (matlabs == variable.kind)
            return name;
    if (!typeOfVariable(variable))
        return "a class of its own";
    return variable.isComplex ? "complex numbers" : "";
}

NpyHeader headerOfVariable(const MatlabVariable& variable)
{
    constexpr bool isBig = false; // matio gives numbers as the processor has them
    NpyHeader header{*typeOfVariable(variable), isBig, true, {}, 0};
    header.shape.assign(variable.extents.begin(), variable.extents.end());
    return header;
}

/// What the library found in front of a variable.
MatlabVariable asFound(const matvar_t& variable)
{
    MatlabVariable found;
    found.name = variable.name != nullptr ? variable.name : "";
    found.kind = variable.class_type;
    found.isComplex = variable.isComplex != 0;
    found.isLogical = variable.isLogical != 0;
    found.extents.assign(variable.dims, variable.dims + variable.rank);
    return found;
}

/// A number takes a byte in the file, or, packed, at least 1,032 times less.
void requireRoom(const MatlabPlace& place, const NpyHeader& header, const std::string& where)
{
    const std::uint64_t inflation = place.isPacked ? kMaximumInflation : 1;
    const std::uint64_t count = header.dataSize() / static_cast<std::uint64_t>(sizeOf(header.type));
    if (count / inflation > place.size)
        throw Error(where + ": expected a file that can hold " + header.text() + ", found "
            + grouped(static_cast<std::int64_t>(place.size)) + " bytes of it");
    if (count > INT32_MAX)
        throw Error(where + ": expected at most 2,147,483,647 numbers, found " + header.text()
            + "; save it with -v7.3, or in parts");
    requireMemory(header.dataSize() + place.size, header.text(), where);
}

/// A file and where its variables are.
struct MatlabContent
{
    std::string path;
    std::shared_ptr<const FileBytes> bytes;
    MatlabVersion version;
    std::vector<MatlabPlace> places;
    std::vector<MatlabVariable> variables;
};

[[noreturn]] void refuseVariable(const std::string& where)
{
    throw Error(where + ": expected a variable of numbers, found one that is damaged");
}

/// Files of version 4 hold numbers and texts alone, of which the library makes nothing before they are read.
std::vector<MatlabVariable> variablesOf4(const MatlabContent& content)
{
    const MatlabFile opened = openMatlab(content.path, content.bytes->where());
    std::vector<MatlabVariable> variables;
    while (variables.size() < content.places.size()) {
        const LibraryVariable variable(Mat_VarReadNextInfo(opened.get()));
        if (variable == nullptr)
            refuseVariable(content.bytes->where());
        variables.push_back(asFound(*variable));
    }
    return variables;
}

std::vector<MatlabVariable> variablesOf5(const MatlabContent& content)
{
    std::vector<MatlabVariable> variables;
    for (const MatlabPlace& place : content.places)
        variables.push_back(matlabVariable5(*content.bytes, place));
    return variables;
}

/// Brings the numbers of the variable behind `before` others to memory.
std::vector<std::uint8_t> numbersOf(
    const std::string& path, std::size_t before, const MatlabVariable& expected, const std::string& where)
{
    const MatlabFile file = openMatlab(path, where);
    LibraryVariable variable(Mat_VarReadNextInfo(file.get()));
    for (; before > 0 && variable != nullptr; --before)
        variable.reset(Mat_VarReadNextInfo(file.get()));
    if (variable == nullptr || !(asFound(*variable) == expected))
        refuseVariable(where);
    const NpyHeader header = headerOfVariable(expected);
    std::vector<std::uint8_t> numbers(header.dataSize());
    const auto count = static_cast<int>(numbers.size() / static_cast<std::size_t>(sizeOf(header.type)));
    if (Mat_VarReadDataLinear(file.get(), variable.get(), numbers.data(), 0, 1, count) != 0)
        throw Error(where + ": expected " + header.text() + ", found numbers that are damaged");
    return numbers;
}

SourceArray openVariable(const MatlabContent& content, const NamedArray& array)
{
    const std::string where = content.bytes->where() + ": " + array.name;
    const MatlabPlace& place = content.places[array.entry];
    const MatlabVariable& variable = content.variables[array.entry];
    SourceArray opened{where, headerOfVariable(variable), nullptr, 0};
    requireRoom(place, opened.header, where);
    std::vector<std::uint8_t> numbers;
    if (content.version == MatlabVersion::V5) {
        const OneVariableFile alone(*content.bytes, place);
        numbers = numbersOf(alone.path(), 0, variable, where);
    } else {
        numbers = numbersOf(content.path, array.entry, variable, where);
    }
    opened.source = std::make_shared<MemoryBytes>(std::move(numbers));
    return opened;
}

void addVariable(const MatlabVariable& variable, std::size_t entry, ArrayContainer& file)
{
    const std::string reason = whyNotRead(variable);
    if (variable.name.empty()) // what MATLAB keeps for its objects
        return;
    if (reason.empty())
        file.arrays.push_back({variable.name, entry, headerOfVariable(variable)});
    else
        file.others.emplace_back(
            variable.name, file.where + ": " + variable.name + ": expected numbers, found " + reason);
}

ArrayContainer listed(const std::string& path, const ReadOptions& options)
{
    auto content = std::make_shared<MatlabContent>();
    content->path = path;
    content->bytes = std::make_shared<const FileBytes>(path);
    content->version = versionOf(path);
    content->places = matlabPlaces(*content->bytes, content->version);
    content->variables = content->version == MatlabVersion::V5 ? variablesOf5(*content) : variablesOf4(*content);
    ArrayContainer file;
    file.where = content->bytes->where();
    for (std::size_t entry = 0; entry < content->variables.size(); ++entry)
        addVariable(content->variables[entry], entry, file);
    file.open = [content = std::shared_ptr<const MatlabContent>(std::move(content))](
                    const NamedArray& array) { return openVariable(*content, array); };
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
