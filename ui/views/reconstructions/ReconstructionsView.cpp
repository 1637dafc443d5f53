// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/reconstructions/ReconstructionsView.h"

#include "core/train/Collapse.h"
#include "core/train/deadOutput.h"
#include "ui/samples/SampleChoice.h"
#include "ui/samples/StripsWidget.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/sessionWords.h"
#include "ui/widgets/PictureImage.h"

#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace isthmus {

namespace {
constexpr int kMargin = 12; // px
}

ReconstructionsView::ReconstructionsView(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_strips(new StripsWidget(this))
    , m_note(new QLabel(this))
{
    m_note->setObjectName("note");
    m_note->setProperty("dim", true);
    m_note->setWordWrap(true);
    m_note->setAlignment(Qt::AlignCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, 0, kMargin, 8);
    column->addWidget(m_strips);
    column->addWidget(m_note);

    m_shuffleButton = new QToolButton(m_strips);
    m_shuffleButton->setText(tr("Shuffle"));
    m_shuffleButton->setProperty("flat", true);
    m_shuffleButton->setFont(Theme::of(this).small());
    m_shuffleButton->setStyleSheet("QToolButton { padding: 0px 4px; min-height: 14px; }");
    auto* corner = new QVBoxLayout(m_strips);
    corner->setContentsMargins(0, 0, 0, 0);
    corner->addWidget(m_shuffleButton, 0, Qt::AlignTop | Qt::AlignRight);

    connect(m_shuffleButton, &QToolButton::clicked, this, &ReconstructionsView::shuffle);
    connect(m_strips, &StripsWidget::rowsChanged, this, &ReconstructionsView::choose);
    // The strips also say so while this view is being destroyed: neither may go through it.
    Selection& selection = m_session.selection();
    connect(m_strips, &StripsWidget::hovered, &selection, &Selection::setHovered);
    connect(m_strips, &StripsWidget::picked, &selection, [&selection](Index sample) {
        selection.setPinned(selection.pinned() == sample ? std::nullopt : std::optional<Index>(sample));
    });
    connect(
        &selection, &Selection::pinnedChanged, this, [this, &selection] { m_strips->setPinned(selection.pinned()); });
    connect(&m_session, &RunSession::runChanged, this, &ReconstructionsView::startRun);
    connect(&m_session, &RunSession::snapshotChanged, this, &ReconstructionsView::request);
    connect(&m_session, &RunSession::knobsChanged, this, &ReconstructionsView::request);
    startRun();
}

QString ReconstructionsView::reason() const
{
    if (!m_session.hasRun() || !m_session.shownSamples().empty())
        return {};
    if (!m_session.model()->hasEncoder())
        return tr("Nothing to reconstruct: this model has no encoder");
    return tr("Nothing to reconstruct: the %1 of this run are not here").arg(samplesName(m_session));
}

void ReconstructionsView::startRun()
{
    const QString none = reason();
    m_note->setText(none);
    m_note->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    m_note->setVisible(!none.isEmpty());
    m_strips->setVisible(none.isEmpty());
    m_shuffleButton->setVisible(m_session.hasRun());
    m_strips->setStrips(nullptr);
    m_strips->setHint(firstStepText(m_session));
    m_strips->setSampleName(sampleName(m_session));
    m_shuffleButton->setToolTip(tr("Show other %1").arg(samplesName(m_session)));
    if (m_session.hasRun()) {
        const Shape& shape = m_session.data()->shape;
        m_strips->setLayoutOf(pictureSizeOf(shape), !m_session.knobs().corruption.isNone());
        m_strips->setForm(sampleForm(*m_session.data()));
    }
    choose();
}

void ReconstructionsView::shuffle()
{
    ++m_shuffle;
    choose();
}

void ReconstructionsView::choose()
{
    if (!m_session.hasRun())
        return;
    const auto rows = static_cast<std::size_t>(m_strips->rowsThatFit());
    m_samples = chooseSamples(*m_session.data(), m_session.shownSamples(), rows, m_shuffle);
    request();
}

void ReconstructionsView::request()
{
    if (!isVisible() || !m_session.hasRun() || !m_session.snapshot() || m_samples.empty())
        return;
    StripsRequest request{
        m_session.snapshot(), m_session.data(), m_samples, m_session.knobs().corruption, m_session.run().training.seed};
    const QSize picture = pictureSizeOf(request.data->shape);
    const bool hasCorrupted = !request.corruption.isNone();
    m_session.background().request(
        this,
        [request = std::move(request)](Breather&) -> BackgroundLane::Result {
            return std::make_shared<const StripsAndSpread>(makeStripsAndSpread(request));
        },
        [this, picture, hasCorrupted](const BackgroundLane::Result& result) {
            const auto made = std::static_pointer_cast<const StripsAndSpread>(result);
            m_strips->setLayoutOf(picture, hasCorrupted);
            m_strips->setStrips({made, &made->strips});
            showDoubt(made->spread);
        });
}

void ReconstructionsView::showDoubt(std::optional<double> spread)
{
    const bool isDead = isOutputDead(spread, m_session.status().shownStep)
        && !isCollapsed(*m_session.model(), m_session.history().evaluations);
    m_note->setText(isDead ? QString::fromStdString(deadOutputWords(samplesName(m_session).toStdString())) : QString());
    m_note->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_note->setVisible(isDead);
}

void ReconstructionsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    choose();
}

QSize ReconstructionsView::figureSize() const
{
    const QSize content = m_strips->sharpSize();
    return content.isEmpty() ? QSize() : content + QSize(2 * kMargin, 2 * kMargin);
}

void ReconstructionsView::drawFigure(QPaintDevice& device, const ThemeTokens& look)
{
    QPainter painter(&device);
    painter.fillRect(QRect({}, figureSize()), look.panel);
    painter.translate(kMargin, kMargin);
    m_strips->drawSharp(painter, look);
}

QWidget* makeReconstructionsView(RunSession& session, QWidget* parent)
{
    return new ReconstructionsView(session, parent);
}

} // namespace isthmus
