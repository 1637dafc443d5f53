// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/kinds/tableSample.h"

#include "core/base/Error.h"
#include "ui/samples/kinds/numberCell.h"
#include "ui/theme/Theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace isthmus {

namespace {

constexpr int kMostLines = 12; // that a row of a table wishes for
constexpr int kMostTold = 40; // columns that a tool tip lists
constexpr int kCardWidth = 196; // px
constexpr int kFieldGap = 10; // px between two fields
constexpr int kLeastName = 56; // px of a name beside a bar
constexpr int kWholeName = 110; // px of a name that a bar of a value alone must leave
constexpr int kBar = 40; // px of the bar of an error, and of a value alone
constexpr double kBarHeight = 6; // px
constexpr double kFinerBar = 3; // a bar is full at a third of the error map's scale: a standard deviation

QString tableText(const char* text)
{
    return QCoreApplication::translate("TableSample", text);
}

/// What the table says of one column.
struct Line
{
    Index place = 0;
    ColumnName title;
    QStringList numbers; ///< value; or original, what the encoder saw, output, error
    double off = 0; ///< error in parts of a full bar; of a value alone how far up it lies, 0 to 1
};

Line lineOf(const SampleForm& form, const SampleNumbers& sample, Index place)
{
    const auto number = static_cast<std::size_t>(place);
    const double original = form.inUnits(place, sample.original[number]);
    const bool isMissing = std::isnan(original);
    Line line{
        place, columnName(columnTitle(form.columns, place)), {isMissing ? missingCell() : numberCell(original)}, 0};
    if (!sample.isPair()) {
        const double shown = form.scaling.shownAt(place)(double(sample.original[number]));
        line.off = isMissing ? 0 : std::clamp(shown, 0.0, 1.0);
        return line;
    }
    const double output = form.inUnits(place, sample.output[number]);
    if (!sample.corrupted.empty())
        line.numbers << numberCell(form.inUnits(place, sample.corrupted[number]));
    line.numbers << numberCell(output) << (isMissing ? missingCell() : differenceCell(output - original));
    line.off = kFinerBar * form.offBy(place, sample.output[number], sample.original[number]);
    return line;
}

QString nameOf(const ColumnName& title)
{
    return QString::fromStdString(title.name).simplified();
}

QString unitOf(const ColumnName& title)
{
    return title.unit.empty() ? QString() : ' ' + QString::fromStdString(title.unit).simplified();
}

QStringList headingsOf(const SampleNumbers& sample)
{
    if (!sample.isPair())
        return {tableText("value")};
    if (sample.corrupted.empty())
        return {tableText("original"), tableText("output"), tableText("error")};
    return {tableText("original"), tableText("corrupted"), tableText("output"), tableText("error")};
}

/// Numbers of the columns: the largest errors of a pair first, a sample alone as the file has it.
std::vector<Index> orderOf(const SampleForm& form, const SampleNumbers& sample, std::size_t count)
{
    std::vector<Index> order(sample.original.size());
    std::iota(order.begin(), order.end(), Index(0));
    const auto off = [&](Index place) {
        const auto number = static_cast<std::size_t>(place);
        if (std::isnan(sample.original[number]))
            return -1.0; // what is missing comes last
        const double error = std::abs(form.offBy(place, sample.output[number], sample.original[number]));
        return std::isnan(error) ? HUGE_VAL : error;
    };
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(count, order.size()));
    if (sample.isPair())
        std::partial_sort(order.begin(), end, order.end(),
            [&](Index one, Index two) { return off(one) != off(two) ? off(one) > off(two) : one < two; });
    order.erase(end, order.end());
    return order;
}

/// The fields of a line from left to right: a name, numbers, a bar.
struct Fields
{
    double name = 0; ///< width
    std::vector<double> rights; ///< where each number ends
    double bar = 0; ///< where the bar begins
    bool hasBar = true;
};

Fields fieldsOf(
    const QRectF& room, const QStringList& headings, const std::vector<Line>& lines, const QFontMetricsF& metrics)
{
    std::vector<double> widths;
    for (qsizetype i = 0; i < headings.size(); ++i) {
        double widest = metrics.horizontalAdvance(headings[i]);
        for (const Line& line : lines)
            widest = std::max(widest, metrics.horizontalAdvance(line.numbers[i]));
        widths.push_back(widest + kFieldGap);
    }
    const double numbers = std::accumulate(widths.begin(), widths.end(), 0.0);
    Fields fields;
    double widestName = 0;
    for (const Line& line : lines)
        widestName = std::max(widestName, metrics.horizontalAdvance(nameOf(line.title) + unitOf(line.title)));
    const double least = headings.size() > 1 ? kLeastName : std::min(widestName, double(kWholeName));
    fields.hasBar = room.width() - numbers - kBar - kFieldGap >= least;
    fields.name = std::max(0.0, room.width() - numbers - (fields.hasBar ? kBar + kFieldGap : 0));
    double right = room.left() + fields.name;
    for (const double width : widths)
        fields.rights.push_back(right += width);
    fields.bar = right + kFieldGap;
    return fields;
}

