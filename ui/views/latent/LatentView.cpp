// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/LatentView.h"

#include "ui/session/Session.h"
#include "ui/theme/Theme.h"
#include "ui/views/latent/CodesFeed.h"
#include "ui/views/latent/DimensionDrawer.h"
#include "ui/views/latent/HoverCard.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/LegendWidget.h"
#include "ui/views/latent/ManifoldFeed.h"
#include "ui/views/latent/PlaneTools.h"
#include "ui/views/latent/latentJobs.h"
#include "ui/views/latent/manifoldCells.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kInset = 12; // px between the view's edge and what floats on it
constexpr double kBetter = 2.0; // a dimension not shown takes the place of a shown one from this ratio of variances on

} // namespace

LatentView::LatentView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_plane(new LatentPlane(this))
    , m_legend(new LegendWidget(this))
    , m_tools(new PlaneTools(this))
    , m_drawer(new DimensionDrawer(this))
    , m_card(new HoverCard(this))
    , m_note(new QLabel(this))
    , m_codes(new CodesFeed(session, this))
    , m_manifold(new ManifoldFeed(session, this))
{
    auto* fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(m_plane);
    setFocusProxy(m_plane);
    setMinimumSize(320, 240);
    m_drawer->hide();
    m_note->setObjectName("note");
    m_note->setProperty("dim", true);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setAttribute(Qt::WA_TransparentForMouseEvents);
    connectSession();
    connectHand();
    startRun();
}

void LatentView::connectSession()
{
    Selection& selection = m_session.selection();
    connect(&m_session, &Session::runChanged, this, &LatentView::startRun);
    connect(m_codes, &CodesFeed::changed, this, &LatentView::takeCodes);
    connect(m_manifold, &ManifoldFeed::ready, m_plane, &LatentPlane::setManifold);
    connect(&selection, &Selection::codeChanged, this, &LatentView::takeCode);
    connect(&selection, &Selection::dimensionsChanged, this, &LatentView::takeDimensions);
    connect(&selection, &Selection::hoveredChanged, this, &LatentView::takeHovered);
    connect(&selection, &Selection::priorCodesChanged, this, &LatentView::takePrior);
    connect(&selection, &Selection::wayChanged, this, &LatentView::takeWay);
    connect(&selection, &Selection::hiddenClassesChanged, this, [this, &selection] {
        m_legend->setHidden(selection.hiddenClasses());
        m_plane->setHidden(selection.hiddenClasses());
    });
}

void LatentView::connectHand()
{
    Selection& selection = m_session.selection();
    connect(m_plane, &LatentPlane::probeMoved, this, &LatentView::moveProbe);
    connect(m_plane, &LatentPlane::pointHovered, this, &LatentView::hover);
    connect(m_plane, &LatentPlane::viewChanged, this, &LatentView::orderManifold);
    connect(m_legend, &LegendWidget::hideAsked, &selection, &Selection::setHiddenClasses);
    connect(m_tools, &PlaneTools::toolChosen, m_plane, &LatentPlane::setTool);
    connect(m_tools, &PlaneTools::fitAsked, m_plane, &LatentPlane::fit);
    connect(m_tools, &PlaneTools::manifoldToggled, this, &LatentView::orderManifold);
    connect(m_tools, &PlaneTools::drawerToggled, this, [this](bool open) {
        m_drawer->setVisible(open);
        takeSummary();
        arrange();
    });
    connect(m_tools, &PlaneTools::dimensionsChosen, this, [this, &selection](int dimX, int dimY) {
        m_dimensionsChosen = true;
        selection.setDimensions(dimX, dimY);
    });
    connect(m_drawer, &DimensionDrawer::changed, this, [this] {
        m_dimensionsChosen = true;
        takeSummary();
        if (const std::optional<QPointF> place = m_plane->probe())
            moveProbe(*place);
        orderManifold();
    });
}

