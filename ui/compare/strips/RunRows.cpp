// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/strips/RunRows.h"

#include "ui/compare/runMark.h"
#include "ui/compare/strips/sampleCells.h"
#include "ui/samples/framedPicture.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"
#include "ui/views/latent/ProbeLayer.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr double kNames = 156; // px at the left for the names
constexpr double kBeforePictures = 12; // px from the longest name to the pictures
constexpr double kBesideName = 18; // px from the mark to the name
constexpr double kGap = 4; // px between two pictures
constexpr double kBesideProbe = 16; // px from the pictures at the probe to the samples
constexpr double kMark = 9; // px, radius of the mark over the pictures at the probe
constexpr double kLargest = 84; // px that a row of pictures is high at most
constexpr double kSmallest = 24;
constexpr double kProbeShare = 0.36; // of the room beside the names that numbers at the probe take
constexpr double kWidestProbe = 160; // px

} // namespace

RunRows::RunRows(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Reconstructions of all runs"));
    connect(&Theme::of(this), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void RunRows::setRows(std::vector<RunRow> rows, QSize picture)
{
    m_rows = std::move(rows);
    m_picture = picture;
    tellCount();
    update();
}

void RunRows::setForm(std::shared_ptr<const SampleForm> form)
{
    m_form = std::move(form);
}

bool RunRows::areNumbers() const
{
    return hasNumbers(m_form.get());
}

void RunRows::setProbe(int row, ProbeSample probe)
{
    m_rows[static_cast<std::size_t>(row)].probe = std::move(probe);
    update(probeCell(row).toAlignedRect());
}

void RunRows::setSamples(std::vector<Index> samples)
{
    m_samples = std::move(samples);
    m_reached = 0;
    update();
}

void RunRows::setHovered(std::optional<Index> sample)
{
    m_hovered = sample;
    update();
}

void RunRows::setPinned(std::optional<Index> sample)
{
    m_pinned = sample;
    update();
}

double RunRows::rowHeight() const
{
    const double count = std::max(static_cast<double>(m_rows.size()), 2.0);
    const double most = areNumbers() ? numbersCell(*m_form, Theme::of(this).small()).height() : kLargest;
    return std::clamp(height() / count, kSmallest + kGap, std::max(most, kSmallest) + kGap);
}

QSizeF RunRows::pictureSize() const
{
    const double high = std::floor(rowHeight() - kGap);
    if (areNumbers())
        return {std::min<double>(numbersCell(*m_form, Theme::of(this).small()).width(),
                    width() - kNames - kBesideProbe - probeSize().width()),
            high};
    const double wide =
        std::min(high * m_picture.width() / std::max(m_picture.height(), 1), (width() - kNames - kBesideProbe) / 2);
    return QSizeF(m_picture).scaled(wide, high, Qt::KeepAspectRatio);
}

/// Of numbers narrower than a sample, which has an output and an error beside them.
QSizeF RunRows::probeSize() const
{
    if (!areNumbers())
        return pictureSize();
    const double wide = kProbeShare * (width() - kNames - kBesideProbe);
    return {std::clamp(wide, 1.0, kWidestProbe), std::floor(rowHeight() - kGap)};
}

int RunRows::samplesThatFit() const
{
    const double pitch = std::max(pictureSize().width(), 1.0) + kGap;
    return std::max(1, static_cast<int>((width() - firstSample() + kGap) / pitch));
}

int RunRows::shownSamples() const
{
    return std::min(samplesThatFit(), static_cast<int>(m_samples.size()));
}

QRectF RunRows::cell(int row, int column) const
{
    const QSizeF size = pictureSize();
    return {QPointF(firstSample() + column * (size.width() + kGap), row * rowHeight()), size};
}

double RunRows::firstSample() const
{
    return kNames + probeSize().width() + kBesideProbe;
}

QRectF RunRows::probeCell(int row) const
{
    return {QPointF(kNames, row * rowHeight()), probeSize()};
}

void RunRows::tellCount()
{
    if (samplesThatFit() == m_fitting)
        return;
    m_fitting = samplesThatFit();
    emit samplesChanged();
}

void RunRows::resizeEvent(QResizeEvent*)
{
    tellCount();
}

void RunRows::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        paintName(painter, row);
        paintProbe(painter, row);
        paintPictures(painter, row);
    }
    paintFrames(painter);
}

double RunRows::nameWidth(const RunRow& row) const
{
    return kNames - kBeforePictures - (row.colour ? kBesideName : 0);
}

