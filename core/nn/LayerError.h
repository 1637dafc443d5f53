// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <cstddef>
#include <optional>
#include <string>

namespace isthmus {

/// Layers that do not fit together. Says as a whole what an Error says, "encoder entry 3: ...", and keeps the place and
/// the words apart for whoever shows them beside the layer.
class LayerError : public Error
{
public:
    /// @param part   "encoder", "decoder"; "latent" for the code between them
    /// @param entry  number in that part's list; empty: the part as a whole
    LayerError(const std::string& part, std::optional<std::size_t> entry, const std::string& sentence)
        : Error(part + (entry ? " entry " + std::to_string(*entry) : "") + ": " + sentence)
        , m_part(part)
        , m_entry(entry)
        , m_sentence(sentence)
    {
    }

    [[nodiscard]] const std::string& part() const { return m_part; }
    [[nodiscard]] std::optional<std::size_t> entry() const { return m_entry; }
    [[nodiscard]] const std::string& sentence() const { return m_sentence; }

private:
    std::string m_part;
    std::optional<std::size_t> m_entry;
    std::string m_sentence;
};

} // namespace isthmus
