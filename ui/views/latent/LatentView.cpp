// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/LatentView.h"

#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/latent/CodesFeed.h"
#include "ui/views/latent/DimensionDrawer.h"
#include "ui/views/latent/FoldingLegend.h"
#include "ui/views/latent/HoverCard.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/LegendWidget.h"
#include "ui/views/latent/ManifoldFeed.h"
#include "ui/views/latent/PlaneHint.h"
#include "ui/views/latent/PlaneMarks.h"
#include "ui/views/latent/PlaneTools.h"
#include "ui/views/latent/PointControls.h"
#include "ui/views/latent/ProbeHand.h"
#include "ui/views/latent/RaisedProbe.h"
#include "ui/views/latent/latentJobs.h"
#include "ui/views/latent/manifoldCells.h"
#include "ui/views/latent/planeArrangement.h"
#include "ui/views/latent/planeNote.h"
#include "ui/views/sessionWords.h"
#include "ui/widgets/codeText.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {

constexpr QSize kLeast{320, 240}; // px
constexpr QSize kLeastCompact{160, 120};
constexpr double kBetter = 2.0; // a dimension not shown takes the place of a shown one from this ratio of variances on

} // namespace

LatentView::LatentView(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_plane(new LatentPlane(this))
    , m_legend(new FoldingLegend(this))
    , m_tools(new PlaneTools(this))
    , m_drawer(new DimensionDrawer(this))
    , m_card(new HoverCard(this))
    , m_note(new QLabel(this))
    , m_hint(new PlaneHint(this))
    , m_codes(new CodesFeed(session, this))
    , m_manifold(new ManifoldFeed(session, this))
    , m_probe(new ProbeHand(session, *m_plane, *m_codes, *m_drawer, this))
    , m_marks(new PlaneMarks(session, *m_plane, *m_codes, this))
    , m_raised(new RaisedProbe(*m_plane, {m_tools, m_legend, m_drawer}, this))
{
    auto* fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(m_plane);
    setFocusProxy(m_plane);
    setMinimumSize(kLeast);
    m_drawer->hide();
    m_note->setObjectName("note");
    m_note->setProperty("plate", true); // points and numbers lie below it
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    m_note->setAttribute(Qt::WA_TransparentForMouseEvents);
    connectSession();
    connectTools();
    connectHand();
    startRun();
}

void LatentView::setCompact(bool hasLegend)
{
    m_isCompact = true;
    m_hasLegend = hasLegend;
    setMinimumSize(kLeastCompact);
    m_tools->hide();
    takeClasses();
    describe();
}

LegendWidget& LatentView::legend()
{
    return m_legend->legend();
}

void LatentView::connectSession()
{
    Selection& selection = m_session.selection();
    connect(&m_session, &RunSession::runChanged, this, &LatentView::startRun);
    connect(&m_session, &RunSession::awaitedChanged, this, &LatentView::describe);
    connect(&m_session, &RunSession::historyChanged, this, [this] {
        if (planeNote(m_session, m_codes->codes()) != m_note->text())
            describe();
    });
    connect(m_codes, &CodesFeed::changed, this, &LatentView::takeCodes);
    connect(&Theme::of(this), &Theme::changed, this, &LatentView::orderManifold); // rows have its colours
    connect(m_manifold, &ManifoldFeed::ready, m_plane, &LatentPlane::setManifold);
    connect(&selection, &Selection::dimensionsChanged, this, &LatentView::takeDimensions);
    connect(&selection, &Selection::hiddenClassesChanged, this, [this, &selection] {
        legend().setHidden(selection.hiddenClasses());
        m_plane->setHidden(selection.hiddenClasses());
    });
    connect(&legend(), &LegendWidget::hideAsked, &selection, &Selection::setHiddenClasses);
    connect(m_legend, &FoldingLegend::folded, this, &LatentView::arrange);
}

void LatentView::connectTools()
{
    connect(m_tools, &PlaneTools::toolChosen, m_plane, &LatentPlane::setTool);
    connect(m_tools, &PlaneTools::fitAsked, m_plane, &LatentPlane::fit);
    connect(m_tools, &PlaneTools::homeAsked, this, &LatentView::goHome);
    connect(m_tools, &PlaneTools::zoomAsked, this,
        [this](double factor) { m_plane->zoomAt(QRectF(m_plane->rect()).center(), factor); });
    connect(m_tools, &PlaneTools::manifoldToggled, this, &LatentView::orderManifold);
    connect(m_tools, &PlaneTools::manifoldToggled, this, &LatentView::arrange);
    connect(m_tools, &PlaneTools::drawerToggled, this, &LatentView::openDrawer);
    connect(m_tools, &PlaneTools::dimensionsChosen, this, [this](int dimX, int dimY) {
        m_dimensionsChosen = true;
        m_session.selection().setDimensions(dimX, dimY);
    });
    PointControls& points = m_tools->points();
    m_plane->setDotScale(points.dotScale());
    m_plane->setBalance(points.balance());
    connect(&points, &PointControls::dotScaleChanged, m_plane, &LatentPlane::setDotScale);
    connect(&points, &PointControls::balanceChanged, m_plane, &LatentPlane::setBalance);
    connect(&points, &PointControls::scopeChosen, this, &LatentView::showScope);
}

void LatentView::connectHand()
{
    connect(m_probe, &ProbeHand::acted, this, [this] { m_dimensionsChosen = true; });
    const PlaneHand& hand = m_plane->hand();
    connect(&hand, &PlaneHand::dragged, m_hint, &PlaneHint::setDone);
    connect(&hand, &PlaneHand::pointHovered, this, &LatentView::hover);
    connect(&hand, &PlaneHand::pointClicked, this, [this] {
        m_drawer->reset();
        takeSummary();
        orderManifold();
    });
    connect(m_plane, &LatentPlane::viewChanged, this, &LatentView::orderManifold);
    connect(m_drawer, &DimensionDrawer::changed, this, [this] {
        m_dimensionsChosen = true;
        takeSummary();
        m_probe->moveAgain();
        orderManifold();
    });
    connect(m_drawer, &DimensionDrawer::meanAsked, this, [this] {
        m_drawer->reset();
        m_probe->forgetTaken();
        emit m_drawer->changed();
    });
}

void LatentView::startRun()
{
    m_probe->startRun();
    m_dimensionsChosen = false;
    m_drawer->clear();
    takeClasses();
    const bool hasBoth = m_session.hasRun() && !m_session.split().test.empty() && !m_session.split().train.empty();
    m_tools->points().setHasBothParts(hasBoth);
    m_plane->setManifold({}, {});
    takeDimensions();
    m_plane->fit();
    arrange();
}

void LatentView::takeClasses()
{
    QStringList names;
    if (m_session.hasRun() && m_session.data()->hasLabels())
        for (const std::string& name : m_session.data()->classNames)
            names << QString::fromStdString(name);
    legend().setClasses(m_hasLegend ? names : QStringList());
    legend().setHidden(m_session.selection().hiddenClasses());
    m_plane->setClasses(names);
    m_plane->setHidden(m_session.selection().hiddenClasses());
}

void LatentView::takeDimensions()
{
    const Selection& selection = m_session.selection();
    m_tools->setDimensions(std::max(latentDim(), 1), selection.dimX(), selection.dimY());
    m_plane->setSecondAxisMeasured(selection.dimX() != selection.dimY());
    nameAxes();
    if (latentDim() <= 2)
        m_tools->drawer().setChecked(false);
    takeCodes();
    m_probe->showCode();
    m_marks->takeAll();
    m_plane->fit();
    orderManifold();
}

void LatentView::nameAxes()
{
    const Selection& selection = m_session.selection();
    const bool isPlane = selection.dimX() != selection.dimY();
    if (m_session.hasRun())
        m_plane->setAxisTitles(dimensionName(selection.dimX()),
            isPlane ? dimensionName(selection.dimY()) : tr("%1 number").arg(sampleName(m_session)));
    else
        m_plane->setAxisTitles({}, {});
}

void LatentView::takeCodes()
{
    const Selection& selection = m_session.selection();
    PlanePoints points;
    if (m_codes->codes().latentDim() == latentDim()) // else the codes are of a run that has just ended
        points = m_codes->points(selection.dimX(), selection.dimY());
    m_plane->setPoints(std::move(points));
    m_marks->takeSamples();
    takeSummary();
    describe();
}

void LatentView::takeSummary()
{
    const std::optional<LatentSummary> summary = this->summary();
    if (!summary)
        return;
    const bool isFirst = !m_probe->hasMean();
    m_probe->setMean({summary->mean.begin(), summary->mean.end()});
    if (!m_dimensionsChosen)
        chooseDimensions(*summary);
    const Selection& selection = m_session.selection();
    if (latentDim() > 2)
        m_drawer->setData(*summary, m_probe->base(), selection.dimX(), selection.dimY());
    if (isFirst)
        orderManifold();
}

void LatentView::chooseDimensions(const LatentSummary& summary)
{
    if (summary.variance.size() <= 2)
        return;
    Selection& selection = m_session.selection();
    const std::vector<int> best = summary.byVariance();
    const auto variance = [&](int dimension) { return summary.variance[static_cast<std::size_t>(dimension)]; };
    const double shown = std::min(variance(selection.dimX()), variance(selection.dimY()));
    // Not at every small change of order: the picture would jump while it is watched.
    if (variance(best[1]) > kBetter * shown)
        selection.setDimensions(best[0], best[1]);
}

void LatentView::showScope(SampleScope scope)
{
    m_card->hide();
    m_session.selection().setHovered(std::nullopt);
    m_codes->setScope(scope);
}

void LatentView::hover(std::optional<std::size_t> point, QPoint pixel)
{
    const bool isKnown = point && *point < m_codes->samples().size();
    if (!isKnown) {
        m_card->hide();
        return m_session.selection().setHovered(std::nullopt);
    }
    const Index sample = m_codes->samples()[*point];
    m_session.selection().setHovered(sample);
    m_card->showSample(m_session.data(), sample, pixel);
}

void LatentView::openDrawer(bool open)
{
    m_drawer->setVisible(open);
    takeSummary();
    arrange();
}

void LatentView::goHome()
{
    m_drawer->reset();
    m_probe->goHome();
    takeSummary();
    const std::optional<QPointF> place = m_plane->probe();
    if (place && !m_plane->viewport().visible().contains(*place))
        m_plane->fit();
    orderManifold();
}

void LatentView::orderManifold()
{
    if (!m_tools->manifold().isChecked() || !isVisible() || latentDim() == 0) {
        m_manifold->setOrder(std::nullopt);
        if (!m_tools->manifold().isChecked())
            m_plane->setManifold({}, {});
        return;
    }
    const Selection& selection = m_session.selection();
    const ThemeTokens& look = Theme::of(this).tokens();
    const ManifoldCells cells = manifoldCells(m_plane->viewport(), m_session.model()->inputShape());
    m_manifold->setOrder(ManifoldOrder{.snapshot = nullptr,
        .base = m_probe->base(),
        .dimX = selection.dimX(),
        .dimY = selection.dimY(),
        .range = cells.range,
        .columns = cells.columns,
        .scaling = m_session.data()->scaling,
        .columnNames = m_session.data()->columns,
        .colours = {.ground = look.plot, .line = look.text, .axis = look.line}});
}

void LatentView::describe()
{
    const QString text = planeNote(m_session, m_codes->codes());
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    m_hint->setUseful(awaitsCodes(m_session) && !m_isCompact);
    arrange();
}

void LatentView::arrange()
{
    const bool isCaption = m_codes->codes().hasAny() || (m_session.hasRun() && !awaitsCodes(m_session));
    arrangeOnPlane({*m_plane, *m_tools, *m_legend, *m_drawer, *m_note, *m_hint}, *this, isCaption);
    m_raised->follow();
}

int LatentView::latentDim() const
{
    return m_session.hasRun() ? m_session.model()->latentDim() : 0;
}

std::optional<LatentSummary> LatentView::summary() const
{
    const auto size = static_cast<std::size_t>(latentDim());
    if (m_session.hasRun() && !awaitsCodes(m_session))
        return LatentSummary{std::vector<double>(size, 0), std::vector<double>(size, 1)};
    const LatentCodes& codes = m_codes->codes();
    if (!codes.hasAny() || codes.latentDim() != latentDim())
        return std::nullopt;
    return codes.summary();
}

QSize LatentView::figureSize() const
{
    return m_codes->codes().hasAny() ? size() : QSize();
}

void LatentView::drawFigure(QPaintDevice& device, const ThemeTokens& look)
{
    m_plane->draw(device, look);
    QPainter painter(&device);
    painter.save();
    painter.translate(m_legend->pos());
    m_legend->draw(painter, look);
    painter.restore();
    drawPlaneNote(painter, *m_note, look);
}

bool LatentView::takeFigureButton(QToolButton* button)
{
    m_tools->addButton(button);
    arrange();
    return true;
}

void LatentView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_codes->setActive(true);
    m_probe->tellSpan();
    orderManifold();
}

void LatentView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_codes->setActive(false);
    m_card->hide();
    orderManifold();
}

void LatentView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

QWidget* makeLatentView(RunSession& session, QWidget* parent)
{
    return new LatentView(session, parent);
}

} // namespace isthmus
