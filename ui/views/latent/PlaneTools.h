// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QAction;
class QComboBox;
class QToolButton;

namespace isthmus {

class PointControls;
enum class PlaneTool;

/// The tools over the plane, in as many rows as the width requires. Each is an action with a button, so that keys and
/// menus find it too. Models of more than two dimensions also have the choice of the two on the axes, and the button of
/// the drawer with the others. Then follow the choices of what the points are and how they look.
class PlaneTools : public QWidget
{
    Q_OBJECT
public:
    explicit PlaneTools(QWidget* parent = nullptr);

    /// Sets the dimensions without signals.
    void setDimensions(int latentDim, int dimX, int dimY);

    /// Adds a button of somebody else's to the tools.
    void addButton(QToolButton* button);

    /// Lays buttons, then choosers and controls in rows of this width and becomes as large as they are.
    void wrap(int width);

    /// The plates on which words and sliders stand, so that they are read over points and names of the plane.
    [[nodiscard]] std::vector<QRect> plates() const;

    [[nodiscard]] QAction& fit() const { return *m_fit; }
    [[nodiscard]] QAction& home() const { return *m_home; }
    [[nodiscard]] QAction& zoomIn() const { return *m_zoomIn; }
    [[nodiscard]] QAction& zoomOut() const { return *m_zoomOut; }
    [[nodiscard]] QAction& manifold() const { return *m_manifold; }
    [[nodiscard]] QAction& drawer() const { return *m_drawer; }
    [[nodiscard]] QAction& probe() const { return *m_probe; }
    [[nodiscard]] QAction& pan() const { return *m_pan; }
    [[nodiscard]] PointControls& points() const { return *m_points; }
    [[nodiscard]] QComboBox& chooserX() const { return *m_chooserX; }
    [[nodiscard]] QComboBox& chooserY() const { return *m_chooserY; }

signals:
    void toolChosen(PlaneTool tool);
    void fitAsked();
    void homeAsked();
    void zoomAsked(double factor); ///< the factor is above 1 for closer
    void manifoldToggled(bool shown);
    void drawerToggled(bool open);
    /// The user chose dimensions, which are never the same twice: choosing the other axis's dimension swaps the two.
    void dimensionsChosen(int dimX, int dimY);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeTools();
    void makeChoosers();
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
    std::vector<QWidget*> m_items; ///< widgets in reading order
    QAction* m_probe;
    QAction* m_pan;
    QAction* m_fit;
    QAction* m_home;
    QAction* m_zoomIn;
    QAction* m_zoomOut;
    QAction* m_manifold;
    QAction* m_drawer;
    QWidget* m_choosers;
    PointControls* m_points;
    QComboBox* m_chooserX;
    QComboBox* m_chooserY;
    int m_dimX = 0;
    int m_dimY = 1;
};

} // namespace isthmus
