// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/ByteSource.h"
#include "core/data/Dataset.h"
#include "core/datasets/readers/dataNames.h"
#include "core/files/NpyHeader.h"

#include <memory>
#include <optional>

namespace isthmus {

/// An NPY array whose numbers are somewhere: in a file, in an archive, or unpacked in memory.
struct SourceArray
{
    std::string where; ///< file, and array in it, for messages
    NpyHeader header;
    std::shared_ptr<const ByteSource> source;
    std::uint64_t offset = 0; ///< byte of the source where the first number begins
    std::optional<std::uint32_t> checksum = std::nullopt; ///< crc32() of header and numbers, if it is to be checked
    std::uint64_t behind = 0; ///< bytes of the file behind the array: another one, perhaps
    DataPart part = DataPart::None; ///< which part of the data it is, where that is not the training part
};

/// How the axes of an array become images.
struct Arrangement
{
    Index count = 0;
    Shape shape;
    bool channelsFirst = false;
};

/// Samples x features are lines of one pixel's height, or images of the size that the options give; N x H x W is grey;
/// with four axes the channels are the last or the second one, whichever has the extent 1, 3 or 4 (the last if both).
/// @throws Error if the shape is not one of these, is empty, or does not fit the options
Arrangement arrange(const NpyHeader& header, const ReadOptions& options, const std::string& where);

/// Fills shape, counts, images and scaling of a data set from arrays of one kind: the training part, then the test part
/// and the validation part, if they are there. What is larger than the options allow stays in its file; Fortran order
/// must be brought into memory.
/// @throws Error if the parts differ in type or shape, hold numbers that are not finite, or are damaged; Cancelled
void setImages(
    const std::vector<SourceArray>& parts, const ReadOptions& options, const Progress& progress, Dataset& data);

/// @throws Error that names both, unless two arrays hold images of one type and shape
void requireLike(const SourceArray& first, const SourceArray& other, const ReadOptions& options);

/// All numbers or texts of an array, as they are stored.
/// @throws Error if they are damaged or do not fit into memory
std::vector<std::uint8_t> checkedBytes(const SourceArray& array);

} // namespace isthmus
