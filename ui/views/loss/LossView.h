// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"
#include "ui/views/loss/CurveHistory.h"
#include "ui/widgets/Figure.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QLabel;
class QToolButton;

namespace isthmus {

class LossLegend;
class LossPlot;

/// Curves of the run: unit, present values and switches in one line, the plot beneath. Paints at most ten times a
/// second, less where painting is slow, and not at all while it is hidden.
class LossView : public QWidget, public Figure
{
    Q_OBJECT
public:
    explicit LossView(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] LossPlot& plot() { return *m_plot; }
    [[nodiscard]] const LossLegend& legend() const { return *m_legend; }

    [[nodiscard]] QSize figureSize() const override;
    void drawFigure(QPaintDevice& device, const ThemeTokens& look) override;
    bool takeFigureButton(QToolButton* button) override;

    [[nodiscard]] QSize sizeHint() const override { return {900, 208}; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHeader();
    QToolButton* makeSwitch(const QString& text, const QString& hint);
    void applyTheme();
    void startRun();
    void scheduleRefresh();
    void refresh();
    void toggle(Quantity quantity);
    void showQuantities();
    void showHeading();

    Session& m_session;
    QWidget* m_header = nullptr;
    QLabel* m_heading;
    LossLegend* m_legend;
    std::array<QToolButton*, kQuantities> m_quantities;
    QToolButton* m_log;
    QToolButton* m_fit;
    LossPlot* m_plot;
    QTimer m_pace;
};

QWidget* makeLossView(Session& session, QWidget* parent);

} // namespace isthmus
