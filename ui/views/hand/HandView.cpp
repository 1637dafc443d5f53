// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/HandView.h"

#include "ui/samples/SampleWidget.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/hand/CodeLabel.h"
#include "ui/views/hand/GridWindow.h"
#include "ui/views/hand/HandFigure.h"
#include "ui/views/hand/HandLayout.h"
#include "ui/views/hand/PointedSample.h"
#include "ui/views/hand/PriorDraws.h"
#include "ui/views/hand/PriorGrid.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kEdge = 12; // px
constexpr QSize kFrame{8, 40}; // px of a window, right and below of what move() places, at the most
constexpr int kHeader = 96; // px from a window's top to below its menus and bars
constexpr int kButtonFrame = 18; // px of a button beside its text, at least

/// A button whose room stays when it is hidden or says its other text.
QPushButton* steadyButton(const QString& text, const QString& other, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setFocusPolicy(Qt::TabFocus); // a click leaves Space to play and pause
    button->setStyleSheet("QPushButton { padding: 4px 6px; }"); // four of them stand in a narrow column
    const QFontMetrics metrics = button->fontMetrics();
    button->setMinimumWidth(std::max(metrics.horizontalAdvance(text), metrics.horizontalAdvance(other)) + kButtonFrame);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setRetainSizeWhenHidden(true);
    button->setSizePolicy(policy);
    return button;
}

/// Puts a window of its own where it hides little of the plane: at the right edge of another.
void placeAtRight(QWidget& widget, const QWidget& other)
{
    const QRect room =
        other.screen()->availableGeometry().marginsRemoved(QMargins(0, 0, kFrame.width(), kFrame.height()));
    const QRect beside = other.frameGeometry();
    const QPoint corner(beside.right() - widget.width() - kEdge, beside.top() + kHeader);
    widget.move(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - widget.width())),
        std::clamp(corner.y(), room.top(), std::max(room.top(), room.bottom() - widget.height())));
}

} // namespace

