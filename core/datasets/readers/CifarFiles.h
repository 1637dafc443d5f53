// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace isthmus {

inline constexpr std::size_t kCifarPixels = 32 * 32; ///< of one picture, each of three channels
inline constexpr std::size_t kCifarBytes = 3 * kCifarPixels;

enum class CifarLabels { Ten, Fine, Coarse }; ///< the ones of CIFAR-10; those of CIFAR-100

/// The files of a set, in either form.
struct CifarFiles
{
    bool isHundred = false; ///< CIFAR-100
    bool isPickled = false; ///< the Python version, else the binary one
    std::string folder;
    std::vector<std::string> train;
    std::vector<std::string> test; ///< none or one
};

/// A folder of CIFAR-10 (data_batch_1, with or without .bin) or CIFAR-100 (train and meta, or train.bin), or the only
/// such folder in it; or one of those files. Content decides where names do not. None: it is neither. Never throws.
std::optional<CifarFiles> findCifar(const std::string& path);

/// Pictures as they are read, (y, x, channel), and a class for each.
struct CifarRecords
{
    std::vector<std::uint8_t> pixels;
    std::vector<std::int32_t> labels;
};

/// Appends a file of the binary version: records of one label, or of a coarse and a fine one, and the channels.
/// @throws Error with one sentence: what, where, expected, found
void readCifarBinary(const std::string& path, CifarLabels which, CifarRecords& records);

/// Appends a file of the Python version, which is read and never executed (see Pickle).
/// @throws Error as readCifarBinary() does
void readCifarPickle(const std::string& path, CifarLabels which, CifarRecords& records);

/// Names of the classes from the file beside the data; empty where there is none.
/// @throws Error if it is there and is damaged
std::vector<std::string> cifarClassNames(const CifarFiles& files, CifarLabels which);

} // namespace isthmus
