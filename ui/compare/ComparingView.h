// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace isthmus {

/// A view of all open runs. Belongs to the page, which gives it a heading, and asks nothing while it is hidden.
class ComparingView : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Controls that stand beside its heading, made as its child; null: none.
    [[nodiscard]] virtual QWidget* tools() { return nullptr; }
};

} // namespace isthmus
