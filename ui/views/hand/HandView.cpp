// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/HandView.h"

#include "core/analysis/Latent.h"
#include "ui/session/Session.h"
#include "ui/theme/Theme.h"
#include "ui/views/hand/CodeLabel.h"
#include "ui/views/hand/PriorGrid.h"
#include "ui/views/hand/SquareStack.h"
#include "ui/widgets/PictureWidget.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace isthmus {

namespace {

constexpr int kSide = 168;
constexpr int kMargin = 12;
constexpr int kFigureSide = 224; // px of the picture in a figure, about
constexpr int kCaption = 24; // below it
constexpr int kLeastGridSide = 204;
constexpr Index kChunk = 16; // pictures between two breaths

/// Pictures of the grid's codes; null if there is no time left for them.
BackgroundLane::Result decodeGrid(const Snapshot& snapshot, const Matrix& codes, Shape shape, Breather& breather)
{
    ThreadPool pool;
    auto pictures = std::make_shared<std::vector<QImage>>();
    for (Index first = 0; first < codes.rows(); first += kChunk) {
        const Matrix some = codes.middleRows(first, std::min(kChunk, codes.rows() - first));
        const Matrix decoded = decodeCodes(*snapshot.frozen.model, snapshot.frozen.parameters, some, pool);
        for (Index row = 0; row < decoded.rows(); ++row)
            pictures->push_back(
                pictureImage(shape, {decoded.data() + row * decoded.cols(), static_cast<std::size_t>(decoded.cols())},
                    PictureKind::Values, true));
        if (!breather.breathe())
            return nullptr;
    }
    return std::shared_ptr<const std::vector<QImage>>(std::move(pictures));
}

std::vector<std::vector<float>> rowsOf(const Matrix& codes)
{
    std::vector<std::vector<float>> rows;
    for (Index row = 0; row < codes.rows(); ++row) {
        const float* code = codes.data() + row * codes.cols();
        rows.emplace_back(code, code + codes.cols());
    }
    return rows;
}

} // namespace

HandView::HandView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_square(new SquareStack(kSide, this))
    , m_picture(new PictureWidget(m_square))
    , m_grid(new PriorGrid(m_square))
    , m_hint(new QLabel(tr("Press and drag\non the plane"), m_picture))
    , m_code(new CodeLabel(this))
{
    m_square->add(m_picture);
    m_square->add(m_grid);
    makeActions();
    makeColumns();
    connect(&m_session, &Session::runChanged, this, &HandView::startRun);
    connect(&m_session.hand(), &HandLane::decoded, this, &HandView::showPicture);
    connect(&m_session.selection(), &Selection::codeChanged, this, &HandView::showCode);
    connect(&m_session.selection(), &Selection::dimensionsChanged, this, &HandView::showCode);
    connect(&m_session, &Session::snapshotChanged, this, &HandView::refreshGrid);
    connect(m_grid, &PriorGrid::clicked, this, &HandView::choose);
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
    connect(m_drawOne, &QAction::triggered, this, &HandView::drawOne);
    connect(m_drawGrid, &QAction::triggered, this, &HandView::drawGrid);

    m_one = new QPushButton(tr("New from prior"), this);
    m_many = new QPushButton(tr("Grid of 64"), this);
    m_back = new QPushButton(tr("Back to one"), this);
    m_back->setToolTip(tr("Show the picture under the hand again"));
    connect(m_one, &QPushButton::clicked, m_drawOne, &QAction::trigger);
    connect(m_many, &QPushButton::clicked, m_drawGrid, &QAction::trigger);
    connect(m_back, &QPushButton::clicked, this, [this] { showGrid(false); });
}

void HandView::makeColumns()
{
    m_hint->setProperty("dim", true);
    m_hint->setAlignment(Qt::AlignCenter);
    auto* over = new QHBoxLayout(m_picture);
    over->setContentsMargins(8, 8, 8, 8);
    over->addWidget(m_hint);

    auto* facts = new QVBoxLayout;
    facts->setSpacing(6);
    facts->addWidget(m_code);
    facts->addStretch(1);
    for (QPushButton* button : {m_one, m_many, m_back})
        facts->addWidget(button);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kMargin, 0, kMargin, 8);
    row->setSpacing(12);
    row->addWidget(m_square, 1);
    row->addLayout(facts);
}

