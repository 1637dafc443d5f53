// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/PointedSample.h"

#include "core/base/Error.h"
#include "ui/samples/StripsWidget.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/sessionWords.h"
#include "ui/widgets/PictureImage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTextDocument>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {
constexpr int kTitle = 20; // px of the line above the pictures
constexpr int kRow = 76; // px of their headings and the pictures: 28 x 28, twice
constexpr int kLeastRow = 52; // the same, once
} // namespace

PointedSample::PointedSample(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_label(new QLabel(this))
    , m_unpin(new QToolButton(this))
    , m_strips(new StripsWidget(this))
{
    m_label->setObjectName("pointed");
    m_label->setTextFormat(Qt::PlainText);
    m_label->setFont(Theme::of(this).title());
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_unpin->setObjectName("unpin");
    m_unpin->setText(tr("Unpin"));
    m_unpin->setProperty("flat", true);
    m_unpin->setFont(Theme::of(this).small());
    m_unpin->setStyleSheet("QToolButton { padding: 0px 4px; min-height: 14px; }");
    m_unpin->setFocusPolicy(Qt::TabFocus);
    QSizePolicy kept = m_unpin->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_unpin->setSizePolicy(kept);
    m_strips->setFocusPolicy(Qt::NoFocus);
    m_strips->setNamed(false);
    m_strips->setMinimumHeight(kLeastRow);
    m_strips->setMaximumHeight(kRow);

    auto* line = new QHBoxLayout;
    line->addWidget(m_label, 1);
    line->addWidget(m_unpin);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_strips);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    Selection& selection = session.selection();
    connect(m_unpin, &QToolButton::clicked, &selection, [&selection] { selection.setPinned(std::nullopt); });
    connect(&selection, &Selection::hoveredChanged, this, &PointedSample::follow);
    connect(&selection, &Selection::pinnedChanged, this, &PointedSample::follow);
    connect(&session, &RunSession::runChanged, this, &PointedSample::startRun);
    connect(&session, &RunSession::snapshotChanged, this, &PointedSample::request);
    connect(&session, &RunSession::knobsChanged, this, &PointedSample::request);
    startRun();
}

std::optional<Index> PointedSample::wanted() const
{
    const Selection& selection = m_session.selection();
    const std::optional<Index> sample = selection.hovered() ? selection.hovered() : selection.pinned();
    const bool isThere = m_session.hasRun() && m_session.model()->hasEncoder() && sample && *sample >= 0
        && *sample < m_session.data()->count();
    return isThere ? sample : std::nullopt;
}

QString PointedSample::reason() const
{
    if (!m_session.hasRun())
        return {};
    if (!m_session.model()->hasEncoder())
        return tr("A decoder alone: there are no originals to compare with");
    if (m_session.shownSamples().empty())
        return tr("No originals to compare with: the %1 of this run are not here").arg(samplesName(m_session));
    return tr("Point at a dot, or in Reconstructions, and its %1 shows here beside what the model makes of it; a click "
              "keeps it")
        .arg(sampleName(m_session));
}

void PointedSample::startRun()
{
    const QString sample = sampleName(m_session);
    m_unpin->setToolTip(tr("Let this %1 go: then the one that is pointed at shows here alone").arg(sample));
    m_unpin->setAccessibleName(tr("Unpin the %1").arg(sample));
    m_strips->setStrips(nullptr);
    if (m_session.hasRun()) {
        const Shape& shape = m_session.data()->shape;
        m_strips->setLayoutOf(pictureSizeOf(shape), !m_session.knobs().corruption.isNone());
        m_strips->setForm(sampleForm(*m_session.data()));
        m_strips->setMaximumHeight(std::max(kRow, m_strips->blocksHeight(1)));
    }
    follow();
}

void PointedSample::follow()
{
    const std::optional<Index> sample = wanted();
    const std::optional<Index> pinned = m_session.selection().pinned();
    m_unpin->setVisible(sample && sample == pinned);
    m_title = sample ? sampleTitle(*m_session.data(), *sample) : QString();
    m_file = sample ? sampleFile(*m_session.data(), *sample) : QString();
    m_strips->setHint(sample ? firstStepText(m_session) : reason());
    const bool isShown = !m_strips->strips().empty() && sample == m_strips->strips().front().sample;
    if (!isShown)
        m_strips->setStrips(nullptr);
    showTitle();
    request();
}

QString PointedSample::tip() const
{
    if (m_title.isEmpty())
        return {};
    const Dataset& dataset = *m_session.data();
    const QString counted =
        tr("%1. Counted from %2 within its part; in exported tables it is sample %3, counted from 0 "
           "over all parts")
            .arg(m_title)
            .arg(dataset.firstNumber)
            .arg(QString::fromStdString(grouped(wanted().value_or(0))));
    if (m_file.isEmpty())
        return counted;
    return Qt::convertFromPlainText(
        tr("%1\nFile: %2").arg(counted, m_file), Qt::WhiteSpaceNormal); // a name may look like markup
}

void PointedSample::showTitle()
{
    const QString name = m_file.section('/', -1);
    const QString text = name.isEmpty() ? m_title : m_title + ", " + name;
    m_label->setText(m_label->fontMetrics().elidedText(text, Qt::ElideMiddle, m_label->width()));
    m_label->setToolTip(tip());
    const QString quality = m_strips->strips().empty() ? QString() : m_strips->strips().front().quality();
    m_label->setAccessibleName(quality.isEmpty() ? m_title : m_title + ", " + quality);
    if (!quality.isEmpty())
        m_strips->setAccessibleName(m_label->accessibleName());
}

void PointedSample::request()
{
    const std::optional<Index> sample = wanted();
    if (!isVisible() || !sample || !m_session.snapshot())
        return;
    StripsRequest request{.snapshot = m_session.snapshot(),
        .data = m_session.data(),
        .samples = {*sample},
        .corruption = m_session.knobs().corruption,
        .seed = m_session.run().training.seed};
    m_session.background().request(
        this,
        [request = std::move(request)](Breather&) -> BackgroundLane::Result {
            return std::make_shared<const std::vector<Strip>>(makeStrips(request));
        },
        [this](
            const BackgroundLane::Result& result) { take(std::static_pointer_cast<const std::vector<Strip>>(result)); },
        BackgroundLane::Turn::Next);
}

void PointedSample::take(const std::shared_ptr<const std::vector<Strip>>& strips)
{
    const Strip& strip = strips->front();
    if (strip.sample != wanted())
        return;
    m_strips->setLayoutOf(strip.original.size(), !strip.corrupted.isNull());
    m_strips->setStrips(strips);
    showTitle();
}

void PointedSample::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

void PointedSample::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showTitle();
}

QSize PointedSample::sharpSize() const
{
    const QSize pictures = m_strips->sharpSize();
    if (pictures.isEmpty())
        return {};
    const int title = QFontMetrics(m_label->font()).horizontalAdvance(m_title) + 1;
    return {std::max(pictures.width(), title), pictures.height() + kTitle};
}

void PointedSample::drawSharp(QPainter& painter, const ThemeTokens& look) const
{
    painter.setFont(m_label->font());
    painter.setPen(look.text);
    painter.drawText(QRect({0, 0}, QSize(sharpSize().width(), kTitle)), Qt::AlignLeft | Qt::AlignVCenter, m_title);
    painter.save();
    painter.translate(0, kTitle);
    m_strips->drawSharp(painter, look);
    painter.restore();
}

} // namespace isthmus
