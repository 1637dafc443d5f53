// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/DockTitleBar.h"

#include "ui/main/PanelDock.h"
#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"
#include "ui/widgets/FoldingHeading.h"
#include "ui/widgets/PanelHeader.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QTimer>
#include <QToolButton>

namespace isthmus {
namespace {

constexpr int kHeight = 34;
constexpr int kSlimHeight = 12;
constexpr int kSlip = 12; // px above and below the bar that belong to a hand that goes along it

} // namespace

DockTitleBar::DockTitleBar(PanelDock* dock, bool isSlim)
    : QWidget(dock)
    , m_dock(*dock)
    , m_height(isSlim ? kSlimHeight : kHeight)
{
    setFixedHeight(m_height);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, isSlim ? 0 : 8, 8, isSlim ? 0 : 6);
    row->setSpacing(2);
    if (!isSlim)
        row->addWidget(m_heading = new FoldingHeading(dock->windowTitle(), dock->objectName() + "/heading", this));
    row->addStretch(1);
    addButton(m_float, tr("Float %1").arg(dock->windowTitle()), tr("Float the panel, or put it back (Enter)"));
    addButton(
        m_close, tr("Close %1").arg(dock->windowTitle()), tr("Close the panel (Enter); the View menu brings it back"));
    connect(m_float, &QToolButton::clicked, dock, [dock] { dock->setAfloat(!dock->isFloating()); });
    connect(dock, &QDockWidget::topLevelChanged, this, &DockTitleBar::forgetPointer);
    connect(m_close, &QToolButton::clicked, dock, &QDockWidget::close);
    connect(&Theme::of(this), &Theme::changed, this, &DockTitleBar::showIcons);
    showIcons();
}

void DockTitleBar::addButton(QToolButton*& button, const QString& name, const QString& toolTip)
{
    button = new QToolButton(this);
    button->setProperty("flat", true);
    button->setStyleSheet("QToolButton { padding: 0; min-height: 0; border-radius: 4px; }");
    button->setIconSize({14, 14});
    button->setFixedSize(20, 20);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(toolTip);
    button->setAccessibleName(name);
    button->installEventFilter(this);
    layout()->addWidget(button);
}

void DockTitleBar::moveButtonsTo(PanelHeader& header)
{
    m_row = header.takePanelButtons({m_float, m_close});
    m_row->installEventFilter(this);
}

void DockTitleBar::addButton(QToolButton* button)
{
    layout()->addWidget(button);
    setTabOrder(m_close, button);
}

void DockTitleBar::forgetPointer()
{
    setAttribute(Qt::WA_UnderMouse, false);
    if (m_row)
        m_row->setAttribute(Qt::WA_UnderMouse, false);
    showIcons();
}

void DockTitleBar::showIcons()
{
    const bool isPointedAt = underMouse() || (m_row && m_row->underMouse());
    const bool shown = isPointedAt || m_float->hasFocus() || m_close->hasFocus() || m_dock.isFloating();
    const ThemeTokens& tokens = Theme::of(this).tokens();
    m_float->setIcon(shown ? themeIcon("float", tokens.dim, tokens.line) : QIcon());
    m_close->setIcon(shown ? themeIcon("close", tokens.dim, tokens.line) : QIcon());
}

void DockTitleBar::enterEvent(QEnterEvent*)
{
    showIcons();
}

void DockTitleBar::leaveEvent(QEvent*)
{
    showIcons();
}

void DockTitleBar::mousePressEvent(QMouseEvent* event)
{
    m_isDragged = false;
    QWidget::mousePressEvent(event); // leaves it to the dock
}

void DockTitleBar::mouseMoveEvent(QMouseEvent* event)
{
    const int y = event->position().toPoint().y();
    m_isDragged = m_isDragged || m_dock.isFloating() || y < -kSlip || y >= height() + kSlip;
    event->setAccepted(!m_isDragged); // else the dock takes it
}

bool DockTitleBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        QTimer::singleShot(0, this, &DockTitleBar::showIcons); // the focus is not yet where it goes
    else if (watched == m_row && (event->type() == QEvent::Enter || event->type() == QEvent::Leave))
        QTimer::singleShot(0, this, &DockTitleBar::showIcons);
    return QWidget::eventFilter(watched, event);
}

} // namespace isthmus
