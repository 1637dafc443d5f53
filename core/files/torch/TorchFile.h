// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/files/Zip.h"
#include "core/files/torch/torchTensors.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace isthmus {

/// What of PyTorch a file is. Since PyTorch 1.6 torch.save() writes a zip archive with a pickle as its index.
enum class TorchKind {
    None, ///< no file of PyTorch
    Named, ///< a dictionary: of weights by their names, or a checkpoint with them
    Tensors, ///< tensors without names, as data are kept
    Object, ///< of a class, such as a whole model
    Script, ///< of torch.jit.save()
    Old, ///< of torch.save() before: pickles one after another, or a tar archive
};

/// Looks at the beginning of a file and, of a zip archive, at its directory and the beginning of its index. Never
/// throws: what cannot be read is none.
TorchKind torchKindOf(const std::string& path);

/// Tensors that torch.save() has written with their names, such as a state_dict(), alone or in a checkpoint. The index
/// is a pickle, which is read and never executed (Pickle.h). Sizes and places are compared with the storages in the
/// file before memory is taken. Used by one thread.
/// Source: PyTorch, docs/source/notes/serialization.rst, "Serialized file format for torch.save"
class TorchFile
{
public:
    /// @param path  UTF-8
    /// @throws Error if the file cannot be read, or holds anything but names, numbers and tensors: file, expected,
    /// found,
    ///         and the line of Python that makes one of the weights alone
    explicit TorchFile(const std::string& path);

    [[nodiscard]] const std::vector<TorchTensor>& tensors() const { return m_tensors; }

    /// All elements of one of the tensors, in C order; those of half or double precision are brought to F32.
    /// @throws Error if they are no floats, or the file does not have them
    [[nodiscard]] FloatVector floats(const TorchTensor& tensor);

private:
    [[nodiscard]] const ZipEntry& entry(const std::string& name) const;
    void readIndex();
    void requireLittleEndian() const;
    void readStorage(const TorchTensor& tensor);

    std::string m_path;
    ZipFile m_zip;
    std::string m_folder; ///< of its entries in the archive: "archive/"
    std::unordered_map<std::string, const ZipEntry*> m_entries;
    std::vector<TorchTensor> m_tensors;
    std::string m_storage; ///< key of the storage that was read last
    std::vector<std::uint8_t> m_bytes; ///< its bytes
};

} // namespace isthmus
