// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <QImage>
#include <QWidget>

#include <memory>
#include <vector>

namespace isthmus {

/// 8 x 8 pictures of draws from the prior, painted as one; a click chooses one.
class PriorGrid : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kSide = 8;
    static constexpr int kCount = kSide * kSide;

    explicit PriorGrid(QWidget* parent = nullptr);

    /// @param pictures  kCount of them, unscaled; null: none yet
    void setPictures(std::shared_ptr<const std::vector<QImage>> pictures);
    [[nodiscard]] bool isEmpty() const { return m_pictures == nullptr; }

    void setChosen(int number); ///< -1: none

    /// Size of the pictures with each of their pixels as a square, and how they are drawn so, from the painter's
    /// origin.
    [[nodiscard]] QSize sharpSize() const;
    void drawSharp(QPainter& painter) const;

    /// Where a picture is, for whoever wants to point at it.
    [[nodiscard]] QRectF cell(int number) const;

signals:
    void clicked(int number);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    std::shared_ptr<const std::vector<QImage>> m_pictures;
    int m_chosen = -1;
};

} // namespace isthmus
