// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace isthmus {

/// Arranges the hand's panel. From top to bottom: the two pictures in squares of one size, the code, a row of buttons,
/// where draws come from, the pointed sample. In a panel that is wide and low the buttons stand in lines at the right
/// of the pictures instead, if these get larger by it. What height is left stays at the bottom, so that the code is
/// never far from its picture. What the parts show changes nothing: they keep their places.
class HandLayout : public QLayout
{
    Q_OBJECT
public:
    struct Parts
    {
        QWidget* picture;
        QWidget* grid;
        QWidget* code;
        QList<QWidget*> buttons; ///< the last two share a line where they stand at the right
        QWidget* source;
        QWidget* pointed;
    };

    /// Takes the parts as children of the panel.
    HandLayout(const Parts& parts, QWidget* panel);
    ~HandLayout() override;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& place) override;

private:
    /// Heights of a panel of one size, and where its buttons stand.
    struct Division
    {
        int side = 0; ///< side of a picture
        int pointed = 0;
        bool isBeside = false;
    };

    /// @param inner  size of the panel without its margins
    [[nodiscard]] Division divide(QSize inner) const;
    [[nodiscard]] Division divide(QSize inner, bool isBeside) const;
    [[nodiscard]] int lines(bool isBeside) const; ///< height of all but pictures and sample, px
    [[nodiscard]] int buttonRow() const; ///< width, px
    [[nodiscard]] int buttonColumn() const; ///< width, px
    [[nodiscard]] int buttonLines() const; ///< height of the column, px
    void placeRow(QPoint corner) const;
    void placeColumn(QPoint corner) const;

    Parts m_parts;
    QList<QLayoutItem*> m_items;
};

} // namespace isthmus
