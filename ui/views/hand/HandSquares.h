// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace isthmus {

/// Two widgets side by side, in squares of one size that are as large as the room allows, at the top left. Neither
/// moves for what the other shows.
class HandSquares : public QWidget
{
    Q_OBJECT
public:
    explicit HandSquares(QWidget* parent = nullptr);

    /// Takes both as children.
    void setWidgets(QWidget* left, QWidget* right);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* m_left = nullptr;
    QWidget* m_right = nullptr;
};

} // namespace isthmus
