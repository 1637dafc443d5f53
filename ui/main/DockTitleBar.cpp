// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/DockTitleBar.h"

#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"
#include "ui/widgets/SectionHeading.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QToolButton>

namespace isthmus {
namespace {

constexpr int kHeight = 34;
constexpr int kSlimHeight = 12;

} // namespace

DockTitleBar::DockTitleBar(QDockWidget* dock, bool isSlim)
    : QWidget(dock)
    , m_height(isSlim ? kSlimHeight : kHeight)
{
    setFixedHeight(m_height);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, isSlim ? 0 : 8, 8, isSlim ? 0 : 6);
    row->setSpacing(2);
    if (!isSlim)
        row->addWidget(new SectionHeading(dock->windowTitle(), this));
    row->addStretch(1);
    addButton(m_float, tr("Float %1").arg(dock->windowTitle()));
    addButton(m_close, tr("Close %1; the View menu brings it back").arg(dock->windowTitle()));
    if (isSlim) {
        m_float->setFixedSize(18, kSlimHeight);
        m_close->setFixedSize(18, kSlimHeight);
    }
    connect(m_float, &QToolButton::clicked, dock, [dock] { dock->setFloating(!dock->isFloating()); });
    connect(m_close, &QToolButton::clicked, dock, &QDockWidget::close);
    connect(&Theme::of(this), &Theme::changed, this, &DockTitleBar::showIcons);
    showIcons();
    showButtons(false);
}

void DockTitleBar::addButton(QToolButton*& button, const QString& toolTip)
{
    button = new QToolButton(this);
    button->setProperty("flat", true);
    button->setStyleSheet("QToolButton { padding: 0; min-height: 0; border-radius: 4px; }");
    button->setIconSize({14, 14});
    button->setFixedSize(20, 20);
    button->setFocusPolicy(Qt::NoFocus);
    button->setToolTip(toolTip);
    QSizePolicy policy = button->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    button->setSizePolicy(policy);
    layout()->addWidget(button);
}

void DockTitleBar::addButton(QToolButton* button)
{
    layout()->addWidget(button);
}

void DockTitleBar::showButtons(bool shown)
{
    m_float->setVisible(shown);
    m_close->setVisible(shown);
}

void DockTitleBar::showIcons()
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    m_float->setIcon(themeIcon("float", tokens.dim, tokens.line));
    m_close->setIcon(themeIcon("close", tokens.dim, tokens.line));
}

void DockTitleBar::enterEvent(QEnterEvent*)
{
    showButtons(true);
}

void DockTitleBar::leaveEvent(QEvent*)
{
    showButtons(false);
}

} // namespace isthmus
