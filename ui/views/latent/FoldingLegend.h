// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPainter;
class QToolButton;

namespace isthmus {

class LegendWidget;
struct ThemeTokens;

/// The legend with a button over it that folds it away. Until the user has folded or unfolded it, it folds by itself
/// where it would take too much of the plane.
class FoldingLegend : public QWidget
{
    Q_OBJECT
public:
    explicit FoldingLegend(QWidget* parent = nullptr);

    /// Folds or unfolds as the plane's size asks for, and becomes as large as it wants to be and the plane allows.
    /// @param listTop  px from the plane's upper edge, above which the list may not be
    void fitInto(QSize plane, int listTop = 0);

    [[nodiscard]] bool isFolded() const;
    /// Width and height of the button that folds it, in px.
    [[nodiscard]] int buttonSide() const;
    [[nodiscard]] LegendWidget& legend() const { return *m_legend; }
    [[nodiscard]] QToolButton& button() const { return *m_button; }

    /// The entries that are seen, from the painter's origin.
    void draw(QPainter& painter, const ThemeTokens& look) const;

signals:
    void folded(); ///< the user folded or unfolded it

private:
    void setFolded(bool folded);
    void retheme();

    QToolButton* m_button;
    LegendWidget* m_legend;
    bool m_isChosen = false; ///< the user chose whether it is folded
};

} // namespace isthmus
