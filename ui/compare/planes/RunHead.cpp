// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/planes/RunHead.h"

#include "ui/compare/ComparedRuns.h"
#include "ui/compare/RunTitles.h"
#include "ui/compare/runMark.h"
#include "ui/compare/runState.h"
#include "ui/session/Workbench.h"
#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace isthmus {

namespace {

constexpr int kHeadHeight = 44; // px
constexpr int kHeadInset = 12;
constexpr int kHeadButton = 28;
constexpr int kBesideMark = 18; // px from the left of the mark to the name

} // namespace

RunHead::RunHead(const ComparedRuns& runs, RunSession& run, QWidget* parent)
    : QWidget(parent)
    , m_bench(runs.bench)
    , m_titles(&runs.titles)
    , m_run(run)
{
    setFixedHeight(kHeadHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kHeadInset, 0, 8, 0);
    row->setSpacing(4);
    row->addStretch(1);
    row->addWidget(m_fit = addButton(tr("Fit: show all points of this plane (0)")));
    row->addWidget(m_play = addButton({}));
    connect(m_fit, &QToolButton::clicked, this, &RunHead::fitAsked);
    connect(m_play, &QToolButton::clicked, this, &RunHead::togglePlay);
    for (const auto changed : {&RunSession::statusChanged, &RunSession::runChanged, &RunSession::awaitedChanged,
             &RunSession::snapshotChanged})
        connect(&run, changed, this, &RunHead::showState);
    connect(m_titles, &RunTitles::changed, this, &RunHead::showState);
    connect(&Theme::of(this), &Theme::changed, this, &RunHead::showIcons);
    showState();
    showIcons();
}

QToolButton* RunHead::addButton(const QString& name)
{
    auto* button = new QToolButton(this);
    button->setFixedSize(kHeadButton, kHeadButton);
    button->setIconSize({14, 14});
    button->setFocusPolicy(Qt::TabFocus);
    button->setProperty("flat", true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

QString RunHead::name() const
{
    return m_titles->of(m_run);
}

QString RunHead::state() const
{
    return runStateText(m_run).text;
}

void RunHead::togglePlay()
{
    m_run.touch();
    if (m_run.isTraining())
        m_run.pause();
    else
        m_run.play();
}

void RunHead::showState()
{
    const RunStateText state = runStateText(m_run);
    setToolTip(state.whole);
    setAccessibleName(name() + ", " + state.text);
    const bool canTrain = m_run.canTrain();
    m_fit->setEnabled(m_run.hasRun());
    m_play->setEnabled(canTrain);
    const QString tip = !canTrain ? state.whole : m_run.isTraining() ? tr("Pause this run") : tr("Train this run");
    if (tip != m_play->toolTip()) {
        m_play->setToolTip(tip);
        m_play->setAccessibleName(tip);
        showIcons();
    }
    update();
}

void RunHead::showIcons()
{
    const ThemeTokens& look = Theme::of(this).tokens();
    m_fit->setIcon(themeIcon("fit", look.text, look.dim));
    m_play->setIcon(themeIcon(m_run.isTraining() ? "pause" : "play", look.text, look.dim));
    update();
}

void RunHead::paintEvent(QPaintEvent*)
{
    const ThemeTokens& look = Theme::of(this).tokens();
    const RunStateText state = runStateText(m_run);
    QPainter painter(this);
    painter.fillRect(rect(), look.panel);
    const QFont title = Theme::of(this).title();
    const QFont small = Theme::of(this).small();
    const int left = kHeadInset + kBesideMark;
    const int wide = m_fit->x() - 8 - left;
    const QRect above(left, 4, wide, 19);
    const QRect below(left, above.bottom() + 1, wide, 16);
    paintRunMark(
        painter, {kHeadInset + kRunMark / 2, above.center().y() + 1.0}, runColour(look, m_bench.colourIndex(m_run)));
    painter.setFont(title);
    painter.setPen(look.text);
    painter.drawText(
        above, Qt::AlignLeft | Qt::AlignVCenter, QFontMetrics(title).elidedText(name(), Qt::ElideMiddle, wide));
    painter.setFont(small);
    painter.setPen(state.tone == StateTone::Bad ? look.bad
            : state.tone == StateTone::Warning  ? look.warning
                                                : look.dim);
    painter.drawText(
        below, Qt::AlignLeft | Qt::AlignVCenter, QFontMetrics(small).elidedText(state.text, Qt::ElideRight, wide));
}

} // namespace isthmus
