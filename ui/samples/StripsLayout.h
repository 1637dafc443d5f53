// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QSizeF>
#include <QStringList>

class QFontMetrics;

namespace isthmus {

/// The places of rows of pictures, of the words above them and of the text beside them, in logical pixels. A plain
/// value.
struct StripsLayout
{
    static constexpr int kHeadings = 20; ///< height of the line of words
    static constexpr int kGap = 6; ///< room between two pictures
    static constexpr int kTextGap = 12; ///< room between the last picture and the text
    static constexpr int kTextWidth = 90; ///< least width of the text
    static constexpr int kBlockWidth = 400; ///< width of a sample that is shown whole, in a figure

    /// The content that is laid out.
    struct Content
    {
        QSize picture; ///< size of a picture in its own pixels
        QStringList headings; ///< one heading a column
        double line = 0; ///< height of a line of text
        double block = 0; ///< height of a sample that is shown whole, with its numbers; 0: pictures side by side
    };

    QSizeF picture; ///< size of a picture as it is painted
    double pitch = 0; ///< distance from the left of one picture to the left of the next
    double rowHeight = 0; ///< height of a picture and the two lines beside it

    /// The layout that fills the room with whole multiples of the picture's pixels where they use it well.
    /// @param small  metrics of the headings' font
    /// @param ratio  device pixels in a logical one
    [[nodiscard]] static StripsLayout shown(
        const Content& content, const QFontMetrics& small, QSize room, double ratio);

    /// The layout of a figure, in which each pixel of a picture is a square of whole pixels, and no word is cut.
    [[nodiscard]] static StripsLayout sharp(const Content& content, const QFontMetrics& small);

    [[nodiscard]] QRectF cell(int row, int column) const;
    /// Holds all pictures of a row.
    [[nodiscard]] QRectF row(int number, int columns) const;
    [[nodiscard]] int rowsThatFit(int height) const;
};

} // namespace isthmus
