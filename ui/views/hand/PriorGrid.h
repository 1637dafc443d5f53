// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/hand/DrawnSamples.h"

#include <QImage>
#include <QWidget>

#include <memory>

namespace isthmus {

struct ThemeTokens;

/// 8 x 8 pictures of drawn codes, painted as one: a click chooses one, and so do arrows and Enter. Signals are curves,
/// rows of a table bars, all on the same axes; a tool tip tells their numbers. As large as the room allows, at the top
/// left.
class PriorGrid : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kSide = 8;
    static constexpr int kCount = kSide * kSide;

    explicit PriorGrid(QWidget* parent = nullptr);

    /// @param drawn  kCount samples; null: none yet
    void setDrawn(std::shared_ptr<const DrawnSamples> drawn);
    [[nodiscard]] bool isEmpty() const { return m_drawn == nullptr; }
    /// How the samples to come are shown, which says what they are called; null: as pictures.
    void setForm(std::shared_ptr<const SampleForm> form);

    /// Says what will be here, where there are no pictures.
    void setHint(const QString& hint);

    void setChosen(int number); ///< -1: none
    [[nodiscard]] int chosen() const { return m_chosen; }

    /// The picture that the keys have reached.
    [[nodiscard]] int reached() const { return m_reached; }
    /// The one that is looked at: below the pointer, or reached.
    [[nodiscard]] int looked() const { return m_pointed >= 0 ? m_pointed : m_reached; }

    /// Size of the pictures with each of their pixels as a square, and how they are drawn so, from the painter's
    /// origin.
    [[nodiscard]] QSize sharpSize() const;
    void drawSharp(QPainter& painter, const ThemeTokens& look) const;

    /// The place of a picture, for whoever wants to point at it.
    [[nodiscard]] QRectF cell(int number) const;

    [[nodiscard]] QSize sizeHint() const override { return {168, 168}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {64, 64}; }

signals:
    void lookedChanged();
    void clicked(int number); ///< the picture was clicked, or chosen by Enter

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintEmpty(QPainter& painter) const;
    void paintCell(QPainter& painter, int number) const;
    void compose();
    [[nodiscard]] int numberAt(QPointF place) const; ///< -1: none is there
    [[nodiscard]] QString tipAt(QPointF place) const;
    void point(int number);
    void retheme();
    void reach(int number);
    void tellReached();

    std::shared_ptr<const DrawnSamples> m_drawn;
    std::shared_ptr<const SampleForm> m_form;
    QImage m_composed; ///< all pictures as they are painted; null: to be made
    QString m_hint;
    int m_chosen = -1;
    int m_reached = 0;
    int m_pointed = -1; ///< below the pointer; -1: none
};

} // namespace isthmus
