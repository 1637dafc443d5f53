// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/Zip.h"
#include "core/files/torch/TorchFile.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace isthmus {

/// What is looked at of a file.
struct ForeignLook
{
    std::string_view head; ///< its first bytes, or those of what a gzip file holds
    std::string suffix{}; ///< of its name, in small letters, without the dot
    const ZipFile* zip = nullptr; ///< null: it is no zip archive, or a damaged one
    TorchKind torch = TorchKind::None;

    /// Is there a file with this whole path or, where it begins with "*", this end of one in the zip archive?
    [[nodiscard]] bool hasEntry(std::string_view name) const;
};

/// A format that is not read, and how it is recognised: all that the row says must fit.
struct ForeignRow
{
    std::size_t place = 0; ///< bytes before `bytes`
    std::string_view bytes{}; ///< empty: any
    const char* suffixes = ""; ///< " pt pth ", blanks around each; empty: any
    bool (*test)(const ForeignLook& look) = nullptr; ///< null: none is needed
    TorchKind torch = TorchKind::None; ///< none: any
    const char* name;
    const char* dataWay = nullptr; ///< with FILE for the file's name as Python writes it; null: it is no data
    const char* modelWay; ///< the same of models; null: the row is of data alone

    [[nodiscard]] bool fits(const ForeignLook& look) const;
};

/// All of them; the first that fits is meant.
std::span<const ForeignRow> foreignRows();

} // namespace isthmus
