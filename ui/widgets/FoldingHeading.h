// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace isthmus {

/// The heading of a part that folds: a chevron and a text in small capitals. It is checked while the part is open; a
/// click or Enter toggles it, Left folds and Right unfolds. The press goes on to the parent, so that a panel can be
/// dragged by its heading. The object name is the name under which the window remembers the state.
class FoldingHeading : public QAbstractButton
{
    Q_OBJECT
public:
    /// @param name  name of the part in the settings, such as "training/optimiser"; no other part of a window has it
    FoldingHeading(const QString& text, const QString& name, QWidget* parent = nullptr);

    /// Sets another text; the tooltip and the accessible name follow.
    void setTitle(const QString& text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void drawChevron(QPainter& painter) const;
    void showToolTip();

    QPoint m_pressed; ///< global, where the left button went down
};

} // namespace isthmus
