// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/PlaneTools.h"

#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"
#include "ui/views/latent/LatentPlane.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

namespace isthmus {

namespace {
constexpr int kNameWidth = 56; // px of an axis' name in a picture
}

PlaneTools::PlaneTools(QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_probe = addTool("probe", tr("Probe"), tr("Probe: press and drag to decode the point under the hand"), true);
    m_pan = addTool("pan", tr("Pan"), tr("Pan: drag to move the plane (the middle button always does)"), true);
    m_fit = addTool("fit", tr("Fit"), tr("Fit: show all points (0)"), false);
    m_manifold =
        addTool("grid", tr("Manifold grid"), tr("Manifold grid: decode the whole plane behind the points (G)"), true);
    m_drawer =
        addTool("dimensions", tr("Other dimensions"), tr("Other dimensions: sliders for those not on the axes"), true);
    m_fit->setShortcut(Qt::Key_0);
    m_fit->setWhatsThis(tr("Show all points"));
    m_manifold->setShortcut(Qt::Key_G);
    m_manifold->setWhatsThis(tr("Grid of decoded images"));

    auto* hands = new QActionGroup(this);
    hands->addAction(m_probe);
    hands->addAction(m_pan);
    m_probe->setChecked(true);
    connect(m_probe, &QAction::triggered, this, [this] { emit toolChosen(PlaneTool::Probe); });
    connect(m_pan, &QAction::triggered, this, [this] { emit toolChosen(PlaneTool::Pan); });
    connect(m_fit, &QAction::triggered, this, &PlaneTools::fitAsked);
    connect(m_manifold, &QAction::toggled, this, &PlaneTools::manifoldToggled);
    connect(m_drawer, &QAction::toggled, this, &PlaneTools::drawerToggled);

    m_choosers = new QWidget(this);
    auto* choosers = new QHBoxLayout(m_choosers);
    choosers->setContentsMargins(8, 0, 0, 0);
    choosers->setSpacing(6);
    m_chooserX = addChooser(tr("x"));
    m_chooserY = addChooser(tr("y"));
    row->addWidget(m_choosers);
    connect(m_chooserX, &QComboBox::activated, this, [this] { chosen(true); });
    connect(m_chooserY, &QComboBox::activated, this, [this] { chosen(false); });
    connect(&Theme::of(this), &Theme::changed, this, &PlaneTools::retheme);
    retheme();
    setDimensions(2, 0, 1);
}

QAction* PlaneTools::addTool(const QString& icon, const QString& text, const QString& tip, bool checkable)
{
    auto* action = new QAction(text, this);
    action->setToolTip(tip);
    action->setCheckable(checkable);
    addAction(action);
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFixedSize(28, 28);
    button->setIconSize({16, 16});
    button->setFocusPolicy(Qt::TabFocus);
    button->setCursor(Qt::ArrowCursor);
    layout()->addWidget(button);
    m_buttons.push_back({button, icon});
    return action;
}

void PlaneTools::addButton(QToolButton* button)
{
    button->setFixedSize(28, 28);
    button->setIconSize({16, 16});
    button->setCursor(Qt::ArrowCursor);
    auto* row = qobject_cast<QHBoxLayout*>(layout());
    row->insertWidget(row->indexOf(m_choosers), button);
    adjustSize();
}

void PlaneTools::draw(QPainter& painter, const ThemeTokens& look) const
{
    if (m_choosers->isHidden())
        return;
    painter.setFont(font());
    painter.setPen(look.text);
    const QRect place(0, 0, kNameWidth, height());
    painter.drawText(place, Qt::AlignVCenter, tr("x %1").arg(m_chooserX->currentText()));
    painter.drawText(place.translated(kNameWidth, 0), Qt::AlignVCenter, tr("y %1").arg(m_chooserY->currentText()));
}

QComboBox* PlaneTools::addChooser(const QString& axis)
{
    auto* chooser = new QComboBox(m_choosers);
    chooser->setToolTip(tr("Latent dimension on the %1 axis").arg(axis));
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
                chooser->addItem(tr("z%1").arg(i + 1));
        }
        chooser->setCurrentIndex(chooser == m_chooserX ? dimX : dimY);
    }
    const bool hasOthers = latentDim > 2;
    m_choosers->setVisible(hasOthers);
    m_drawer->setVisible(hasOthers);
    for (const Button& button : m_buttons)
        button.button->setVisible(button.button->defaultAction()->isVisible());
    adjustSize();
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
