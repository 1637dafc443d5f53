// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include <memory>
#include <vector>

namespace isthmus {

/// 8 x 8 pictures of drawn codes, painted as one: a click chooses one, and so do arrows and Enter. As large as the room
/// allows, at the top left.
class PriorGrid : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kSide = 8;
    static constexpr int kCount = kSide * kSide;

    explicit PriorGrid(QWidget* parent = nullptr);

    /// @param pictures  kCount pictures, unscaled; null: none yet
    void setPictures(std::shared_ptr<const std::vector<QImage>> pictures);
    [[nodiscard]] bool isEmpty() const { return m_pictures == nullptr; }

    /// Says what will be here, where there are no pictures.
    void setHint(const QString& hint);

    void setChosen(int number); ///< -1: none
    [[nodiscard]] int chosen() const { return m_chosen; }

    /// The picture that the keys have reached.
    [[nodiscard]] int reached() const { return m_reached; }

    /// Size of the pictures with each of their pixels as a square, and how they are drawn so, from the painter's
    /// origin.
    [[nodiscard]] QSize sharpSize() const;
    void drawSharp(QPainter& painter) const;

    /// The place of a picture, for whoever wants to point at it.
    [[nodiscard]] QRectF cell(int number) const;

    [[nodiscard]] QSize sizeHint() const override { return {168, 168}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {64, 64}; }

signals:
    void clicked(int number); ///< the picture was clicked, or chosen by Enter

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintEmpty(QPainter& painter) const;
    void paintCell(QPainter& painter, int number) const;
    void compose();
    void reach(int number);
    void tellReached();

    std::shared_ptr<const std::vector<QImage>> m_pictures;
    QImage m_composed; ///< all pictures as they are painted; null: to be made
    QString m_hint;
    int m_chosen = -1;
    int m_reached = 0;
};

} // namespace isthmus