HandView::HandView(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_draws(new PriorDraws(session, this))
    , m_picture(new SampleWidget(this))
    , m_grid(new PriorGrid(this))
    , m_pointed(new PointedSample(session, this))
    , m_hint(new QLabel(tr("Press and drag on the plane"), m_picture))
    , m_code(new CodeLabel(this))
    , m_source(new QLabel(this))
{
    makeActions();
    arrangeParts();
    connectSession();
    startRun();
}

void HandView::makeActions()
{
    m_drawOne = new QAction(tr("New from prior"), this);
    m_drawOne->setShortcut(Qt::Key_N);
    m_drawGrid = new QAction(tr("Grid of 64"), this);
    m_drawGrid->setShortcut(Qt::SHIFT | Qt::Key_N);
    for (QAction* action : {m_drawOne, m_drawGrid}) {
        action->setShortcutContext(Qt::WindowShortcut);
        addAction(action);
    }
    connect(m_drawOne, &QAction::triggered, m_draws, &PriorDraws::drawOne);
    connect(m_drawGrid, &QAction::triggered, m_draws, &PriorDraws::drawSet);

    m_one = steadyButton(tr("New from prior"), {}, this);
    m_many = steadyButton(tr("Grid of 64"), tr("64 others"), this);
    m_enlarge = steadyButton(tr("Enlarge"), {}, this);
    m_clear = steadyButton(tr("Clear"), {}, this);
    connect(m_one, &QPushButton::clicked, m_drawOne, &QAction::trigger);
    connect(m_many, &QPushButton::clicked, m_drawGrid, &QAction::trigger);
    connect(m_enlarge, &QPushButton::clicked, this, &HandView::enlarge);
    connect(m_clear, &QPushButton::clicked, m_draws, &PriorDraws::dropSet);
}

void HandView::arrangeParts()
{
    m_hint->setProperty("dim", true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    auto* over = new QHBoxLayout(m_picture);
    over->setContentsMargins(4, 4, 4, 4);
    over->addWidget(m_hint);
    m_source->setObjectName("source");
    m_source->setProperty("dim", true);
    m_source->setFont(Theme::of(this).small());
    m_source->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* parts = new HandLayout({.picture = m_picture,
                                     .grid = m_grid,
                                     .code = m_code,
                                     .buttons = {m_one, m_many, m_enlarge, m_clear},
                                     .source = m_source,
                                     .pointed = m_pointed},
        this);
    parts->setContentsMargins(kEdge, 0, kEdge, 8);
}

void HandView::connectSession()
{
    Selection& selection = m_session.selection();
    connect(&m_session, &RunSession::runChanged, this, &HandView::startRun);
    connect(&m_session, &RunSession::statusChanged, this, &HandView::showDraws);
    connect(&m_session.hand(), &HandLane::decoded, this, &HandView::showPicture);
    connect(&selection, &Selection::codeChanged, this, &HandView::showCode);
    connect(&selection, &Selection::dimensionsChanged, this, &HandView::showCode);
    connect(&selection, &Selection::planeSpanChanged, this, &HandView::showCode);
    connect(m_draws, &PriorDraws::changed, this, &HandView::showDraws);
    connect(m_grid, &PriorGrid::clicked, m_draws, &PriorDraws::choose);
}

PictureWidget& HandView::picture()
{
    return *m_picture;
}

void HandView::startRun()
{
    m_form = m_session.hasRun() ? sampleForm(*m_session.data()) : nullptr;
    const QString samples = kindWords(m_form.get());
    m_picture->setAccessibleName(tr("Decoded %1 under the hand").arg(kindWord(m_form.get())));
    m_enlarge->setToolTip(tr("Show the 64 %1 in a window of their own, of any size").arg(samples));
    m_clear->setToolTip(tr("Take the 64 %1 away, here and on the plane").arg(samples));
    showDraws();
    showCode();
    showPicture();
}

void HandView::showPicture()
{
    const std::vector<float>& image = m_session.hand().image();
    m_hint->setVisible(image.empty());
    if (image.empty())
        m_picture->clear();
    else
        m_picture->setSample(m_form, image);
}

void HandView::showCode()
{
    const Selection& selection = m_session.selection();
    const Shape shape = m_session.hasRun() ? m_session.model()->codeShape() : Shape::vector(2);
    m_code->setCode(selection.code(), shape, selection.dimX(), selection.dimY(), selection.planeSpan());
}

void HandView::showDraws()
{
    const QString obstacle = m_draws->obstacle();
    const QString source = m_draws->source();
    for (QAction* action : {m_drawOne, m_drawGrid})
        action->setEnabled(obstacle.isEmpty());
    for (QPushButton* button : {m_one, m_many})
        button->setEnabled(obstacle.isEmpty());
    m_one->setToolTip(obstacle.isEmpty() ? tr("Draw a code and put it under the hand (N). %1").arg(source) : obstacle);
    m_many->setToolTip(obstacle.isEmpty() ? tr("Draw 64 codes, then others (Shift+N). %1").arg(source) : obstacle);
    m_many->setText(m_draws->hasSet() ? tr("64 others") : tr("Grid of 64"));
    for (QPushButton* button : {m_enlarge, m_clear})
        button->setVisible(m_draws->hasSet());
    m_source->setText(m_source->fontMetrics().elidedText(source, Qt::ElideRight, m_source->width()));
    m_source->setToolTip(source);
    m_grid->setHint(obstacle.isEmpty() && m_draws->hasSet() ? source : tr("64 draws\ncome here\n(Shift+N)"));
    m_grid->setForm(m_draws->form());
    m_grid->setDrawn(m_draws->pictures());
    m_grid->setChosen(m_draws->chosen());
}

bool HandView::isGridShown() const
{
    return m_draws->hasSet();
}

void HandView::enlarge()
{
    if (!m_enlarged) {
        m_enlarged = new GridWindow(*m_draws, this);
        placeAtRight(*m_enlarged, *window());
        connect(m_enlarged, &GridWindow::shownChanged, this, &HandView::followVisibility);
    }
    m_enlarged->show();
    m_enlarged->raise();
    m_enlarged->activateWindow();
}

void HandView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    followVisibility();
    showDraws();
}

void HandView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    followVisibility();
}

void HandView::followVisibility()
{
    m_draws->setActive(isVisible() || (m_enlarged && m_enlarged->isVisible()));
}

void HandView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showDraws(); // as much of the sentence as fits
}

HandFigure HandView::figure() const
{
    return {.picture = m_picture->image(),
        .sample = m_picture->hasNumbers() ? m_picture : nullptr,
        .caption = m_code->caption(),
        .grid = *m_grid,
        .pointed = *m_pointed};
}

QSize HandView::figureSize() const
{
    return handFigureSize(figure());
}

void HandView::drawFigure(QPaintDevice& device, const ThemeTokens& look)
{
    drawHandFigure(device, look, font(), figure());
}

QWidget* makeHandView(RunSession& session, QWidget* parent)
{
    return new HandView(session, parent);
}

} // namespace isthmus
