// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/curves/CurvesView.h"

#include "ui/compare/ComparedRuns.h"
#include "ui/compare/RunTitles.h"
#include "ui/compare/curves/curvesNote.h"
#include "ui/compare/followRuns.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/sampleWords.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kPace = 100; // ms between two paintings at least
constexpr std::size_t kRecordsAtOnce = 16'384; // of all runs, that are taken over in one turn: some milliseconds
constexpr int kPaintingShare = 80; // painting takes at most one part in so many of the window's time

} // namespace

CurvesView::CurvesView(const ComparedRuns& runs, QWidget* parent)
    : ComparingView(parent)
    , m_bench(runs.bench)
    , m_titles(&runs.titles)
    , m_plot(new ComparePlot(this))
    , m_note(new QLabel(m_plot))
    , m_legend(new QLabel(this))
{
    makeTools();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 0, 12, 4);
    column->addWidget(m_plot, 1);
    column->addWidget(m_legend);
    m_legend->setProperty("dim", true);
    m_legend->setFont(Theme::of(this).small());
    m_legend->setWordWrap(true);
    m_note->setObjectName("curves-note");
    m_note->setProperty("dim", true);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    m_note->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_pace.setSingleShot(true);
    m_pace.setInterval(kPace);
    m_rest.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, &CurvesView::refresh);
    connect(&m_rest, &QTimer::timeout, this, &CurvesView::refresh);
    connect(m_plot, &ComparePlot::followingChanged, this, [this] { m_fit->setVisible(!m_plot->isFollowing()); });
    followRuns(m_bench, this, [this](RunSession& run) { add(run); });
    connect(&m_bench, &Workbench::closing, this, [this](RunSession& run) { remove(run); });
    connect(m_titles, &RunTitles::changed, this, &CurvesView::offerUnits);
    connect(&Theme::of(this), &Theme::changed, this, &CurvesView::applyTheme);
    applyTheme();
    offerUnits();
}

void CurvesView::makeTools()
{
    m_tools = new QWidget(this);
    auto* row = new QHBoxLayout(m_tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_fit = addSwitch(tr("Fit"), tr("Follow the training again (0, or double click)")));
    row->addWidget(m_mse = addSwitch(tr("MSE"), {}));
    row->addWidget(m_nats = addSwitch(tr("Nats"), {}));
    m_fit->setCheckable(false);
    m_fit->hide();
    connect(m_fit, &QToolButton::clicked, m_plot, &NavigablePlot::fit);
    connect(m_mse, &QToolButton::clicked, this, [this] { choose(FairUnit::Mse); });
    connect(m_nats, &QToolButton::clicked, this, [this] { choose(FairUnit::Nats); });
}

