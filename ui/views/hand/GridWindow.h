// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace isthmus {

class PriorDraws;
class PriorGrid;
class SampleWidget;

/// The drawn pictures, enlarged, in a window of its own, of any size. Beside signals and rows of a table stands the one
/// that is pointed at, or that the keys have reached, with its names and numbers. The hand can be used beside it.
/// Escape closes it.
class GridWindow : public QWidget
{
    Q_OBJECT
public:
    /// @param draws   outlives this
    /// @param parent  the window stays above this one's
    GridWindow(PriorDraws& draws, QWidget* parent);

    [[nodiscard]] PriorGrid& grid() { return *m_grid; }
    /// The one that is looked at, with its numbers; hidden where pictures are drawn.
    [[nodiscard]] SampleWidget& looked() { return *m_looked; }

signals:
    void shownChanged(); ///< it was opened or closed

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void take();
    void showLooked();

    PriorDraws& m_draws;
    PriorGrid* m_grid;
    QLabel* m_number; ///< which one is looked at
    SampleWidget* m_looked;
    QLabel* m_source;
    QPushButton* m_others;
};

} // namespace isthmus
