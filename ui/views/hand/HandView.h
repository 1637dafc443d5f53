// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Figure.h"

#include <QWidget>

#include <memory>

class QAction;
class QLabel;
class QPushButton;

namespace isthmus {

class CodeLabel;
class GridWindow;
class PictureWidget;
class PointedSample;
class PriorDraws;
class PriorGrid;
class RunSession;
class SampleWidget;
struct HandFigure;
struct SampleForm;

/// The decoded picture of the point under the hand, large, with the point's numbers. Beside it are 64 draws, which can
/// be enlarged; below, the sample that is pointed at or pinned. Everything has its place, whether it shows or not.
class HandView : public QWidget, public Figure
{
    Q_OBJECT
public:
    explicit HandView(RunSession& session, QWidget* parent = nullptr);

    [[nodiscard]] QSize figureSize() const override;
    void drawFigure(QPaintDevice& device, const ThemeTokens& look) override;

    [[nodiscard]] PictureWidget& picture();
    [[nodiscard]] PriorGrid& grid() { return *m_grid; }
    [[nodiscard]] PointedSample& pointed() { return *m_pointed; }
    [[nodiscard]] const CodeLabel& code() const { return *m_code; }
    [[nodiscard]] bool isGridShown() const;
    /// The window of enlarged pictures; null before it was opened for the first time.
    [[nodiscard]] GridWindow* enlarged() const { return m_enlarged; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeActions();
    void arrangeParts();
    void connectSession();
    void startRun();
    void showPicture();
    void showCode();
    void showDraws();
    void enlarge();
    void followVisibility();
    [[nodiscard]] HandFigure figure() const;

    RunSession& m_session;
    PriorDraws* m_draws;
    SampleWidget* m_picture;
    std::shared_ptr<const SampleForm> m_form; ///< how the run's samples are shown; null: there is no run
    PriorGrid* m_grid;
    PointedSample* m_pointed;
    QLabel* m_hint;
    CodeLabel* m_code;
    QLabel* m_source;
    QAction* m_drawOne;
    QAction* m_drawGrid;
    QPushButton* m_one;
    QPushButton* m_many;
    QPushButton* m_enlarge;
    QPushButton* m_clear;
    GridWindow* m_enlarged = nullptr;
};

QWidget* makeHandView(RunSession& session, QWidget* parent);

} // namespace isthmus
