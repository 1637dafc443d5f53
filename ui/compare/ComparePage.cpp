// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/ComparePage.h"

#include "ui/compare/ComparedRuns.h"
#include "ui/compare/ComparingView.h"
#include "ui/compare/FingerprintReader.h"
#include "ui/compare/RunTitles.h"
#include "ui/compare/comparingViews.h"
#include "ui/compare/cursor/LinkedCursor.h"
#include "ui/compare/cursor/LinkedProbe.h"
#include "ui/compare/followRuns.h"
#include "ui/compare/likeness.h"
#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"
#include "ui/widgets/SectionHeading.h"

#include <QAction>
#include <QDataStream>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QSplitter>
#include <QStackedLayout>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kPageHead = 40; // px
constexpr int kPanelHead = 32;

bool isPlayKey(const QKeyEvent& event)
{
    return event.key() == Qt::Key_Space && event.modifiers() == Qt::NoModifier;
}

/// What a saved layout is of.
QByteArray viewIds()
{
    QByteArray ids;
    for (const ComparingViewType& type : comparingViews())
        ids += QByteArray(type.id) + ' ';
    return ids;
}

} // namespace

ComparePage::ComparePage(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_titles(new RunTitles(bench, this))
    , m_fingerprints(new FingerprintReader(bench, this))
    , m_cursor(new LinkedCursor(bench, this))
    , m_probe(new LinkedProbe(bench, this))
    , m_playAll(new QAction(this))
    , m_empty(new QLabel(this))
    , m_stack(new QStackedLayout)
{
    m_playAll->setShortcut(Qt::Key_Space);
    m_playAll->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_playAll->setAutoRepeat(false);
    addAction(m_playAll);
    connect(m_playAll, &QAction::triggered, this, &ComparePage::togglePlay);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(40);
    m_empty->setProperty("dim", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addLayout(m_stack, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeViews());
    setFocusPolicy(Qt::ClickFocus);
    followRuns(bench, this, [this](RunSession& run) { join(run); });
    connect(&bench, &Workbench::closing, this, [this] { showState(); });
    connect(m_titles, &RunTitles::changed, this, &ComparePage::showState);
    connect(m_fingerprints, &FingerprintReader::read, this, &ComparePage::showState);
    connect(m_fingerprints, &FingerprintReader::read, m_cursor, &LinkedCursor::tellAll);
    connect(m_fingerprints, &FingerprintReader::read, m_probe, &LinkedProbe::tellAll);
    connect(m_probe, &LinkedProbe::leaderChanged, this, &ComparePage::showState);
    connect(&bench, &Workbench::activeChanged, this, [this] {
        showState();
        QTimer::singleShot(0, this, &ComparePage::watch); // after who stops watching the one that was active
    });
    connect(&Theme::of(this), &Theme::changed, this, &ComparePage::showIcon);
    showState();
    showIcon();
}

ComparePage::~ComparePage() = default;

QSplitter* ComparePage::addSplitter(Qt::Orientation orientation, QWidget* parent)
{
    auto* splitter = new QSplitter(orientation, parent);
    splitter->setHandleWidth(5);
    splitter->setChildrenCollapsible(false);
    m_splitters.push_back(splitter);
    return splitter;
}

QByteArray ComparePage::saveLayout() const
{
    QByteArray saved;
    QDataStream out(&saved, QIODevice::WriteOnly);
    out << viewIds();
    for (const QSplitter* splitter : m_splitters)
        out << splitter->saveState();
    return saved;
}

void ComparePage::restoreLayout(const QByteArray& saved)
{
    QDataStream in(saved);
    QByteArray ids;
    in >> ids;
    if (ids != viewIds())
        return;
    for (QSplitter* splitter : m_splitters) {
        QByteArray state;
        in >> state;
        splitter->restoreState(state);
    }
}

QWidget* ComparePage::makeHead()
{
    auto* head = new QWidget(this);
    head->setFixedHeight(kPageHead);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 8, 0);
    row->setSpacing(12);
    row->addWidget(m_playButton = new QToolButton(head));
    row->addWidget(m_note = new QLabel(head), 1);
    m_playButton->setDefaultAction(m_playAll);
    m_playButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_playButton->setIconSize({14, 14});
    m_playButton->setFocusPolicy(Qt::TabFocus);
    m_playButton->setStyleSheet("QToolButton { padding: 2px 10px; }");
    m_note->setObjectName("compare-note");
    m_note->setProperty("dim", true);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return head;
}

QWidget* ComparePage::makeViews()
{
    QSplitter* rows = addSplitter(Qt::Vertical, this);
    for (const ComparingRow row : {ComparingRow::Upper, ComparingRow::Lower}) {
        QSplitter* line = addSplitter(Qt::Horizontal, rows);
        QList<int> widths;
        for (const ComparingViewType& type : comparingViews()) {
            if (type.row != row)
                continue;
            line->addWidget(makePanel(type, line));
            line->setStretchFactor(line->count() - 1, type.share);
            widths << type.share * 100;
        }
        line->setSizes(widths);
    }
    rows->setStretchFactor(0, 5);
    rows->setStretchFactor(1, 3);
    rows->setSizes({500, 300});
    return rows;
}

QWidget* ComparePage::makePanel(const ComparingViewType& type, QWidget* parent)
{
    auto* panel = new QWidget(parent);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    ComparingView* view = type.make({m_bench, *m_titles, *m_fingerprints, *m_probe}, panel);
    view->setObjectName(type.id);
    if (const QString title = tr(type.title); !title.isEmpty()) {
        auto* head = new QWidget(panel);
        head->setFixedHeight(kPanelHead);
        auto* row = new QHBoxLayout(head);
        row->setContentsMargins(12, 0, 12, 0);
        row->addWidget(new SectionHeading(title, head), 1);
        if (QWidget* tools = view->tools())
            row->addWidget(tools);
        column->addWidget(head);
    }
    column->addWidget(view, 1);
    return panel;
}

void ComparePage::join(RunSession& run)
{
    connect(&run, &RunSession::statusChanged, this, &ComparePage::showState);
    connect(&run, &RunSession::runChanged, this, &ComparePage::showState);
    if (isVisible())
        run.setWatched(true);
    showState();
}

void ComparePage::watch()
{
    if (!isVisible())
        return;
    for (RunSession* run : m_bench.runs())
        run->setWatched(true);
}

void ComparePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    watch();
    m_cursor->setActive(true);
    m_probe->setActive(true);
    setFocus(Qt::OtherFocusReason); // so that Space reaches the page
}

