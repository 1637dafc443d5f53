// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// A bar on stderr while long work runs. Draws nothing where stderr is not a terminal. Clears its line when it ends.
class ProgressBar
{
public:
    ProgressBar();
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// @param share  share of the work that is done, [0, 1]
    /// @param text   what stands behind the bar
    void show(double share, const std::string& text);

private:
    bool m_terminal;
    std::string m_shown;
};

} // namespace isthmus