QString RunRows::shownName(int row) const
{
    const RunRow& each = m_rows[static_cast<std::size_t>(row)];
    return fontMetrics().elidedText(each.name, Qt::ElideMiddle, static_cast<int>(nameWidth(each)));
}

void RunRows::paintName(QPainter& painter, int row) const
{
    const ThemeTokens& look = Theme::of(this).tokens();
    const RunRow& each = m_rows[static_cast<std::size_t>(row)];
    const QRectF beside = probeCell(row);
    const double left = each.colour ? kBesideName : 0;
    const double wide = nameWidth(each);
    const QFont small = Theme::of(this).small();
    const double line = QFontMetricsF(font()).height();
    const double smaller = QFontMetricsF(small).height();
    const bool hasHint = !each.hint.isEmpty() && line + 2 * smaller <= beside.height();
    const double second = each.note.isEmpty() ? 0 : hasHint ? 2 * smaller : smaller;
    const QRectF name(left, beside.center().y() - (line + second) / 2, wide, line);
    if (each.colour)
        paintRunMark(painter, {kRunMark / 2, name.center().y()}, runColour(look, *each.colour));
    painter.setFont(font());
    painter.setPen(each.colour ? look.text : look.dim);
    painter.drawText(name, Qt::AlignVCenter, shownName(row));
    painter.setFont(small);
    painter.setPen(look.dim);
    QRectF room(left, name.bottom(), wide, smaller);
    for (const QString& text : hasHint ? QStringList{each.note, each.hint} : QStringList{each.note}) {
        painter.drawText(
            room, Qt::AlignVCenter, painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(wide)));
        room.translate(0, smaller);
    }
    painter.setFont(font());
}

void RunRows::paintProbe(QPainter& painter, int row) const
{
    const RunRow& each = m_rows[static_cast<std::size_t>(row)];
    const QRectF room = probeCell(row);
    if (!each.colour) {
        nameProbes(painter, room);
    } else if (!each.probe.picture.isNull() && hasNumbers(each.probe.form.get())) {
        painter.setFont(Theme::of(this).small());
        paintNumbers(painter, room, *each.probe.form, each.probe.values, Theme::of(this).tokens());
        painter.setFont(font());
    } else if (!each.probe.picture.isNull()) {
        QRectF picture({}, QSizeF(each.probe.picture.size()).scaled(room.size(), Qt::KeepAspectRatio));
        picture.moveCenter(room.center());
        paintFramedPicture(painter, each.probe.picture, picture, devicePixelRatioF(), Theme::of(this).tokens().line);
    }
}

void RunRows::nameProbes(QPainter& painter, const QRectF& room) const
{
    const ThemeTokens& look = Theme::of(this).tokens();
    const double line = QFontMetricsF(font()).height();
    const QPointF sign(room.center().x(), room.bottom() - line - kGap - kMark);
    if (sign.y() - kMark > room.top())
        ProbeLayer::drawMark(painter, sign, {look.accent, look.text, look.plot});
    painter.setPen(look.dim);
    painter.drawText(QRectF(room.left(), room.bottom() - line, room.width(), line), Qt::AlignCenter, tr("Probe"));
}

void RunRows::paintPictures(QPainter& painter, int row) const
{
    const ThemeTokens& look = Theme::of(this).tokens();
    const RunRow& each = m_rows[static_cast<std::size_t>(row)];
    if (!each.strips || !each.reason.isEmpty()) {
        const QRectF first = cell(row, 0);
        painter.setPen(look.dim);
        painter.drawText(QRectF(first.left(), first.top(), width() - first.left(), first.height()),
            Qt::AlignVCenter | Qt::TextWordWrap, each.reason);
        return;
    }
    const int count = std::min(shownSamples(), static_cast<int>(each.strips->size()));
    for (int column = 0; column < count; ++column) {
        const Strip& strip = (*each.strips)[static_cast<std::size_t>(column)];
        if (hasNumbers(strip.form.get())) {
            painter.setFont(Theme::of(this).small());
            paintNumbers(painter, cell(row, column), strip, each.colour.has_value(), look);
            continue;
        }
        paintFramedPicture(
            painter, each.colour ? strip.output : strip.original, cell(row, column), devicePixelRatioF(), look.line);
    }
    painter.setFont(font());
}

std::optional<int> RunRows::columnOf(std::optional<Index> sample) const
{
    const auto end = m_samples.begin() + shownSamples();
    const auto found = sample ? std::find(m_samples.begin(), end, *sample) : end;
    if (found == end)
        return std::nullopt;
    return static_cast<int>(found - m_samples.begin());
}

