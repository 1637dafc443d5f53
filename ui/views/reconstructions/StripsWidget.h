// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/reconstructions/Strips.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace isthmus {

struct ThemeTokens;

/// Rows of original, corrupted, output and error map with the class and the decibels of each. Painted as one.
class StripsWidget : public QWidget
{
    Q_OBJECT
public:
    explicit StripsWidget(QWidget* parent = nullptr);

    /// @param strips     null: nothing to show yet
    void setStrips(std::shared_ptr<const std::vector<Strip>> strips);
    [[nodiscard]] const std::vector<Strip>& strips() const { return *m_strips; }

    /// Shape of the pictures to come, and whether there is a column of corrupted ones.
    void setLayoutOf(QSize picture, bool hasCorrupted);

    /// Rows that fit the height.
    [[nodiscard]] int rowsThatFit() const;

    /// Side of a picture's cell in logical pixels.
    [[nodiscard]] QSizeF cellSize() const;

    /// Size of the rows that are shown with each pixel of their pictures as a square and no text cut, and how they are
    /// drawn so, from the painter's origin. Empty: nothing is shown.
    [[nodiscard]] QSize sharpSize() const;
    void drawSharp(QPainter& painter, const ThemeTokens& look) const;

    [[nodiscard]] QSize sizeHint() const override { return {336, 380}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 80}; }

signals:
    void rowsChanged(); ///< another number of rows fits
    void hovered(std::optional<Index> sample);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] int columns() const { return m_hasCorrupted ? 4 : 3; }
    [[nodiscard]] QRectF cell(int row, int column) const { return cell(row, column, cellSize()); }
    [[nodiscard]] QRectF cell(int row, int column, QSizeF size) const;
    [[nodiscard]] double lineHeight() const;
    /// Of a picture of that size and the two lines beside it.
    [[nodiscard]] double rowHeight(QSizeF size) const;
    [[nodiscard]] int shownRows() const;
    [[nodiscard]] int textWidth(const QFontMetrics& metrics) const;
    [[nodiscard]] std::vector<const QImage*> picturesOf(const Strip& strip, bool dark) const;
    [[nodiscard]] int rowAt(const QPointF& position) const;
    void paintHeadings(QPainter& painter, const ThemeTokens& look, QSizeF size) const;
    void paintPicture(QPainter& painter, const QImage& image, const QRectF& room) const;
    /// @param right  where the text must end
    void paintText(
        QPainter& painter, const ThemeTokens& look, const Strip& strip, const QRectF& last, double right) const;
    void hover(const QPointF& position);

    std::shared_ptr<const std::vector<Strip>> m_strips;
    QSize m_picture{28, 28};
    bool m_hasCorrupted = false;
    int m_rows = -1;
    std::optional<Index> m_hovered;
};

} // namespace isthmus
