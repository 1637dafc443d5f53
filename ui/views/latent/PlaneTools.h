// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QAction;
class QComboBox;
class QPainter;
class QToolButton;

namespace isthmus {

enum class PlaneTool;
struct ThemeTokens;

/// The row of tools over the plane. Each is an action with a button, so that keys and menus find it too; for models of
/// more than two dimensions also the choice of the two on the axes, and the button of the drawer with the others.
class PlaneTools : public QWidget
{
    Q_OBJECT
public:
    explicit PlaneTools(QWidget* parent = nullptr);

    /// Without signals.
    void setDimensions(int latentDim, int dimX, int dimY);

    /// Draws what the choosers say, for a picture of the plane; nothing where there is no choice.
    void draw(QPainter& painter, const ThemeTokens& look) const;

    /// Adds a button of somebody else's to the row.
    void addButton(QToolButton* button);

    [[nodiscard]] QAction& fit() const { return *m_fit; }
    [[nodiscard]] QAction& manifold() const { return *m_manifold; }
    [[nodiscard]] QAction& drawer() const { return *m_drawer; }
    [[nodiscard]] QAction& probe() const { return *m_probe; }
    [[nodiscard]] QAction& pan() const { return *m_pan; }
    [[nodiscard]] QComboBox& chooserX() const { return *m_chooserX; }
    [[nodiscard]] QComboBox& chooserY() const { return *m_chooserY; }

signals:
    void toolChosen(PlaneTool tool);
    void fitAsked();
    void manifoldToggled(bool shown);
    void drawerToggled(bool open);
    /// By the user; never the same twice: choosing the other axis's dimension swaps the two.
    void dimensionsChosen(int dimX, int dimY);

private:
    QAction* addTool(const QString& icon, const QString& text, const QString& tip, bool checkable);
    QComboBox* addChooser(const QString& axis);
    void chosen(bool isX);
    void retheme();

    struct Button
    {
        QToolButton* button;
        QString icon;
    };
    std::vector<Button> m_buttons;
    QAction* m_probe;
    QAction* m_pan;
    QAction* m_fit;
    QAction* m_manifold;
    QAction* m_drawer;
    QWidget* m_choosers;
    QComboBox* m_chooserX;
    QComboBox* m_chooserY;
    int m_dimX = 0;
    int m_dimY = 1;
};

} // namespace isthmus