void LatentView::startRun()
{
    m_mean.clear();
    m_dimensionsChosen = false;
    m_drawer->clear();
    QStringList names;
    if (m_session.hasRun() && m_session.data()->hasLabels())
        for (const std::string& name : m_session.data()->classNames)
            names << QString::fromStdString(name);
    m_legend->setClasses(names);
    m_plane->setClasses(names);
    m_plane->setHidden(m_session.selection().hiddenClasses());
    m_plane->setManifold({}, {});
    takeDimensions();
    m_plane->fit();
    arrange();
}

void LatentView::takeDimensions()
{
    const Selection& selection = m_session.selection();
    m_tools->setDimensions(std::max(latentDim(), 1), selection.dimX(), selection.dimY());
    m_plane->setSecondAxisMeasured(selection.dimX() != selection.dimY());
    if (latentDim() <= 2)
        m_tools->drawer().setChecked(false);
    takeCodes();
    takeCode();
    takePrior();
    takeWay();
    m_plane->fit();
    orderManifold();
}

void LatentView::takeCodes()
{
    const Selection& selection = m_session.selection();
    const LatentCodes& codes = m_codes->codes();
    PlanePoints points;
    if (codes.latentDim() == latentDim()) { // else the codes are of a run that has just ended
        points = codes.points(selection.dimX(), selection.dimY());
        points.labels = m_codes->labels();
    }
    m_plane->setPoints(std::move(points));
    takeHovered();
    takeSummary();
    describe();
}

