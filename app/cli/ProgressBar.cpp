// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ProgressBar.h"

#include "app/common/terminalColumns.h"

#include <algorithm>
#include <cstdio>

#include <unistd.h>

namespace isthmus {

namespace {

constexpr int kBarWidth = 30;
constexpr const char* kClearLine = "\r\033[K";

} // namespace

ProgressBar::ProgressBar()
    : m_terminal(isatty(STDERR_FILENO) != 0)
{
}

ProgressBar::~ProgressBar()
{
    if (!m_shown.empty())
        std::fputs(kClearLine, stderr);
}

void ProgressBar::show(double share, const std::string& text)
{
    if (!m_terminal)
        return;
    const int filled = static_cast<int>(std::clamp(share, 0.0, 1.0) * kBarWidth);
    std::string line = "[";
    line.append(static_cast<std::size_t>(filled), '#').append(static_cast<std::size_t>(kBarWidth - filled), ' ');
    line += "] " + text;
    line = line.substr(0, terminalColumns(STDERR_FILENO) - 1); // a longer one would wrap, and stay
    if (line == m_shown)
        return;
    std::fputs((kClearLine + line).c_str(), stderr);
    std::fflush(stderr);
    m_shown = std::move(line);
}

} // namespace isthmus
