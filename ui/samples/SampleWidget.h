// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/samples/kinds/SampleForm.h"
#include "ui/widgets/PictureWidget.h"

namespace isthmus {

struct ThemeTokens;

/// Shows one sample as its kind says: a picture, or a curve or lines of a table with their numbers, which a tool tip
/// tells too. Cheap to set at every frame.
class SampleWidget : public PictureWidget
{
    Q_OBJECT
public:
    explicit SampleWidget(QWidget* parent = nullptr);

    /// @param values  shape.size() values of the engine; copied
    void setSample(std::shared_ptr<const SampleForm> form, std::span<const float> values);
    void clear() override;

    /// Is the sample shown with its numbers, and not as a picture?
    [[nodiscard]] bool hasNumbers() const;
    /// Draws such a sample, for a figure.
    void drawSample(QPainter& painter, const QRectF& room, const ThemeTokens& look) const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QRectF inner() const;

    std::shared_ptr<const SampleForm> m_form; ///< null: nothing is shown
    SampleNumbers m_sample;
};

} // namespace isthmus