/// The unit stays whole where the name must be cut.
void paintName(QPainter& painter, const QRectF& room, const ColumnName& title, const ThemeTokens& look)
{
    const QFontMetricsF metrics(painter.fontMetrics());
    const QString unit = unitOf(title);
    const double left = std::max(0.0, room.width() - metrics.horizontalAdvance(unit));
    const QString name = metrics.elidedText(nameOf(title), Qt::ElideMiddle, left);
    painter.setPen(look.text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.setPen(look.dim);
    painter.drawText(room.adjusted(metrics.horizontalAdvance(name), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, unit);
}

void paintNumbers(QPainter& painter, const QRectF& room, const Fields& fields, const QStringList& numbers)
{
    for (qsizetype i = 0; i < numbers.size(); ++i)
        painter.drawText(
            QRectF(room.left(), room.top(), fields.rights[static_cast<std::size_t>(i)] - room.left(), room.height()),
            Qt::AlignRight | Qt::AlignVCenter, numbers[i]);
}

/// From the middle to the side that an error is on; of a value alone from the left.
void paintBar(QPainter& painter, const QRectF& room, double off, bool isError, const ThemeTokens& look)
{
    const QRectF ground(room.left(), room.center().y() - kBarHeight / 2, room.width(), kBarHeight);
    painter.fillRect(ground, look.line);
    if (!isError) {
        painter.fillRect(QRectF(ground.topLeft(), QSizeF(ground.width() * off, kBarHeight)), look.accent);
        return;
    }
    const double share = std::isnan(off) ? 0 : std::clamp(off, -1.0, 1.0);
    const double length = std::abs(share) * ground.width() / 2;
    const double left = share < 0 ? ground.center().x() - length : ground.center().x();
    painter.fillRect(QRectF(left, ground.top(), length, kBarHeight), QColor(diverging(share < 0 ? -1 : 1, look.dark)));
}

QString othersText(std::size_t count, bool isPair)
{
    const QString number = QString::fromStdString(grouped(static_cast<std::int64_t>(count)));
    return (isPair ? tableText("and %1 more with smaller errors") : tableText("and %1 more")).arg(number);
}

} // namespace

void paintTable(
    QPainter& painter, const QRectF& room, const SampleForm& form, const SampleNumbers& sample, const ThemeTokens& look)
{
    const double height = painter.fontMetrics().height();
    const auto fitting = static_cast<std::size_t>(std::max(1.0, std::floor(room.height() / height) - 1));
    const std::size_t count = sample.original.size();
    const std::size_t shown = count <= fitting ? count : std::max<std::size_t>(fitting, 2) - 1;
    std::vector<Line> lines;
    for (const Index place : orderOf(form, sample, shown))
        lines.push_back(lineOf(form, sample, place));
    const QStringList headings = headingsOf(sample);
    const Fields fields = fieldsOf(room, headings, lines, painter.fontMetrics());

    QRectF line(room.topLeft(), QSizeF(room.width(), height));
    painter.setPen(look.dim);
    paintNumbers(painter, line, fields, headings);
    for (const Line& each : lines) {
        line.translate(0, height);
        paintName(painter, QRectF(line.topLeft(), QSizeF(fields.name, height)), each.title, look);
        painter.setPen(look.text);
        paintNumbers(painter, line, fields, each.numbers);
        if (fields.hasBar)
            paintBar(painter, {fields.bar, line.top(), kBar, height}, each.off, sample.isPair(), look);
    }
    painter.setPen(look.dim);
    if (shown < count)
        painter.drawText(
            line.translated(0, height), Qt::AlignLeft | Qt::AlignVCenter, othersText(count - shown, sample.isPair()));
}

void tableLegend(QPainter& painter, const QRectF& room, const ThemeTokens& look)
{
    painter.setPen(look.dim);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, tableText("largest error first"));
}

QSize tableSize(const SampleForm& form, const QFontMetrics& metrics)
{
    const auto lines = static_cast<int>(std::min<Index>(form.shape.size() + 1, kMostLines));
    return {kCardWidth, lines * metrics.height()};
}

QString tellTable(const QRectF&, const SampleForm& form, const SampleNumbers& sample, const QFontMetrics&, QPointF)
{
    const auto cell = [](const QString& text, const char* side) {
        return QString("<td align=\"%1\" style=\"white-space:pre\">%2 </td>")
            .arg(QLatin1String(side), text.toHtmlEscaped());
    };
    QString rows = "<tr><td></td>";
    for (const QString& heading : headingsOf(sample))
        rows += cell(heading, "right");
    const Index told = std::min<Index>(std::ssize(sample.original), kMostTold);
    for (Index place = 0; place < told; ++place) {
        const Line line = lineOf(form, sample, place);
        rows += "</tr><tr>" + cell(QString::fromStdString(columnTitle(form.columns, place)).simplified(), "left");
        for (const QString& number : line.numbers)
            rows += cell(number, "right");
    }
    rows = "<table>" + rows + "</tr></table>";
    const auto others = sample.original.size() - static_cast<std::size_t>(told);
    return others == 0 ? rows : rows + othersText(others, false);
}

} // namespace isthmus