void RunRows::frame(QPainter& painter, std::optional<Index> sample, const QColor& colour) const
{
    const std::optional<int> column = columnOf(sample);
    if (!column || m_rows.empty())
        return;
    const QRectF whole = cell(0, *column).united(cell(static_cast<int>(m_rows.size()) - 1, *column));
    painter.setPen(QPen(colour, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(whole.adjusted(-1, 0, 1, 0).adjusted(0, 1, 0, -1));
}

void RunRows::paintFrames(QPainter& painter) const
{
    const ThemeTokens& look = Theme::of(this).tokens();
    frame(painter, m_pinned, look.accent);
    frame(painter, m_hovered, look.text);
}

int RunRows::columnAt(QPointF place) const
{
    for (int column = 0; column < shownSamples(); ++column)
        if (const QRectF first = cell(0, column); place.x() >= first.left() && place.x() < first.right())
            return column;
    return -1;
}

int RunRows::rowAt(QPointF place) const
{
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row)
        if (const QRectF first = cell(row, 0); place.y() >= first.top() && place.y() < first.bottom())
            return row;
    return -1;
}

void RunRows::hover(std::optional<Index> sample)
{
    if (sample == m_hovered)
        return;
    setHovered(sample);
    emit hovered(sample);
}

void RunRows::mouseMoveEvent(QMouseEvent* event)
{
    const int column = rowAt(event->position()) < 0 ? -1 : columnAt(event->position());
    hover(column < 0 ? std::nullopt : std::optional<Index>(m_samples[static_cast<std::size_t>(column)]));
}

void RunRows::mousePressEvent(QMouseEvent* event)
{
    const int column = rowAt(event->position()) < 0 ? -1 : columnAt(event->position());
    if (event->button() != Qt::LeftButton || column < 0)
        return;
    m_reached = column;
    emit picked(m_samples[static_cast<std::size_t>(column)]);
}

void RunRows::leaveEvent(QEvent*)
{
    hover(std::nullopt);
}

void RunRows::goTo(int column)
{
    if (shownSamples() == 0)
        return;
    m_reached = std::clamp(column, 0, shownSamples() - 1);
    setAccessibleName(tr("Sample %1 of %2").arg(m_reached + 1).arg(shownSamples()));
    hover(m_samples[static_cast<std::size_t>(m_reached)]);
}

void RunRows::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Right)
        goTo(m_reached + 1);
    else if (event->key() == Qt::Key_Left)
        goTo(m_reached - 1);
    else if (isEnter && m_reached < shownSamples())
        emit picked(m_samples[static_cast<std::size_t>(m_reached)]);
    else
        QWidget::keyPressEvent(event);
}

void RunRows::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        goTo(m_reached);
}

void RunRows::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    hover(std::nullopt);
}

QString RunRows::sampleTip(const RunRow& row, int column, QPointF place) const
{
    const Strip& strip = (*row.strips)[static_cast<std::size_t>(column)];
    const QString what = strip.name.isEmpty() ? strip.number : tr("%1, %2").arg(strip.name, strip.number);
    const QString said = row.colour ? tr("%1: %2").arg(what, strip.quality()) : what;
    const QString numbers =
        tellNumbers(cell(rowAt(place), column), strip, row.colour.has_value(), Theme::of(this).small(), place);
    return numbers.isEmpty() ? said : "<p>" + said.toHtmlEscaped() + "</p>" + numbers;
}

QString RunRows::tipAt(QPointF place) const
{
    const int row = rowAt(place);
    const int column = columnAt(place);
    if (row < 0)
        return {};
    const RunRow& each = m_rows[static_cast<std::size_t>(row)];
    if (column >= 0 && each.strips && column < static_cast<int>(each.strips->size()))
        return sampleTip(each, column, place);
    if (!probeCell(row).contains(place))
        return each.tip.isEmpty() ? each.name : tr("%1. %2").arg(each.name, each.tip);
    return each.colour ? tr("%1: what it decodes where its probe stands").arg(each.name)
                       : tr("What each run decodes where its probe stands. The probes are linked: while you move one, "
                            "the other runs encode what it decodes, and their probes go there");
}

bool RunRows::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto& help = static_cast<QHelpEvent&>(*event);
    return QToolTip::showText(help.globalPos(), tipAt(help.pos()), this), true;
}

} // namespace isthmus
