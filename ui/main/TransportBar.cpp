// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/TransportBar.h"

#include "core/base/Error.h"
#include "ui/main/ActionButton.h"
#include "ui/main/PendingBar.h"
#include "ui/main/RunActions.h"
#include "ui/session/Session.h"
#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"
#include "ui/widgets/NumberLabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QPainter>
#include <QToolButton>

#include <cmath>

namespace isthmus {
namespace {

constexpr int kBarHeight = 48;

QLabel* dimLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("dim", true);
    return label;
}

} // namespace

TransportBar::TransportBar(Session& session, const RunActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_row(new QHBoxLayout(this))
    , m_menuBar(new QMenuBar(this))
{
    setFixedHeight(kBarHeight);
    m_row->setContentsMargins(12, 0, 12, 1);
    m_row->setSpacing(8);
    auto* name = new QLabel("Isthmus", this);
    QFont font = Theme::of(this).title();
    font.setPixelSize(15);
    name->setFont(font);
    m_row->addWidget(name);
    m_menuBar->setNativeMenuBar(false);
    m_menuBar->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Maximum);
    m_row->addWidget(m_menuBar);
    addRule();
    addButtons(actions);
    m_row->addWidget(new PendingBar(session, this));
    addRule();
    addNumbers();
    m_row->addStretch(1);
    addRight();
    connect(&m_session, &Session::statusChanged, this, &TransportBar::showNumbers);
    connect(&m_session, &Session::runChanged, this, &TransportBar::showNumbers);
    connect(&Theme::of(this), &Theme::changed, this, &TransportBar::showTheme);
    showNumbers();
    showTheme();
}

void TransportBar::addButtons(const RunActions& actions)
{
    m_row->addWidget(new ActionButton(actions.reset(), tr("Reset"), this));
    m_row->addWidget(new ActionButton(actions.play(), tr("Pause"), this, true));
    m_row->addWidget(new ActionButton(actions.stepBatch(), tr("Step"), this));
}

void TransportBar::addNumbers()
{
    m_epoch = addNumber(tr("epoch"), "888.8", {});
    m_step = addNumber(tr("step"), "888,888", {});
    m_rate = addNumber({}, "888,888", tr("images/s"));
}

NumberLabel* TransportBar::addNumber(const QString& before, const QString& widest, const QString& after)
{
    auto* group = new QHBoxLayout;
    group->setSpacing(4);
    if (!before.isEmpty())
        group->addWidget(dimLabel(before, this));
    auto* number = new NumberLabel(widest, this);
    group->addWidget(number);
    if (!after.isEmpty())
        group->addWidget(dimLabel(after, this));
    m_row->addLayout(group);
    m_row->addSpacing(8);
    return number;
}

void TransportBar::addRule()
{
    auto* rule = new QWidget(this);
    rule->setObjectName("rule");
    rule->setFixedSize(17, 22);
    m_row->addWidget(rule);
}

void TransportBar::addRight()
{
    m_data = new QPushButton(tr("Open data..."), this);
    m_data->setFocusPolicy(Qt::TabFocus);
    m_row->addWidget(m_data);
    m_saveSlot = new QHBoxLayout;
    m_row->addLayout(m_saveSlot);
    m_theme = new QToolButton(this);
    m_theme->setFocusPolicy(Qt::TabFocus);
    m_theme->setIconSize({16, 16});
    m_theme->setMinimumWidth(36);
    connect(m_theme, &QToolButton::clicked, this, &TransportBar::nextTheme);
    m_row->addWidget(m_theme);
}

void TransportBar::setDataAction(QAction* action)
{
    connect(m_data, &QPushButton::clicked, action, &QAction::trigger);
}

void TransportBar::setSaveAction(QAction* action)
{
    m_saveSlot->addWidget(new ActionButton(action, action->iconText(), this));
}

void TransportBar::showNumbers()
{
    if (!m_session.hasRun())
        return;
    const TrainerStatus& status = m_session.status();
    const bool isRunning = m_session.isTraining();
    m_epoch->setText(QString::number(std::floor(status.epoch * 10) / 10, 'f', 1));
    m_step->setText(QString::fromStdString(grouped(status.step)));
    m_rate->setText(isRunning && status.samplesPerSecond > 0
            ? QString::fromStdString(grouped(std::llround(status.samplesPerSecond / 100) * 100))
            : QString::fromUtf8("–"));
}

void TransportBar::showTheme()
{
    const Theme& theme = Theme::of(this);
    const ThemeChoice choice = theme.choice();
    const bool isSystem = choice == ThemeChoice::System;
    const QString name = isSystem ? "theme-system" : choice == ThemeChoice::Light ? "theme-light" : "theme-dark";
    m_theme->setIcon(themeIcon(name, theme.tokens().text, theme.tokens().dim));
    m_theme->setToolTip(isSystem           ? tr("Theme: as the desktop")
            : choice == ThemeChoice::Light ? tr("Theme: light")
                                           : tr("Theme: dark"));
    update();
}

void TransportBar::nextTheme()
{
    Theme& theme = Theme::of(this);
    const int next = (static_cast<int>(theme.choice()) + 1) % 3;
    theme.setChoice(static_cast<ThemeChoice>(next));
    showTheme(); // the colours need not have changed
}

void TransportBar::paintEvent(QPaintEvent*)
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.panel);
    painter.fillRect(0, height() - 1, width(), 1, tokens.line);
    for (const QWidget* rule : findChildren<QWidget*>("rule"))
        painter.fillRect(rule->geometry().center().x(), rule->y(), 1, rule->height(), tokens.line);
}

} // namespace isthmus
