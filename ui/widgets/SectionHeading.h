// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace isthmus {

/// Heading of a part of a panel: 11 px capitals, tracked, dim. Ends with dots where it does not fit.
class SectionHeading : public QLabel
{
    Q_OBJECT
public:
    explicit SectionHeading(const QString& text, QWidget* parent = nullptr);

    /// The text as it is shown, with dots if need be.
    [[nodiscard]] QString shownText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace isthmus
