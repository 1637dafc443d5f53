// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace isthmus {

/// A line of plain text in whatever width there is. A longer one loses its middle, where an ellipsis stands, and is
/// told whole by a tool tip. text() is the whole one.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    /// What is seen of the text.
    [[nodiscard]] QString seenText() const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace isthmus