void ComparePage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_cursor->setActive(false);
    m_probe->setActive(false);
    for (RunSession* run : m_bench.runs())
        if (run != &m_bench.active())
            run->setWatched(false);
}

bool ComparePage::isAnyTraining() const
{
    return std::any_of(
        m_bench.runs().begin(), m_bench.runs().end(), [](const RunSession* run) { return run->isTraining(); });
}

void ComparePage::togglePlay()
{
    const bool wasTraining = isAnyTraining();
    for (RunSession* run : m_bench.runs()) {
        if (!run->canTrain())
            continue;
        run->touch();
        wasTraining ? run->pause() : run->play();
    }
}

QString ComparePage::sentence() const
{
    const RunSession& leader = m_probe->leader();
    QStringList elsewhere;
    QStringList without;
    for (const RunSession* run : m_bench.runs()) {
        if (!run->hasRun())
            continue;
        if (!run->model()->hasEncoder())
            elsewhere << tr("%1 is a decoder alone: it encodes nothing").arg(m_titles->of(*run));
        else if (!hasImages(*run))
            without << m_titles->of(*run);
        else if (hasImages(leader) && &leader != run && !mayHaveSameData(leader, *run))
            elsewhere << tr("%1 is on other data: the cursor does not link it").arg(m_titles->of(*run));
    }
    if (!without.isEmpty())
        elsewhere << tr("The samples of %1 are not here").arg(without.join(", "));
    return elsewhere.join(QString::fromUtf8("  ·  "));
}

void ComparePage::showState()
{
    const bool hasTwo = m_bench.runs().size() > 1;
    m_empty->setText(
        tr("One run has nothing beside it yet. File > Duplicate as... opens a second run beside this one."));
    if (m_stack->currentIndex() != int(hasTwo))
        m_stack->setCurrentIndex(int(hasTwo));
    m_playButton->parentWidget()->setVisible(hasTwo);
    if (const QString text = sentence(); text != m_note->text()) {
        m_note->setText(text);
        m_note->setToolTip(text);
    }
    const bool canTrain = std::any_of(
        m_bench.runs().begin(), m_bench.runs().end(), [](const RunSession* run) { return run->canTrain(); });
    m_playAll->setEnabled(canTrain);
    const QString text = isAnyTraining() ? tr("Pause all") : tr("Play all");
    if (text == m_playAll->text())
        return;
    m_playAll->setText(text);
    m_playAll->setToolTip(isAnyTraining() ? tr("Pause all runs (Space)") : tr("Train all runs (Space)"));
    showIcon();
}

void ComparePage::showIcon()
{
    const ThemeTokens& look = Theme::of(this).tokens();
    m_playAll->setIcon(themeIcon(isAnyTraining() ? "pause" : "play", look.text, look.dim));
    update();
}

QString ComparePage::note() const
{
    return m_bench.runs().size() > 1 ? m_note->text() : m_empty->text();
}

bool ComparePage::event(QEvent* event)
{
    // The window's Space plays the active run alone; on this page it is the page's.
    if (event->type() == QEvent::ShortcutOverride && isPlayKey(*static_cast<QKeyEvent*>(event)))
        event->accept();
    return QWidget::event(event);
}

void ComparePage::keyPressEvent(QKeyEvent* event)
{
    if (!isPlayKey(*event))
        return QWidget::keyPressEvent(event);
    if (!event->isAutoRepeat())
        m_playAll->trigger();
}

void ComparePage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Theme::of(this).tokens().panel);
}

} // namespace isthmus
