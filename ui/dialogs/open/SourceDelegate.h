// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace isthmus {

/// Paints the list of data sets: headings in small capitals, each set with a dim second line that says where it is.
class SourceDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kHeadingRole = Qt::UserRole + 1; ///< bool
    static constexpr int kDetailRole = Qt::UserRole + 2; ///< second line; empty: none

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace isthmus