void HandView::startRun()
{
    const bool hasPrior = m_session.hasRun() && m_session.model()->hasNormalPrior();
    for (QAction* action : {m_drawOne, m_drawGrid})
        action->setEnabled(hasPrior);
    const bool isAssumed = hasPrior && !m_session.model()->hasEncoder();
    const QString note = isAssumed ? tr("; this prior is assumed, since a decoder alone does not say its own") : "";
    m_one->setToolTip(tr("Draw a code from N(0, 1) and put it under the hand (N)%1").arg(note));
    m_many->setToolTip(tr("Draw 64 codes from N(0, 1); again for others (Shift+N)%1").arg(note));
    m_one->setVisible(hasPrior);
    m_many->setVisible(hasPrior);
    m_gridCodes.resize(0, 0);
    m_grid->setPictures(nullptr);
    m_drawn = 0;
    showGrid(false);
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
        m_picture->setPicture(m_session.data()->shape, image);
}

void HandView::showCode()
{
    const Selection& selection = m_session.selection();
    m_code->setCode(selection.code(), selection.dimX(), selection.dimY());
}

void HandView::drawOne()
{
    const Matrix code = samplePrior(m_session.model()->latentDim(), 1, m_session.run().training.seed, m_drawn++);
    showGrid(false);
    m_session.selection().setCode({code.data(), code.data() + code.size()});
}

void HandView::drawGrid()
{
    m_gridCodes =
        samplePrior(m_session.model()->latentDim(), PriorGrid::kCount, m_session.run().training.seed, m_drawn);
    m_drawn += PriorGrid::kCount;
    m_grid->setChosen(-1);
    showGrid(true);
    m_session.selection().setPriorCodes(rowsOf(m_gridCodes));
    refreshGrid();
}

bool HandView::isGridShown() const
{
    return m_square->current() == m_grid;
}

void HandView::showGrid(bool shown)
{
    m_square->setCurrent(shown ? static_cast<QWidget*>(m_grid) : m_picture);
    m_square->setLeastSide(shown ? kLeastGridSide : 112);
    m_back->setVisible(shown);
    m_many->setText(shown ? tr("64 others") : tr("Grid of 64"));
    if (!shown)
        m_session.selection().setPriorCodes({});
}

void HandView::refreshGrid()
{
    if (!isVisible() || !isGridShown() || m_gridCodes.rows() == 0 || !m_session.snapshot())
        return;
    m_session.background().request(
        this,
        [snapshot = m_session.snapshot(), codes = m_gridCodes, shape = m_session.data()->shape](
            Breather& breather) { return decodeGrid(*snapshot, codes, shape, breather); },
        [this](const BackgroundLane::Result& result) {
            m_grid->setPictures(std::static_pointer_cast<const std::vector<QImage>>(result));
        });
}

void HandView::choose(int number)
{
    if (m_gridCodes.rows() == 0)
        return;
    m_grid->setChosen(number);
    const float* code = m_gridCodes.data() + number * m_gridCodes.cols();
    m_session.selection().setCode({code, code + m_gridCodes.cols()});
}

void HandView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refreshGrid();
}

QSize HandView::figureSize() const
{
    QSize content;
    if (isGridShown() && !m_grid->isEmpty())
        content = m_grid->sharpSize();
    else if (!isGridShown() && !m_picture->image().isNull())
        content = sharpSizeOf(m_picture->image().size(), kFigureSide) + QSize(0, kCaption);
    return content.isEmpty() ? QSize() : content + QSize(2 * kMargin, 2 * kMargin);
}

void HandView::drawFigure(QPaintDevice& device, const ThemeTokens& look)
{
    QPainter painter(&device);
    painter.fillRect(QRect({}, figureSize()), look.panel);
    if (isGridShown()) {
        painter.translate(kMargin, kMargin);
        return m_grid->drawSharp(painter);
    }
    const QImage& image = m_picture->image();
    const QRect place({kMargin, kMargin}, sharpSizeOf(image.size(), kFigureSide));
    painter.drawImage(place, image);
    painter.setFont(font());
    painter.setPen(look.text);
    painter.drawText(QRect(place.left(), place.bottom() + 1, place.width() + kMargin, kCaption),
        Qt::AlignLeft | Qt::AlignBottom, m_code->caption());
}

QWidget* makeHandView(Session& session, QWidget* parent)
{
    return new HandView(session, parent);
}

} // namespace isthmus
