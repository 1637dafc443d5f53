// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/DataFingerprint.h"

#include <utility>

namespace isthmus {

DataFingerprint::DataFingerprint(std::shared_ptr<const Dataset> data)
    : m_data(std::move(data))
{
}

const std::string& DataFingerprint::text() const
{
    std::call_once(m_once, [this] {
        m_text = m_data->fingerprint();
        m_isRead = true;
    });
    return m_text;
}

} // namespace isthmus
