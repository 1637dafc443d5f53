// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/RunSession.h"
#include "ui/views/loss/CurveHistory.h"
#include "ui/widgets/Figure.h"
#include "ui/widgets/PanelHeader.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QHBoxLayout;
class QToolButton;

namespace isthmus {

class FoldingHeading;
class LossLegend;
class LossPlot;

/// Curves of the run: heading, present values and switches, the plot beneath; the heading folds the plot away. Paints
/// at most ten times a second, less where painting is slow, and not at all while it is hidden; a history that began
/// anew is painted at once.
class LossView : public QWidget, public Figure, public PanelHeader
{
    Q_OBJECT
public:
    explicit LossView(RunSession& session, QWidget* parent = nullptr);

    [[nodiscard]] LossPlot& plot() { return *m_plot; }
    [[nodiscard]] const LossLegend& legend() const { return *m_legend; }

    [[nodiscard]] QSize figureSize() const override;
    void drawFigure(QPaintDevice& device, const ThemeTokens& look) override;
    bool takeFigureButton(QToolButton* button) override;
    QWidget* takePanelButtons(const QList<QToolButton*>& buttons) override;

    [[nodiscard]] QSize sizeHint() const override { return {900, 208}; }

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeTools();
    QToolButton* makeSwitch(const QString& text, const QString& hint);
    void applyTheme();
    void fold(bool open);
    void limitHeight(); ///< limits the height to the header's while the plot is folded away
    void startRun();
    void scheduleRefresh();
    void refresh();
    /// Shows the values in the legend, which does not wait for the next painting of the plot.
    void showValues();
    void toggle(Quantity quantity);
    void showQuantities();
    void showUnit();
    [[nodiscard]] int figureHeader() const; ///< px

    RunSession& m_session;
    QWidget* m_header = nullptr;
    QHBoxLayout* m_tools = nullptr; ///< switches and buttons at the right of the header
    FoldingHeading* m_heading;
    LossLegend* m_legend;
    std::array<QToolButton*, kQuantities> m_quantities;
    QToolButton* m_log;
    QToolButton* m_fit;
    LossPlot* m_plot;
    QTimer m_pace;
};

/// ms from one painting of the curves to the next, given how many one takes: painting leaves the window's time to
/// others, but for curves that would trail far behind the figures.
[[nodiscard]] int paceFor(double painting);

QWidget* makeLossView(RunSession& session, QWidget* parent);

} // namespace isthmus
