// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unistd.h>

namespace isthmus::faults {

/// Permissions hold for this process as long as this lives, and for those that it starts, even if root runs it.
class Unprivileged
{
public:
    Unprivileged()
        : m_isRoot(geteuid() == 0)
    {
        if (m_isRoot)
            m_isRoot = setresuid(kNobody, kNobody, 0) == 0;
    }
    ~Unprivileged()
    {
        if (m_isRoot && (seteuid(0) != 0 || setresuid(0, 0, 0) != 0))
            _exit(1);
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

private:
    static constexpr uid_t kNobody = 65534;

    bool m_isRoot;
};

} // namespace isthmus::faults
