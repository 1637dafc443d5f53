// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/TransportBar.h"

#include "core/base/Error.h"
#include "ui/main/ActionButton.h"
#include "ui/main/PendingBar.h"
#include "ui/main/RunActions.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"
#include "ui/widgets/NumberLabel.h"
#include "ui/widgets/epochText.h"
#include "ui/widgets/rateText.h"
#include "ui/widgets/sampleWords.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QFocusEvent>
#include <QLabel>
#include <QMenuBar>
#include <QPainter>
#include <QToolButton>

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

TransportBar::TransportBar(
    RunSession& session, const RunActions& actions, QAction* openData, QAction* save, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_row(new QHBoxLayout(this))
    , m_menuBar(new QMenuBar(this))
{
    setFixedHeight(kBarHeight);
    m_row->setContentsMargins(12, 0, 12, 1);
    m_row->setSpacing(8);
    addName();
    m_menuBar->setNativeMenuBar(false);
    m_menuBar->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Maximum);
    m_menuBar->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* before, const QWidget* now) {
        if (now == m_menuBar && before)
            m_beforeMenus = before;
    });
    m_row->addWidget(m_menuBar);
    addRule();
    addButtons(actions);
    m_row->addWidget(new PendingBar(session, this));
    addRule();
    addNumbers();
    m_row->addStretch(1);
    addRight(openData, save);
    orderFolding();
    connect(&m_session, &RunSession::statusChanged, this, &TransportBar::showNumbers);
    connect(&m_session, &RunSession::runChanged, this, &TransportBar::showNumbers);
    connect(&Theme::of(this), &Theme::changed, this, &TransportBar::showTheme);
    showNumbers();
    showTheme();
}

/// Qt's menu bar forgets that it has the keyboard when another window comes, but not the focus: the letters would then
/// open menus that nobody sees waiting.
bool TransportBar::eventFilter(QObject* watched, QEvent* event)
{
    const bool isBack = watched == m_menuBar && event->type() == QEvent::FocusIn
        && static_cast<QFocusEvent*>(event)->reason() == Qt::ActiveWindowFocusReason;
    if (isBack && m_beforeMenus)
        m_beforeMenus->setFocus(Qt::OtherFocusReason);
    return QWidget::eventFilter(watched, event);
}

void TransportBar::addName()
{
    auto* name = new QLabel("Isthmus", this);
    QFont font = Theme::of(this).title();
    font.setPixelSize(15);
    name->setFont(font);
    m_row->addWidget(name);
    m_name = name;
}

QWidget& TransportBar::playButton() const
{
    return *m_play;
}

void TransportBar::addButtons(const RunActions& actions)
{
    m_row->addWidget(m_reset = new ActionButton(actions.reset(), tr("Reset"), this));
    m_row->addWidget(m_play = new ActionButton(actions.play(), tr("Pause"), this, true));
    m_row->addWidget(m_stepBatch = new ActionButton(actions.stepBatch(), tr("Step"), this));
}

void TransportBar::addNumbers()
{
    m_epoch = addNumber(tr("epoch"), "88.88", {});
    m_step = addNumber(tr("step"), "888,888", {});
    m_rate = addNumber({}, "888,888", tr("images/s"));
    m_rateUnit = m_rate->parentWidget()->findChild<QLabel*>();
}

NumberLabel* TransportBar::addNumber(const QString& before, const QString& widest, const QString& after)
{
    auto* group = new QWidget(this);
    auto* row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 8, 0);
    row->setSpacing(4);
    if (!before.isEmpty())
        row->addWidget(dimLabel(before, group));
    auto* number = new NumberLabel(widest, group);
    row->addWidget(number);
    if (!after.isEmpty())
        row->addWidget(dimLabel(after, group));
    m_row->addWidget(group);
    return number;
}

void TransportBar::orderFolding()
{
    for (ActionButton* button : {m_data, m_save, m_reset, m_stepBatch})
        m_folding.addText(button);
    m_folding.addWidget(m_name);
    m_folding.addText(m_play);
    for (const NumberLabel* number : {m_rate, m_step, m_epoch})
        m_folding.addWidget(number->parentWidget());
}

bool TransportBar::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
        m_folding.fit(width());
    return QWidget::event(event);
}

void TransportBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_folding.fit(width());
}

void TransportBar::addRule()
{
    auto* rule = new QWidget(this);
    rule->setObjectName("rule");
    rule->setFixedSize(17, 22);
    m_row->addWidget(rule);
}

void TransportBar::addRight(QAction* openData, QAction* save)
{
    openData->setIconText(tr("Open data..."));
    m_row->addWidget(m_data = new ActionButton(openData, openData->iconText(), this));
    m_row->addWidget(m_save = new ActionButton(save, save->iconText(), this));
    m_data->setCompactIcon("open");
    m_save->setCompactIcon("save");
    m_theme = new QToolButton(this);
    m_theme->setFocusPolicy(Qt::TabFocus);
    m_theme->setIconSize({16, 16});
    m_theme->setMinimumWidth(36);
    connect(m_theme, &QToolButton::clicked, this, &TransportBar::nextTheme);
    m_row->addWidget(m_theme);
}

void TransportBar::showNumbers()
{
    if (!m_session.hasRun())
        return;
    const TrainerStatus& status = m_session.status();
    const bool isRunning = m_session.isTraining();
    m_epoch->setText(epochText(status.epoch));
    m_step->setText(QString::fromStdString(grouped(status.step)));
    m_rateUnit->setText(tr("%1/s").arg(samplesName(m_session.data()->shape)));
    m_rate->setText(
        isRunning && status.samplesPerSecond > 0 ? rateText(status.samplesPerSecond) : QString::fromUtf8("–"));
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
    m_theme->setAccessibleName(m_theme->toolTip());
    update();
}

void TransportBar::nextTheme()
{
    Theme& theme = Theme::of(this);
    theme.setChoice(theme.nextChoice());
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
