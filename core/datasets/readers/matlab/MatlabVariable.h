// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/matlab/MatlabForm.h"

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// What stands in front of the numbers of a variable.
struct MatlabVariable
{
    std::string name;
    int kind = 0; ///< of the values, as matio's matio_classes number them
    bool isComplex = false;
    bool isLogical = false;
    std::vector<std::uint64_t> extents; ///< none of an object

    bool operator==(const MatlabVariable&) const = default;
};

/// Reads what is in front of a variable of version 5 and nothing of its content: the library matio makes something of
/// each element of a struct or a cell array that is claimed, before it looks for one.
/// @throws Error if it is damaged
/// Source: MathWorks, MAT-File Format, "Level 5 MAT-File Format"
MatlabVariable matlabVariable5(const FileBytes& file, const MatlabPlace& place);

/// A file of version 5 in memory with one variable of another file, so that the library matio sees no other.
class OneVariableFile
{
public:
    /// @throws Error if the system has no such files
    OneVariableFile(const FileBytes& file, const MatlabPlace& place);
    ~OneVariableFile();
    OneVariableFile(const OneVariableFile&) = delete;
    OneVariableFile& operator=(const OneVariableFile&) = delete;

    [[nodiscard]] std::string path() const;

private:
    void copy(const FileBytes& file, std::uint64_t begin, std::uint64_t size) const;

    int m_file;
};

} // namespace isthmus
