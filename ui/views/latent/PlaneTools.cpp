// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/PlaneTools.h"

#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/PointControls.h"
#include "ui/widgets/codeText.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace isthmus {

namespace {
constexpr int kToolButton = 28; // px
constexpr int kToolGap = 4; // px between two tools
constexpr double kZoomStep = 1.25; // of a button or key
constexpr int kPlateMargin = 4; // px of a plate beside words and sliders

/// The place of what a part of the tools has that has no ground of its own, as high as it wishes.
QRect bareArea(const QWidget& part)
{
    QRect area;
    for (const auto* child : part.findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        if (child->isHidden() || qobject_cast<const QComboBox*>(child))
            continue;
        QRect place = child->geometry();
        place.setHeight(std::min(place.height(), child->sizeHint().height()));
        place.moveCenter(child->geometry().center());
        area |= place;
    }
    return area;
}
} // namespace

PlaneTools::PlaneTools(QWidget* parent)
    : QWidget(parent)
{
    makeTools();
    makeChoosers();
    m_points = new PointControls(this);
    m_items.push_back(m_points);
    m_items.push_back(&m_points->balancePart());
    connect(m_manifold, &QAction::toggled, this, [this](bool shown) {
        m_points->setManifoldShown(shown); // first, or the tools would be laid for the controls of before
        emit manifoldToggled(shown);
    });
    connect(&Theme::of(this), &Theme::changed, this, &PlaneTools::retheme);
    retheme();
    setDimensions(2, 0, 1);
}

void PlaneTools::makeTools()
{
    m_probe = addTool("probe", tr("Probe"),
        tr("Probe: press and drag to decode the point under the hand; a click on a dot takes its sample"), true);
    m_pan = addTool("pan", tr("Pan"),
        tr("Pan: drag to move the plane (the middle button or Shift and arrow keys always do)"), true);
    m_fit = addTool("fit", tr("Fit"), tr("Fit: show all points (0)"), false);
    m_zoomIn = addTool("zoom-in", tr("Zoom in"), tr("Zoom in (+, or the wheel at the pointer)"), false);
    m_zoomOut = addTool("zoom-out", tr("Zoom out"), tr("Zoom out (-, or the wheel at the pointer)"), false);
    m_home = addTool("mean", tr("Back to the mean"),
        tr("Back to the mean: put the probe on the middle of all codes and let go of a taken sample (H)"), false);
    m_manifold =
        addTool("grid", tr("Manifold grid"), tr("Manifold grid: decode the whole plane behind the points (G)"), true);
    m_drawer =
        addTool("dimensions", tr("Other dimensions"), tr("Other dimensions: sliders for those not on the axes"), true);
    m_fit->setShortcut(Qt::Key_0);
    m_fit->setWhatsThis(tr("Show all points"));
    m_zoomIn->setShortcuts({QKeySequence("+"), QKeySequence("="), QKeySequence("Shift++")});
    m_zoomOut->setShortcut(QKeySequence("-"));
    m_home->setShortcut(Qt::Key_H);
    m_manifold->setShortcut(Qt::Key_G);
    m_manifold->setWhatsThis(tr("Grid of decoded pictures"));

    auto* hands = new QActionGroup(this);
    hands->addAction(m_probe);
    hands->addAction(m_pan);
    m_probe->setChecked(true);
    connect(m_probe, &QAction::triggered, this, [this] { emit toolChosen(PlaneTool::Probe); });
    connect(m_pan, &QAction::triggered, this, [this] { emit toolChosen(PlaneTool::Pan); });
    connect(m_fit, &QAction::triggered, this, &PlaneTools::fitAsked);
    connect(m_home, &QAction::triggered, this, &PlaneTools::homeAsked);
    connect(m_zoomIn, &QAction::triggered, this, [this] { emit zoomAsked(kZoomStep); });
    connect(m_zoomOut, &QAction::triggered, this, [this] { emit zoomAsked(1 / kZoomStep); });
    connect(m_drawer, &QAction::toggled, this, &PlaneTools::drawerToggled);
}

void PlaneTools::makeChoosers()
{
    m_choosers = new QWidget(this);
    auto* choosers = new QHBoxLayout(m_choosers);
    choosers->setContentsMargins(6, 0, 0, 0);
    choosers->setSpacing(6);
    m_chooserX = addChooser(tr("x"));
    m_chooserY = addChooser(tr("y"));
    m_items.push_back(m_choosers);
    connect(m_chooserX, &QComboBox::activated, this, [this] { chosen(true); });
    connect(m_chooserY, &QComboBox::activated, this, [this] { chosen(false); });
}

