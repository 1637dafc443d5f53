// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/differences/DifferencesView.h"

#include "ui/compare/ComparedRuns.h"
#include "ui/compare/RunTitles.h"
#include "ui/compare/compareTable.h"
#include "ui/compare/differences/runDifferences.h"
#include "ui/compare/followRuns.h"
#include "ui/compare/runMark.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ChoiceBox.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {

/// What the run has been asked for, with the knobs that are in force.
RunSpec specOf(const RunSession& run)
{
    RunSpec spec = run.run();
    spec.training = withKnobs(spec.training, run.knobs());
    return spec;
}

} // namespace

DifferencesView::DifferencesView(const ComparedRuns& runs, QWidget* parent)
    : ComparingView(parent)
    , m_bench(runs.bench)
    , m_titles(&runs.titles)
    , m_table(makeCompareTable(this))
    , m_note(new QLabel(this))
    , m_copy(makeCopyButton(*m_table, this))
{
    auto* choosers = new QHBoxLayout;
    choosers->setContentsMargins(8, 0, 8, 0);
    choosers->setSpacing(8);
    for (std::size_t side = 0; side < 2; ++side) {
        m_choosers[side] = new ChoiceBox(this);
        m_choosers[side]->setElideMode(Qt::ElideMiddle); // what tells two runs apart stands last
        m_choosers[side]->setAccessibleName(side == 0 ? tr("Run on the left") : tr("Run on the right"));
        choosers->addWidget(m_choosers[side], 1);
        connect(m_choosers[side], &QComboBox::activated, this, [this, side] { choose(side); });
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 0, 4, 6);
    column->setSpacing(4);
    column->addLayout(choosers);
    column->addWidget(m_table, 1);
    column->addWidget(m_note, 1);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setProperty("dim", true);
    m_note->setWordWrap(true);
    m_table->setColumnCount(3);
    m_table->setAccessibleName(tr("Differences of two runs"));
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    followRuns(m_bench, this, [this](RunSession& run) { add(run); });
    connect(&m_bench, &Workbench::closing, this, [this](RunSession& run) { remove(run); });
    connect(m_titles, &RunTitles::changed, this, &DifferencesView::takeRuns);
    connect(&Theme::of(this), &Theme::changed, this, &DifferencesView::takeRuns);
    takeRuns();
}

QWidget* DifferencesView::tools()
{
    return m_copy;
}

QString DifferencesView::note() const
{
    return m_note->isHidden() ? QString() : m_note->text();
}

void DifferencesView::add(RunSession& run)
{
    connect(&run, &RunSession::runChanged, this, &DifferencesView::takeRuns);
    connect(&run, &RunSession::knobsChanged, this, &DifferencesView::fill);
    takeRuns();
}

void DifferencesView::remove(const RunSession& run)
{
    for (RunSession*& side : m_sides)
        if (side == &run)
            side = nullptr;
    takeRuns();
}

RunSession* DifferencesView::otherThan(const RunSession* run) const
{
    const auto found = std::find_if(
        m_bench.runs().begin(), m_bench.runs().end(), [run](const RunSession* each) { return each != run; });
    return found == m_bench.runs().end() ? nullptr : *found;
}

void DifferencesView::takeRuns()
{
    for (std::size_t side = 0; side < 2; ++side)
        if (!m_sides[side])
            m_sides[side] = otherThan(m_sides[1 - side]);
    fillChooser(0);
    fillChooser(1);
    fill();
}

void DifferencesView::fillChooser(std::size_t side)
{
    const ThemeTokens& look = Theme::of(this).tokens();
    ChoiceBox& box = *m_choosers[side];
    const QSignalBlocker silent(&box);
    box.clear();
    for (const RunSession* run : m_bench.runs())
        box.addItem(runMark(runColour(look, m_bench.colourIndex(*run))), m_titles->of(*run));
    const auto found = std::find(m_bench.runs().begin(), m_bench.runs().end(), m_sides[side]);
    box.setCurrentIndex(m_sides[side] ? static_cast<int>(found - m_bench.runs().begin()) : -1);
}

void DifferencesView::choose(std::size_t side)
{
    RunSession* chosen = m_bench.runs()[static_cast<std::size_t>(m_choosers[side]->currentIndex())];
    if (m_sides[1 - side] == chosen)
        m_sides[1 - side] = m_sides[side]; // a run is not compared with itself: the two change places
    m_sides[side] = chosen;
    takeRuns();
}

void DifferencesView::fill()
{
    const bool hasBoth = m_sides[0] && m_sides[1] && m_sides[0]->hasRun() && m_sides[1]->hasRun();
    const std::vector<RunDifference> all =
        hasBoth ? differencesBetween(specOf(*m_sides[0]), specOf(*m_sides[1])) : std::vector<RunDifference>();
    m_note->setText(
        hasBoth ? tr("No difference: data, model and training are the same") : tr("Comes with the second run"));
    m_note->setVisible(all.empty());
    m_table->setVisible(!all.empty());
    m_copy->setEnabled(!all.empty());
    m_table->setRowCount(static_cast<int>(all.size()));
    m_table->setHorizontalHeaderLabels({tr("Setting"), m_choosers[0]->currentText(), m_choosers[1]->currentText()});
    const ThemeTokens& look = Theme::of(this).tokens();
    int row = 0;
    for (const RunDifference& each : all) {
        int column = 0;
        for (const QString& text : {each.name, each.left, each.right}) {
            auto* item = new QTableWidgetItem(text); // the table owns it
            item->setFlags(Qt::ItemIsEnabled);
            item->setToolTip(text);
            item->setForeground(column == 0 ? look.dim : look.text);
            m_table->setItem(row, column++, item);
        }
        ++row;
    }
}

void DifferencesView::showEvent(QShowEvent* event)
{
    ComparingView::showEvent(event);
    fill();
}

ComparingView* makeDifferencesView(const ComparedRuns& runs, QWidget* parent)
{
    return new DifferencesView(runs, parent);
}

} // namespace isthmus
