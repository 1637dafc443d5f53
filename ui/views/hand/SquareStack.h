// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace isthmus {

/// One of several widgets in a square that is as large as the room allows, at the top left.
class SquareStack : public QWidget
{
    Q_OBJECT
public:
    /// @param side  of the square that is wished for, in pixels
    explicit SquareStack(int side, QWidget* parent = nullptr);

    /// Takes the widget as a child; the first one shows.
    void add(QWidget* widget);
    void setCurrent(QWidget* widget);
    [[nodiscard]] QWidget* current() const;

    void setLeastSide(int side);

    [[nodiscard]] QSize sizeHint() const override { return {m_side, m_side}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {m_least, m_least}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int m_side;
    int m_least = 112;
    std::vector<QWidget*> m_widgets;
};

} // namespace isthmus
