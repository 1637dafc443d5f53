// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace isthmus {

/// A panel of a column: as high as its content where there is room, else it scrolls. Never sideways.
class ScrollPanel : public QScrollArea
{
    Q_OBJECT
public:
    /// Takes the content as a child.
    explicit ScrollPanel(QWidget* content, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace isthmus
