// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/DatasetPreview.h"
#include "ui/samples/kinds/SampleForm.h"

#include <QStringList>
#include <QWidget>

#include <memory>
#include <vector>

namespace isthmus {

/// Some images of a data set in rows, as large as they fit, sharp at any scale of the screen. Of signals and rows of a
/// table as many as fit, each on a card with its name, its axes or columns and its numbers. Hovering says which sample
/// and class it is, and its numbers.
class ThumbnailGrid : public QWidget
{
    Q_OBJECT
public:
    explicit ThumbnailGrid(QWidget* parent = nullptr);

    /// @param titles  what a person calls each of them; empty: their numbers and classes
    /// @param form    how they are shown; null: as pictures
    void setPictures(std::vector<PreviewPicture> pictures, QStringList titles = {},
        std::shared_ptr<const SampleForm> form = nullptr);
    /// Faint: what is shown will soon be something else.
    void setFaint(bool faint);

    [[nodiscard]] const std::vector<PreviewPicture>& pictures() const { return m_pictures; }
    /// The place where a picture is painted; empty: the room ends before.
    [[nodiscard]] QRect cell(int number) const;
    /// Which one is painted at a place, counted as the cells are; -1: none is there.
    [[nodiscard]] int pictureAt(QPointF place) const;

    [[nodiscard]] QSize sizeHint() const override { return {456, 456}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {256, 256}; }

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] bool areCards() const { return m_form != nullptr; }
    /// Cards side by side and one below the other, at least one.
    [[nodiscard]] QSize cardCounts() const;
    /// The picture of a cell: cards take samples of everywhere, since not all are shown.
    [[nodiscard]] std::size_t pictureOf(int number) const;
    [[nodiscard]] QString titleOf(std::size_t picture) const;
    [[nodiscard]] QRectF numbersRoom(const QRect& card) const;
    [[nodiscard]] QString tipAt(QPointF place) const;
    void paintCards(QPainter& painter) const;
    void paintCard(QPainter& painter, int number) const;
    /// Size of a cell in a grid of `columns` columns, px: of the pictures' proportions, within limits.
    [[nodiscard]] QSize cellSize(int columns) const;
    /// The number of columns that makes the cells largest.
    [[nodiscard]] int bestColumns() const;
    /// Keeps the columns as long as the cells would hardly grow with others, so that a line of text more or less below
    /// the grid does not lay it anew.
    void chooseColumns();
    void fit(double ratio);

    std::vector<PreviewPicture> m_pictures;
    QStringList m_titles;
    std::shared_ptr<const SampleForm> m_form; ///< null: they are pictures
    std::vector<QImage> m_fitted; ///< pictures as they are painted; empty: to be made
    QSize m_fittedFor; ///< device pixels of one cell
    double m_proportion = 1; ///< height of a cell for its width
    int m_columns = 0; ///< 0: to be chosen
    bool m_isFaint = false;
};

} // namespace isthmus
