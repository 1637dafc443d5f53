// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/kinds/curveSample.h"

#include "ui/samples/kinds/numberCell.h"
#include "ui/theme/Theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace isthmus {

namespace {

constexpr QSize kCard(184, 104); // px
constexpr double kGap = 5; // px between numbers and axis, and between the plots
constexpr double kErrorShare = 0.3; // of the height
constexpr double kMargin = 0.1; // of a curve's range, above and below it
constexpr double kPen = 1.4; // px

QString curveText(const char* text)
{
    return QCoreApplication::translate("CurveSample", text);
}

using Values = std::vector<double>;

struct Range
{
    double low = 0;
    double high = 1;
};

Values unitsOf(const SampleForm& form, const std::vector<float>& numbers)
{
    Values values(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i)
        values[i] = form.inUnits(static_cast<Index>(i), numbers[i]);
    return values;
}

Values errorsOf(const Values& original, const Values& output)
{
    Values errors(original.size());
    std::transform(output.begin(), output.end(), original.begin(), errors.begin(), std::minus<>());
    return errors;
}

/// Widens a range to these numbers, but for infinities and NaN.
void widen(Range& range, const Values& values)
{
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
}

/// All of a data set for a sample alone, which then can be compared with the next; a pair has that of its two curves.
Range rangeOf(const SampleForm& form, const SampleNumbers& sample, const Values& original, const Values& output)
{
    Range range{form.lowest, form.highest};
    if (sample.isPair()) {
        Range both{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
        widen(both, original);
        widen(both, output);
        const double margin = kMargin * (both.high - both.low);
        if (both.high > both.low)
            range = {both.low - margin, both.high + margin};
    }
    return range.high > range.low ? range : Range{range.low - 0.5, range.low + 0.5};
}

Range errorRange(const Range& curve, const Values& errors)
{
    double largest = (curve.high - curve.low) * kMargin / 2;
    for (const double error : errors)
        if (std::isfinite(error))
            largest = std::max(largest, std::abs(error));
    return {-largest, largest};
}

/// The plots of a room: where the numbers beside the axes leave it.
struct Plots
{
    QRectF curve;
    QRectF error; ///< empty: a sample alone
};

Plots plotsOf(const QRectF& room, const SampleNumbers& sample, double labels, double line)
{
    QRectF plots = room.adjusted(labels + kGap, line / 2, -2, -line);
    if (!sample.isPair())
        return {plots, {}};
    QRectF error = plots;
    error.setTop(plots.bottom() - std::floor(plots.height() * kErrorShare));
    plots.setBottom(error.top() - kGap);
    return {plots, error};
}

/// What a sample's plots hold.
struct Content
{
    Values original;
    Values corrupted;
    Values output;
    Values errors;
    Range range;
    Range errorRange;
    Plots plots;
};

/// "±0.12": how far the plot of errors reaches to either side of zero.
QString reachText(const Range& errors)
{
    return QChar(0x00B1) + numberCell(errors.high);
}

QString placeText(const SampleForm& form, Index place)
{
    return form.columns.empty() ? QString::number(place) : QString::fromStdString(columnTitle(form.columns, place));
}

Content contentOf(const QRectF& room, const SampleForm& form, const SampleNumbers& sample, const QFontMetricsF& metrics)
{
    Content content;
    content.original = unitsOf(form, sample.original);
    content.corrupted = unitsOf(form, sample.corrupted);
    content.output = unitsOf(form, sample.output);
    content.range = rangeOf(form, sample, content.original, content.output);
    if (sample.isPair())
        content.errors = errorsOf(content.original, content.output);
    content.errorRange = errorRange(content.range, content.errors);
    double widest = 0;
    for (const QString& label :
        {numberCell(content.range.low), numberCell(content.range.high), reachText(content.errorRange)})
        widest = std::max(widest, metrics.horizontalAdvance(label));
    content.plots = plotsOf(room, sample, widest, metrics.height());
    return content;
}

double heightOf(const QRectF& plot, const Range& range, double value)
{
    const double share = std::isnan(value) ? 0 : (value - range.low) / (range.high - range.low);
    return plot.bottom() - std::clamp(share, -1.0, 2.0) * plot.height();
}

double leftOf(const QRectF& plot, std::size_t place, std::size_t count)
{
    return plot.left()
        + plot.width() * static_cast<double>(place) / static_cast<double>(std::max<std::size_t>(count - 1, 1));
}

/// Of many numbers on one pixel the lowest and the highest are drawn. The line goes straight over missing ones.
QPolygonF lineThrough(const QRectF& plot, const Range& range, const Values& values)
{
    const auto pixels = static_cast<std::size_t>(std::max(plot.width(), 1.0));
    const std::size_t step = values.size() > 4 * pixels ? values.size() / (2 * pixels) : 1;
    QPolygonF line;
    for (std::size_t first = 0; first < values.size(); first += step) {
        auto low = std::numeric_limits<double>::quiet_NaN();
        double high = low;
        for (std::size_t i = first; i < std::min(first + step, values.size()); ++i) {
            low = std::fmin(low, values[i]); // of a number and none it is the number
            high = std::fmax(high, values[i]);
        }
        if (std::isnan(low))
            continue;
        line << QPointF(leftOf(plot, first, values.size()), heightOf(plot, range, low));
        if (step > 1)
            line << QPointF(leftOf(plot, first, values.size()), heightOf(plot, range, high));
    }
    return line;
}

void paintLine(QPainter& painter, const QRectF& plot, const Range& range, const Values& values, const QPen& pen)
{
    painter.save();
    painter.setClipRect(plot.adjusted(-1, -1, 1, 1), Qt::IntersectClip);
    painter.setPen(pen);
    painter.drawPolyline(lineThrough(plot, range, values));
    painter.restore();
}

/// The frame of a plot, and a line at zero if that lies in it.
void paintFrame(QPainter& painter, const QRectF& plot, const Range& range, const ThemeTokens& look)
{
    painter.setPen(QPen(look.line, 1));
    painter.drawRect(plot);
    if (range.low < 0 && range.high > 0)
        painter.drawLine(
            QPointF(plot.left(), heightOf(plot, range, 0)), QPointF(plot.right(), heightOf(plot, range, 0)));
}

/// A number beside the axis, at a height of the plot.
void paintLabel(QPainter& painter, const QRectF& plot, double y, const QString& text, const ThemeTokens& look)
{
    painter.setPen(look.dim);
    const double line = painter.fontMetrics().height();
    painter.drawText(QRectF(0, y - line / 2, plot.left() - kGap, line), Qt::AlignRight | Qt::AlignVCenter, text);
}

/// The first and the last place below the lowest plot.
void paintPlaces(QPainter& painter, const QRectF& plot, const SampleForm& form, const ThemeTokens& look)
{
    painter.setPen(look.dim);
    const QRectF room(plot.left(), plot.bottom() + 1, plot.width(), painter.fontMetrics().height());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, placeText(form, 0));
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, placeText(form, form.shape.size() - 1));
}

