// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/DatasetPreview.h"

#include <QWidget>

#include <vector>

namespace isthmus {

/// Some images of a data set in rows, as large as they fit, sharp at any scale of the screen. Hovering says which image
/// and class it is.
class ThumbnailGrid : public QWidget
{
    Q_OBJECT
public:
    explicit ThumbnailGrid(QWidget* parent = nullptr);

    void setPictures(std::vector<PreviewPicture> pictures);
    /// Faint: what is shown will soon be something else.
    void setFaint(bool faint);

    [[nodiscard]] const std::vector<PreviewPicture>& pictures() const { return m_pictures; }
    /// The place where a picture is painted.
    [[nodiscard]] QRect cell(int number) const;

    [[nodiscard]] QSize sizeHint() const override { return {456, 456}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {256, 256}; }

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// Size of a cell in a grid of `columns` columns, px: of the pictures' proportions, within limits.
    [[nodiscard]] QSize cellSize(int columns) const;
    /// The number of columns that makes the cells largest.
    [[nodiscard]] int bestColumns() const;
    /// Keeps the columns as long as the cells would hardly grow with others, so that a line of text more or less below
    /// the grid does not lay it anew.
    void chooseColumns();
    void fit(double ratio);

    std::vector<PreviewPicture> m_pictures;
    std::vector<QImage> m_fitted; ///< pictures as they are painted; empty: to be made
    QSize m_fittedFor; ///< device pixels of one cell
    double m_proportion = 1; ///< height of a cell for its width
    int m_columns = 0; ///< 0: to be chosen
    bool m_isFaint = false;
};

} // namespace isthmus