void LatentView::takeSummary()
{
    const std::optional<LatentSummary> summary = this->summary();
    if (!summary)
        return;
    const bool isFirst = m_mean.empty();
    m_mean.assign(summary->mean.begin(), summary->mean.end());
    if (isFirst && m_session.selection().code().empty())
        m_session.selection().setCode(base());
    if (!m_dimensionsChosen)
        chooseDimensions(*summary);
    const Selection& selection = m_session.selection();
    if (latentDim() > 2)
        m_drawer->setData(*summary, selection.dimX(), selection.dimY());
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

void LatentView::takeCode()
{
    const std::vector<float>& code = m_session.selection().code();
    if (m_handMoves)
        return;
    if (code.empty() || static_cast<int>(code.size()) != latentDim())
        m_plane->setProbe(std::nullopt);
    else
        m_plane->setProbe(placeOf(code));
}

void LatentView::takePrior()
{
    m_plane->setPrior(placesOf(m_session.selection().priorCodes()));
}

void LatentView::takeWay()
{
    m_plane->setWay(placesOf(m_session.selection().way()));
}

std::vector<QPointF> LatentView::placesOf(const std::vector<std::vector<float>>& codes) const
{
    std::vector<QPointF> places;
    for (const std::vector<float>& code : codes)
        if (static_cast<int>(code.size()) == latentDim())
            places.push_back(placeOf(code));
    return places;
}

void LatentView::takeHovered()
{
    const std::vector<Index>& samples = m_codes->samples();
    const std::optional<Index> hovered = m_session.selection().hovered();
    std::optional<QPointF> place;
    if (hovered) {
        const auto found = std::find(samples.begin(), samples.end(), *hovered);
        const auto i = static_cast<std::size_t>(found - samples.begin());
        if (i < m_plane->points().size())
            place = QPointF(double(m_plane->points().x[i]), double(m_plane->points().y[i]));
    }
    m_plane->setHighlighted(place);
}

void LatentView::moveProbe(QPointF place)
{
    if (m_mean.empty())
        return m_plane->setProbe(std::nullopt); // nowhere to be yet: no code has come
    Selection& selection = m_session.selection();
    std::vector<float> code = base();
    code[static_cast<std::size_t>(selection.dimX())] = static_cast<float>(place.x());
    if (selection.dimY() != selection.dimX())
        code[static_cast<std::size_t>(selection.dimY())] = static_cast<float>(place.y());
    m_dimensionsChosen = true;
    m_handMoves = true;
    selection.setCode(std::move(code));
    m_handMoves = false;
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

void LatentView::orderManifold()
{
    if (!m_tools->manifold().isChecked() || !isVisible() || m_mean.empty()) {
        m_manifold->setOrder(std::nullopt);
        if (!m_tools->manifold().isChecked())
            m_plane->setManifold({}, {});
        return;
    }
    const Selection& selection = m_session.selection();
    const ManifoldCells cells = manifoldCells(m_plane->viewport(), m_session.model()->inputShape());
    m_manifold->setOrder(ManifoldOrder{.snapshot = nullptr,
        .base = base(),
        .dimX = selection.dimX(),
        .dimY = selection.dimY(),
        .range = cells.range,
        .columns = cells.columns});
}

void LatentView::describe()
{
    const LatentCodes& codes = m_codes->codes();
    QString text;
    if (!m_session.hasRun())
        text = tr("Open images to see their latent space");
    else if (!awaitsCodes() && !m_session.model()->hasEncoder())
        text = tr("A decoder alone: press and drag to see what it makes of a code; N(0, 1) is assumed");
    else if (!awaitsCodes())
        text = tr("No images to encode here: press and drag to see what the model makes of a code");
    else if (!codes.hasAny())
        text = tr("Encoding the first images");
    else if (codes.latentDim() == 1)
        text = tr("One latent dimension: across is z1; up and down only spreads the images, by their number");
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    arrange();
}

void LatentView::arrange()
{
    m_tools->move(kInset, kInset);
    m_tools->adjustSize();
    m_plane->setCovered(m_tools->geometry().bottom());
    m_legend->setMaximumHeight(height() - 2 * kInset);
    m_legend->adjustSize();
    m_legend->move(width() - m_legend->width() - kInset, kInset - 4);
    const int drawerHeight = std::min(height() - 4 * kInset - m_tools->height(), 440);
    m_drawer->setGeometry(kInset, height() - drawerHeight - 2 * kInset, 264, drawerHeight);
    m_note->adjustSize();
    const bool isCaption = m_codes->codes().hasAny() || (m_session.hasRun() && !awaitsCodes());
    const int top = isCaption ? height() - m_note->height() - 28 : (height() - m_note->height()) / 2;
    m_note->move((width() - m_note->width()) / 2, top);
}

int LatentView::latentDim() const
{
    return m_session.hasRun() ? m_session.model()->latentDim() : 0;
}

bool LatentView::awaitsCodes() const
{
    return m_session.hasRun() && !m_session.shownSamples().empty();
}

std::optional<LatentSummary> LatentView::summary() const
{
    const auto size = static_cast<std::size_t>(latentDim());
    if (m_session.hasRun() && !awaitsCodes())
        return LatentSummary{std::vector<double>(size, 0), std::vector<double>(size, 1)};
    const LatentCodes& codes = m_codes->codes();
    if (!codes.isComplete() || codes.latentDim() != latentDim())
        return std::nullopt;
    return codes.summary();
}

QPointF LatentView::placeOf(const std::vector<float>& code) const
{
    const Selection& selection = m_session.selection();
    const double x = double(code[static_cast<std::size_t>(selection.dimX())]);
    const double y = double(code[static_cast<std::size_t>(selection.dimY())]);
    return {x, selection.dimX() == selection.dimY() ? 0.0 : y};
}

std::vector<float> LatentView::base() const
{
    std::vector<float> code = m_mean;
    for (const auto& [dimension, value] : m_drawer->moved())
        if (static_cast<std::size_t>(dimension) < code.size())
            code[static_cast<std::size_t>(dimension)] = static_cast<float>(value);
    return code;
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
    painter.save();
    painter.translate(m_tools->pos());
    m_tools->draw(painter, look);
    painter.restore();
    if (m_note->isHidden())
        return;
    painter.setFont(m_note->font());
    painter.setPen(look.dim);
    painter.drawText(m_note->geometry(), Qt::AlignCenter, m_note->text());
}

bool LatentView::takeFigureButton(QToolButton* button)
{
    m_tools->addButton(button);
    return true;
}

void LatentView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_codes->setActive(true);
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

QWidget* makeLatentView(Session& session, QWidget* parent)
{
    return new LatentView(session, parent);
}

} // namespace isthmus
