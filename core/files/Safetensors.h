// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <QByteArray>
#include <QFile>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Number types of the safetensors format, by the format's names. Isthmus writes the first four.
enum class TensorType { F32, F64, I64, U8, F16, BF16, I8, I16, I32, U16, U32, U64, Bool };

/// "F32".
const char* tensorTypeName(TensorType type);
/// Bytes of one element.
Index tensorTypeSize(TensorType type);
/// "[400, 784]".
std::string shapeText(const std::vector<Index>& shape);

/// Does a file begin as the format demands: with the length of a header in eight bytes, and the brace of the header?
/// Looks at no more than that. False too where it cannot be read.
bool looksLikeSafetensors(const std::string& path);

/// The header of a file that looks so, the JSON text that names its tensors. Empty for any other file, and for one
/// whose header is cut off or longer than `most` bytes.
QByteArray safetensorsHeader(const std::string& path, std::int64_t most);

/// One named tensor of a file: C order, little-endian.
struct TensorInfo
{
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<Index> shape;
    std::int64_t begin = 0; ///< bytes from the start of the data, which follows the header
    std::int64_t end = 0;
};

/// A safetensors file that is open for reading. The header is checked as a whole before anything is allocated by it:
/// types, shapes, and that the tensors fill the data from its first byte to its last without holes. Tensors are read
/// from the disk straight into the vector that is returned. Used by one thread.
/// Source: https://github.com/huggingface/safetensors, "Format"
class SafetensorsFile
{
public:
    /// @param path  UTF-8
    /// @throws Error if the file cannot be read or breaks the format: file, what, expected, found
    explicit SafetensorsFile(const std::string& path);

    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] const std::map<std::string, std::string>& metadata() const { return m_metadata; }
    [[nodiscard]] const std::map<std::string, TensorInfo>& tensors() const { return m_tensors; }

    /// @throws Error if there is none
    [[nodiscard]] const std::string& metadataText(const std::string& key) const;

    /// @throws Error if there is no such tensor
    [[nodiscard]] const TensorInfo& tensor(const std::string& name) const;
    /// @throws Error if there is no such tensor, or it is of another type
    [[nodiscard]] const TensorInfo& tensor(const std::string& name, TensorType type) const;
    /// @throws Error if there is no such tensor or it has another shape
    const TensorInfo& check(const std::string& name, const std::vector<Index>& shape) const;
    /// @throws Error if there is no such tensor, or it is of another type or shape
    const TensorInfo& check(const std::string& name, TensorType type, const std::vector<Index>& shape) const;

    /// All elements of a tensor, in C order.
    /// @throws Error if there is no such tensor, it is of another type, or the file became shorter meanwhile
    [[nodiscard]] FloatVector floats(const std::string& name);
    [[nodiscard]] std::vector<double> doubles(const std::string& name);
    [[nodiscard]] std::vector<std::int64_t> integers(const std::string& name);
    [[nodiscard]] std::vector<std::uint8_t> bytes(const std::string& name);
    /// All elements of a tensor of F32, F64, F16 or BF16, in C order.
    [[nodiscard]] FloatVector roundedFloats(const std::string& name);

    /// Some elements of a tensor, from `first` on.
    /// @throws Error if there is no such tensor, it is of another type or has fewer elements, or the file became
    /// shorter
    void values(const std::string& name, Index first, std::span<float> out);
    void values(const std::string& name, Index first, std::span<double> out);
    void values(const std::string& name, Index first, std::span<std::int64_t> out);

private:
    [[nodiscard]] QByteArray readHeader();
    void parseHeader(const QByteArray& json);
    void checkLayout() const;
    template <typename Vector>
    [[nodiscard]] Vector read(const std::string& name, TensorType type);
    template <typename Half>
    [[nodiscard]] FloatVector readHalves(const std::string& name, TensorType type);
    void readPart(const std::string& name, TensorType type, Index first, std::span<std::byte> out);

    std::string m_path;
    QFile m_file;
    std::int64_t m_dataStart = 0;
    std::map<std::string, std::string> m_metadata;
    std::map<std::string, TensorInfo> m_tensors;
};

/// One tensor that is to be written.
struct TensorSource
{
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<Index> shape;
    /// Writes all elements in C order to `out`. Called once, in its turn, so that one tensor is copied at a time.
    std::function<void(std::byte* out)> fill;
};

/// Writes a whole file, or leaves what stood at the path. The header is padded so that the data starts at a multiple of
/// 8, and types of 8 bytes come first, so that every element is aligned.
/// @throws Error if the file cannot be written: file, the system's reason
void writeSafetensors(
    const std::string& path, const std::map<std::string, std::string>& metadata, std::vector<TensorSource> tensors);

} // namespace isthmus
