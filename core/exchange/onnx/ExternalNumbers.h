// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace isthmus {

/// Where the numbers of a tensor lie in a file beside its model.
struct ExternalPlace
{
    std::string location; ///< path from the model's folder
    std::int64_t offset = 0; ///< bytes before them
    std::int64_t length = -1; ///< bytes that they take; -1: the model does not say
};

/// The files in a model's folder that hold numbers of its tensors. PyTorch writes them so by default since 2.9.
/// Source: https://onnx.ai/onnx/repo-docs/ExternalData.html
class ExternalNumbers
{
public:
    /// @param folder  the model's; empty: it came from no file, and there are none
    explicit ExternalNumbers(std::string folder)
        : m_folder(std::move(folder))
    {
    }

    /// The bytes of a tensor that needs so many.
    /// @throws Error if the file is not in the folder, is shorter, or is asked for far more than it holds
    std::vector<std::byte> read(const ExternalPlace& place, std::int64_t size);

private:
    std::string m_folder;
    std::map<std::string, std::int64_t> m_taken; ///< bytes that were read of each file
};

} // namespace isthmus
