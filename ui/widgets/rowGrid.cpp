// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowGrid.h"

#include "ui/widgets/PictureImage.h"

#include <QPainter>

namespace isthmus {

namespace {
constexpr QRgb kBetween = qRgb(40, 40, 40); // as between pictures
} // namespace

QImage rowGrid(const Matrix& rows, int columns)
{
    const auto count = static_cast<int>(rows.rows());
    const int down = (count + columns - 1) / columns;
    QImage image(columns * kRowCell.width(), down * kRowCell.height(), QImage::Format_RGB32);
    image.fill(kBetween);
    QPainter painter(&image);
    for (int i = 0; i < count; ++i) {
        const std::span values(rows.row(i).data(), static_cast<std::size_t>(rows.cols()));
        const QPoint corner(i % columns * kRowCell.width(), i / columns * kRowCell.height());
        painter.drawImage(corner, rowImage(values, kRowCell - QSize(1, 1)));
    }
    return image;
}

} // namespace isthmus
