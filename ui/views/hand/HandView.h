// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "ui/widgets/Figure.h"

#include <QWidget>

#include <cstdint>

class QAction;
class QLabel;
class QPushButton;

namespace isthmus {

class CodeLabel;
class PictureWidget;
class PriorGrid;
class Session;
class SquareStack;

/// What the decoder makes of the point under the hand, large, with the point's numbers. For models with a prior, draws
/// from it: one, which becomes the point under the hand, or a grid of 64 that is drawn again as training goes on.
class HandView : public QWidget, public Figure
{
    Q_OBJECT
public:
    explicit HandView(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QSize figureSize() const override;
    void drawFigure(QPaintDevice& device, const ThemeTokens& look) override;

    [[nodiscard]] PictureWidget& picture() { return *m_picture; }
    [[nodiscard]] PriorGrid& grid() { return *m_grid; }
    [[nodiscard]] const CodeLabel& code() const { return *m_code; }
    [[nodiscard]] bool isGridShown() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeActions();
    void makeColumns();
    void startRun();
    void showPicture();
    void showCode();
    void drawOne();
    void drawGrid();
    void showGrid(bool shown);
    void refreshGrid();
    void choose(int number);

    Session& m_session;
    SquareStack* m_square;
    PictureWidget* m_picture;
    PriorGrid* m_grid;
    QLabel* m_hint;
    CodeLabel* m_code;
    QAction* m_drawOne;
    QAction* m_drawGrid;
    QPushButton* m_one;
    QPushButton* m_many;
    QPushButton* m_back;
    Matrix m_gridCodes; ///< PriorGrid::kCount x latentDim; no rows before the first grid
    std::uint64_t m_drawn = 0; ///< from the prior, in all
};

QWidget* makeHandView(Session& session, QWidget* parent);

} // namespace isthmus
