// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

class QLayout;
class QWidget;

namespace isthmus {

class ActionButton;

/// The parts of a row that give way where it is too narrow, each at its turn: a button's text, a word, a figure. What
/// is not among them always stays. Owned by the widget with the row.
class RowFolding
{
public:
    explicit RowFolding(const QLayout& row)
        : m_row(row)
    {
    }

    /// Parts give way in the order in which they are added.
    void addText(ActionButton* button);
    void addWidget(QWidget* widget); ///< hidden while there is no room for it

    /// Folds as many parts as the width requires, and unfolds the others.
    void fit(int width);

private:
    struct Part
    {
        std::function<int()> saving; ///< px
        std::function<void(bool folded)> fold;
        bool isFolded = false;
    };

    const QLayout& m_row;
    std::vector<Part> m_parts;
};

} // namespace isthmus