QToolButton* CurvesView::addSwitch(const QString& text, const QString& tip)
{
    auto* button = new QToolButton(m_tools);
    button->setText(text);
    button->setToolTip(tip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setFont(Theme::of(this).small());
    button->setProperty("flat", true);
    return button;
}

void CurvesView::applyTheme()
{
    const ThemeTokens& look = Theme::of(this).tokens();
    const QString style =
        QString("QToolButton { padding: 0px 8px; min-height: 20px; color: %1;"
                " background: transparent; border: 1px solid %3; border-radius: 4px; }"
                "QToolButton:checked { background: %2; border-color: %4; }"
                "QToolButton:focus { border-color: %1; }"
                "QToolButton:disabled { color: %5; }")
            .arg(look.text.name(), look.raised.name(), look.line.name(), look.accent.name(), look.dim.name());
    for (QToolButton* button : {m_fit, m_mse, m_nats})
        button->setStyleSheet(style);
    refresh();
}

void CurvesView::add(RunSession& run)
{
    connect(&run, &RunSession::historyChanged, this, &CurvesView::refreshSoon);
    connect(&run, &RunSession::runChanged, this, &CurvesView::offerUnits);
}

void CurvesView::remove(const RunSession& run)
{
    m_plot->remove(run);
    offerUnits();
}

QStringList CurvesView::runsWithoutNats() const
{
    QStringList titles;
    for (const RunSession* run : m_bench.runs())
        if (run->hasRun() && !hasUnit(FairUnit::Nats, *run->model()))
            titles << m_titles->of(*run);
    return titles;
}

void CurvesView::offerUnits()
{
    const auto begun = std::count_if(
        m_bench.runs().begin(), m_bench.runs().end(), [](const RunSession* run) { return run->hasRun(); });
    const QStringList without = runsWithoutNats();
    const bool canHaveNats = without.isEmpty() || begun - without.size() > 1;
    m_nats->setEnabled(canHaveNats);
    m_nats->setToolTip(canHaveNats
            ? tr("−ELBO: reconstruction + KL in nats, with the weight 1 whatever β is")
            : tr("Not for these runs: %1 has no bound in nats. It takes a Gaussian bottleneck and a loss in nats.")
                  .arg(without.join(", ")));
    m_mse->setToolTip(tr("MSE: mean squared error per value, whatever loss a run is trained with"));
    const FairUnit fair = without.isEmpty() ? FairUnit::Nats : FairUnit::Mse;
    showUnit(canHaveNats ? m_wanted.value_or(fair) : FairUnit::Mse);
}

void CurvesView::choose(FairUnit unit)
{
    m_wanted = unit;
    showUnit(unit);
}

void CurvesView::showUnit(FairUnit unit)
{
    m_mse->setChecked(unit == FairUnit::Mse);
    m_nats->setChecked(unit == FairUnit::Nats);
    if (m_plot->unit() != unit)
        m_plot->setUnit(unit);
    refresh();
}

void CurvesView::refreshSoon()
{
    if (isVisible() && !m_pace.isActive())
        m_pace.start();
}

bool CurvesView::takeOver()
{
    const ThemeTokens& look = Theme::of(this).tokens();
    const std::size_t most = kRecordsAtOnce / m_bench.runs().size();
    std::size_t left = 0;
    for (const RunSession* run : m_bench.runs()) {
        if (!run->hasRun())
            continue;
        m_plot->setSample(sampleName(run->data()->shape));
        left += m_plot->takeOver(*run, runColour(look, m_bench.colourIndex(*run)), most);
    }
    return left == 0;
}

void CurvesView::refresh()
{
    if (!isVisible())
        return;
    if (!takeOver())
        return m_rest.start();
    m_plot->refresh();
    showWords();
    m_pace.setInterval(std::max(kPace, static_cast<int>(m_plot->replotTime(true) * kPaintingShare)));
}

std::vector<CurveFacts> CurvesView::facts() const
{
    std::vector<CurveFacts> facts;
    for (const RunSession* run : m_bench.runs())
        if (run->hasRun())
            facts.push_back({.title = m_titles->of(*run),
                .hasUnit = hasUnit(m_plot->unit(), *run->model()),
                .isOfCorrupted = m_plot->isOfCorrupted(*run),
                .hasSteps = m_plot->showsSteps(*run),
                .isBegun = m_plot->showsSteps(*run) || !m_plot->heldOut(*run).empty(),
                .scaling = QString::fromStdString(scalingWords(run->data()->scaling))});
    return facts;
}

void CurvesView::showWords()
{
    const RunSession& active = m_bench.active();
    const QString samples = active.hasRun() ? samplesName(active.data()->shape) : QString();
    const std::vector<CurveFacts> curves = facts();
    m_legend->setVisible(!curves.empty());
    m_legend->setText(curvesNote(m_plot->unit(), samples, curves));
    m_plot->setToolTip(curvesTip(m_plot->unit(), samples, curves));
    m_note->setText(m_plot->unit() == FairUnit::Mse ? tr("The first held-out MSE comes at the end of an epoch")
                                                    : tr("Curves begin with the first step of training"));
    m_note->setVisible(m_plot->isBlank());
    m_note->setGeometry(m_plot->rect().adjusted(12, 12, -12, -12));
}

QString CurvesView::legend() const
{
    return m_legend->text();
}

void CurvesView::showEvent(QShowEvent* event)
{
    ComparingView::showEvent(event);
    refresh();
}

void CurvesView::resizeEvent(QResizeEvent* event)
{
    ComparingView::resizeEvent(event);
    m_note->setGeometry(m_plot->rect().adjusted(12, 12, -12, -12));
}

ComparingView* makeCurvesView(const ComparedRuns& runs, QWidget* parent)
{
    return new CurvesView(runs, parent);
}

} // namespace isthmus
