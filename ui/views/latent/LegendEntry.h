// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace isthmus {

struct ThemeTokens;

/// One class of the legend: colour square and name. It is checked while the class is shown. Space or Enter is a click,
/// Shift+Enter a double click, and the up and down keys move to the entries above and below.
class LegendEntry : public QAbstractButton
{
    Q_OBJECT
public:
    LegendEntry(int classIndex, const QString& name, QWidget* parent);

    [[nodiscard]] QSize sizeHint() const override;

    /// Colour square and name, from the painter's origin.
    void draw(QPainter& painter, const ThemeTokens& look) const;

signals:
    void doubleClicked();
    void aloneAsked(); ///< the user pressed Shift+Enter
    void focused();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    int m_classIndex;
};

} // namespace isthmus
