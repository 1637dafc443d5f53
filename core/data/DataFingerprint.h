// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

namespace isthmus {

/// Dataset::fingerprint() of one data set, which reads it when it is asked for first and never again. Any thread.
class DataFingerprint
{
public:
    explicit DataFingerprint(std::shared_ptr<const Dataset> data);

    [[nodiscard]] const Dataset& data() const { return *m_data; }
    [[nodiscard]] const std::string& text() const;
    /// Has it been read, so that text() takes no time?
    [[nodiscard]] bool isRead() const { return m_isRead; }

private:
    std::shared_ptr<const Dataset> m_data;
    mutable std::once_flag m_once;
    mutable std::string m_text;
    mutable std::atomic<bool> m_isRead = false;
};

} // namespace isthmus
