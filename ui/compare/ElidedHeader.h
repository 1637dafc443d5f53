// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace isthmus {

/// The heads of a table's columns, each as much of its text as its column holds: the middle gives way, since what tells
/// runs apart stands at the end. A style sheet leaves no effect to QHeaderView's own elide mode.
class ElidedHeader : public QHeaderView
{
public:
    explicit ElidedHeader(QWidget* parent);

    /// Text of a head as it is painted.
    [[nodiscard]] QString shownText(int section) const;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override;
};

} // namespace isthmus