/// The colours of the curves, in the legend as in the plots.
QColor outputColour(const ThemeTokens& look)
{
    return look.accent;
}

QColor errorColour(const ThemeTokens& look)
{
    return look.warning;
}

} // namespace

void paintCurve(
    QPainter& painter, const QRectF& room, const SampleForm& form, const SampleNumbers& sample, const ThemeTokens& look)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(room.left(), 0);
    const Content content = contentOf(room.translated(-room.left(), 0), form, sample, painter.fontMetrics());
    const QRectF& plot = content.plots.curve;
    paintFrame(painter, plot, content.range, look);
    paintLabel(painter, plot, plot.bottom(), numberCell(content.range.low), look);
    paintLabel(painter, plot, plot.top(), numberCell(content.range.high), look);
    const bool isAlone = !sample.isPair();
    if (!content.corrupted.empty())
        paintLine(painter, plot, content.range, content.corrupted, QPen(look.dim, 1, Qt::DotLine));
    paintLine(painter, plot, content.range, content.original, QPen(isAlone ? outputColour(look) : look.text, kPen));
    if (!isAlone) {
        paintLine(painter, plot, content.range, content.output, QPen(outputColour(look), kPen));
        paintFrame(painter, content.plots.error, content.errorRange, look);
        paintLabel(painter, content.plots.error, content.plots.error.center().y(), reachText(content.errorRange), look);
        paintLine(painter, content.plots.error, content.errorRange, content.errors, QPen(errorColour(look), kPen));
    }
    paintPlaces(painter, isAlone ? plot : content.plots.error, form, look);
    painter.restore();
}

void curveLegend(QPainter& painter, const QRectF& room, const ThemeTokens& look)
{
    QRectF rest = room;
    for (const auto& [word, colour] : {std::pair(curveText("original"), look.text),
             {curveText("output"), outputColour(look)}, {curveText("error, below"), errorColour(look)}}) {
        painter.setPen(colour);
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, word);
        rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(word) + 2 * kGap);
    }
}

QSize curveSize(const SampleForm&, const QFontMetrics&)
{
    return kCard;
}

QString tellCurve(
    const QRectF& room, const SampleForm& form, const SampleNumbers& sample, const QFontMetrics& metrics, QPointF place)
{
    const Content content = contentOf(room, form, sample, metrics);
    const QRectF& plot = content.plots.curve;
    const double last = static_cast<double>(content.original.size() - 1);
    const double share = (place.x() - plot.left()) / std::max(plot.width(), 1.0);
    const auto nearest = static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * last));
    const QString title =
        QString::fromStdString(columnTitle(form.columns, static_cast<Index>(nearest))).toHtmlEscaped();
    const bool isMissing = std::isnan(content.original[nearest]);
    const QString value = isMissing ? missingCell() : numberCell(content.original[nearest]);
    if (!sample.isPair())
        return QString("%1: %2").arg(title, value);
    return curveText("%1: original %2, output %3, error %4")
        .arg(title, value, numberCell(content.output[nearest]),
            isMissing ? missingCell() : differenceCell(content.errors[nearest]));
}

} // namespace isthmus