QAction* PlaneTools::addTool(const QString& icon, const QString& text, const QString& tip, bool checkable)
{
    auto* action = new QAction(text, this);
    action->setToolTip(tip);
    action->setCheckable(checkable);
    addAction(action);
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAccessibleName(text);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFixedSize(kToolButton, kToolButton);
    button->setIconSize({16, 16});
    button->setFocusPolicy(Qt::TabFocus);
    button->setCursor(Qt::ArrowCursor);
    m_items.push_back(button);
    m_buttons.push_back({button, icon});
    return action;
}

void PlaneTools::addButton(QToolButton* button)
{
    button->setParent(this);
    button->setProperty("flat", false);
    button->setStyleSheet({});
    button->setFixedSize(kToolButton, kToolButton);
    button->setIconSize({16, 16});
    button->setCursor(Qt::ArrowCursor);
    button->show();
    m_items.insert(std::find(m_items.begin(), m_items.end(), m_choosers), button);
}

void PlaneTools::wrap(int width)
{
    QPoint place;
    int bottom = 0, right = 0;
    for (QWidget* item : m_items) {
        if (item->isHidden())
            continue;
        const QSize wished = item->sizeHint().expandedTo(item->minimumSize()).boundedTo(item->maximumSize());
        const QSize size(wished.width(), std::max(wished.height(), kToolButton));
        const bool isFirstControl = item == m_choosers || (item == m_points && m_choosers->isHidden());
        if (place.x() > 0 && (isFirstControl || place.x() + size.width() > width))
            place = {0, bottom + kToolGap};
        item->setGeometry({place, size});
        place.rx() += size.width() + kToolGap;
        bottom = std::max(bottom, item->geometry().bottom() + 1);
        right = std::max(right, item->geometry().right() + 1);
    }
    resize(right, bottom);
    update();
}

void PlaneTools::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor plate = Theme::of(this).tokens().plot;
    plate.setAlphaF(0.92F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(plate);
    for (const QRect& place : plates())
        painter.drawRoundedRect(place, 4, 4);
}

std::vector<QRect> PlaneTools::plates() const
{
    std::vector<QRect> plates;
    for (const QWidget* item : {m_choosers, static_cast<QWidget*>(m_points), &m_points->balancePart()})
        if (!item->isHidden())
            plates.push_back(bareArea(*item).translated(item->pos()).adjusted(-kPlateMargin, 0, kPlateMargin, 0));
    return plates;
}

QComboBox* PlaneTools::addChooser(const QString& axis)
{
    auto* chooser = new QComboBox(m_choosers);
    chooser->setToolTip(
        tr("Latent dimension on the %1 axis; until you choose, the two in which the codes spread most").arg(axis));
    chooser->setAccessibleName(chooser->toolTip());
    chooser->setFocusPolicy(Qt::TabFocus);
    auto* label = new QLabel(axis, m_choosers);
    label->setProperty("dim", true);
    m_choosers->layout()->addWidget(label);
    m_choosers->layout()->addWidget(chooser);
    return chooser;
}

void PlaneTools::setDimensions(int latentDim, int dimX, int dimY)
{
    m_dimX = dimX;
    m_dimY = dimY;
    for (QComboBox* chooser : {m_chooserX, m_chooserY}) {
        const QSignalBlocker silent(chooser);
        if (chooser->count() != latentDim) {
            chooser->clear();
            for (int i = 0; i < latentDim; ++i)
                chooser->addItem(dimensionName(i));
        }
        chooser->setCurrentIndex(chooser == m_chooserX ? dimX : dimY);
    }
    const bool hasOthers = latentDim > 2;
    m_choosers->setVisible(hasOthers);
    m_drawer->setVisible(hasOthers);
    for (const Button& button : m_buttons)
        button.button->setVisible(button.button->defaultAction()->isVisible());
    wrap(std::max(width(), 1));
}

void PlaneTools::chosen(bool isX)
{
    int dimX = m_chooserX->currentIndex();
    int dimY = m_chooserY->currentIndex();
    if (dimX == dimY)
        (isX ? dimY : dimX) = isX ? m_dimX : m_dimY;
    if (dimX == m_dimX && dimY == m_dimY)
        return;
    setDimensions(m_chooserX->count(), dimX, dimY);
    emit dimensionsChosen(dimX, dimY);
}

void PlaneTools::retheme()
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    for (const Button& button : m_buttons)
        button.button->defaultAction()->setIcon(toggleIcon(button.icon, tokens));
}

} // namespace isthmus
