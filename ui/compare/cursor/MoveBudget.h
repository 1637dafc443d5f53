// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

/// What one move of the hand may take of the window's time, for all runs together.
class MoveBudget
{
public:
    explicit MoveBudget(double milliseconds)
        : m_left(milliseconds)
    {
    }

    /// Takes what a piece of work costs, if there is as much left.
    /// @return whether there was
    [[nodiscard]] bool take(double milliseconds)
    {
        const bool fits = milliseconds < m_left;
        m_left -= fits ? milliseconds : 0;
        return fits;
    }

private:
    double m_left;
};

} // namespace isthmus
