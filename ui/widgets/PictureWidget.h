// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/PictureImage.h"

#include <QWidget>

#include <vector>

class QPainter;

namespace isthmus {

struct ThemeTokens;

/// Shows one picture as large as it fits, sharp at any scale of the screen, with rounded corners and a hairline. Empty
/// until a picture is set. Cheap to set at every frame: the scaled picture is made once, when it is painted.
class PictureWidget : public QWidget
{
    Q_OBJECT
public:
    explicit PictureWidget(QWidget* parent = nullptr);

    /// @param values  shape.size() floats, (y, x, channel); copied
    void setPicture(Shape shape, std::span<const float> values, PictureKind kind = PictureKind::Values);
    void setImage(const QImage& image);
    virtual void clear();

    /// Nearest by whole pixels (default), which shows what the model sees, or smooth.
    void setSmooth(bool smooth);

    /// The picture that is shown, unscaled; null before the first.
    [[nodiscard]] const QImage& image() const { return m_image; }

    [[nodiscard]] QSize sizeHint() const override { return {96, 96}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {24, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    /// The rounded ground and its hairline.
    void paintGround(QPainter& painter, const ThemeTokens& look) const;

private:
    void retheme();

    QImage m_image;
    QImage m_fitted; ///< m_image as it is painted; null: to be made
    QSize m_fittedRoom; ///< device pixels that it was made for
    Shape m_signedShape;
    /// Values that are kept to colour them again when the ground changes; else empty.
    std::vector<float> m_signedValues;
    bool m_smooth = false;
};

} // namespace isthmus
