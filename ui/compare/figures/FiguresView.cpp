// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/figures/FiguresView.h"

#include "ui/compare/ComparedRuns.h"
#include "ui/compare/FingerprintReader.h"
#include "ui/compare/RunTitles.h"
#include "ui/compare/compareTable.h"
#include "ui/compare/figures/FiguresFeed.h"
#include "ui/compare/figures/figuresNote.h"
#include "ui/compare/runMark.h"
#include "ui/session/Workbench.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/sampleWords.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace isthmus {

namespace {

constexpr int kFillPace = 150; // ms between two looks at the numbers

} // namespace

FiguresView::FiguresView(const ComparedRuns& runs, QWidget* parent)
    : ComparingView(parent)
    , m_bench(runs.bench)
    , m_titles(&runs.titles)
    , m_feed(new FiguresFeed(runs.bench, this))
    , m_table(makeCompareTable(this))
    , m_note(new QLabel(this))
    , m_copy(makeCopyButton(*m_table, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 0, 4, 6);
    column->setSpacing(4);
    column->addWidget(m_table, 1);
    column->addWidget(m_note);
    m_note->setProperty("dim", true);
    m_note->setFont(Theme::of(this).small());
    m_note->setWordWrap(true);
    m_note->setContentsMargins(8, 0, 8, 0);
    m_table->setAccessibleName(tr("Figures of all runs"));
    m_table->setRowCount(static_cast<int>(figureTypes().size()));
    m_pace.setSingleShot(true);
    m_pace.setInterval(kFillPace);
    connect(&m_pace, &QTimer::timeout, this, &FiguresView::fill);
    connect(m_feed, &FiguresFeed::changed, this, &FiguresView::fillSoon);
    connect(&runs.fingerprints, &FingerprintReader::read, m_feed, &FiguresFeed::takeSamples);
    connect(m_titles, &RunTitles::changed, this, &FiguresView::fillSoon);
    connect(&Theme::of(this), &Theme::changed, this, &FiguresView::fillSoon);
}

QWidget* FiguresView::tools()
{
    return m_copy;
}

void FiguresView::fillSoon()
{
    if (isVisible() && !m_pace.isActive())
        m_pace.start();
}

QString FiguresView::note() const
{
    return m_note->text();
}

void FiguresView::fill()
{
    const std::vector<RunFigures> all = m_feed->figures();
    m_table->setColumnCount(static_cast<int>(all.size()) + 1);
    fillHeadings();
    for (int row = 0; row < m_table->rowCount(); ++row)
        fillRow(row);
    m_note->setText(figuresNote(all, [this](const RunSession& run) { return m_titles->of(run); }));
}

void FiguresView::fillHeadings()
{
    const ThemeTokens& look = Theme::of(this).tokens();
    QHeaderView* header = m_table->horizontalHeader();
    if (!m_table->horizontalHeaderItem(0))
        m_table->setHorizontalHeaderItem(0, new QTableWidgetItem);
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    int column = 1;
    for (const RunFigures& figures : m_feed->figures()) {
        if (!m_table->horizontalHeaderItem(column))
            m_table->setHorizontalHeaderItem(column, new QTableWidgetItem);
        QTableWidgetItem* item = m_table->horizontalHeaderItem(column++);
        item->setText(m_titles->of(*figures.run));
        item->setToolTip(item->text());
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        item->setIcon(runMark(runColour(look, m_bench.colourIndex(*figures.run))));
    }
}

void FiguresView::fillRow(int row)
{
    const FigureType& type = figureTypes()[static_cast<std::size_t>(row)];
    const std::vector<RunFigures> all = m_feed->figures();
    const std::vector<bool> best = areComparable(all) ? bestOf(type, all) : std::vector<bool>();
    setCell(row, 0, tr(type.name), false);
    m_table->item(row, 0)->setToolTip(tr(type.help));
    for (std::size_t i = 0; i < all.size(); ++i)
        setCell(row, static_cast<int>(i) + 1, type.text(all[i]), !best.empty() && best[i]);
}

void FiguresView::setCell(int row, int column, const QString& text, bool isBest)
{
    const ThemeTokens& look = Theme::of(this).tokens();
    if (!m_table->item(row, column)) {
        m_table->setItem(row, column, new QTableWidgetItem);
        m_table->item(row, column)->setFlags(Qt::ItemIsEnabled);
    }
    QTableWidgetItem* item = m_table->item(row, column);
    item->setText(text);
    item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    item->setForeground(isBest ? look.good : column == 0 ? look.dim : look.text);
    QFont font = Theme::of(this).body();
    font.setWeight(isBest ? QFont::DemiBold : QFont::Normal);
    item->setFont(font);
    if (column > 0)
        item->setToolTip(isBest ? tr("The best of the row") : QString());
}

QString FiguresView::text() const
{
    return tableText(*m_table);
}

void FiguresView::showEvent(QShowEvent* event)
{
    ComparingView::showEvent(event);
    m_feed->setActive(true);
    fill();
}

void FiguresView::hideEvent(QHideEvent* event)
{
    ComparingView::hideEvent(event);
    m_feed->setActive(false);
}

ComparingView* makeFiguresView(const ComparedRuns& runs, QWidget* parent)
{
    return new FiguresView(runs, parent);
}

} // namespace isthmus
