// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/pdf.h"

#include "ui/export/SeenPicture.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

#include <cmath>

namespace isthmus {

namespace {

constexpr int kLogical = 96; // logical pixels per inch: units of the writer, or the spaces between letters would grow
constexpr double kPoints = 72;

Drawing withSeenPictures(const Drawing& drawing)
{
    Drawing seen{drawing.size, {}};
    for (const Mark& mark : drawing.marks) {
        if (mark.kind != Mark::Kind::Image) {
            seen.marks.push_back(mark);
        } else if (const SeenPicture picture = seenPicture(drawing, mark); !picture.image.isNull()) {
            Mark& kept = seen.marks.emplace_back(mark);
            kept.image = picture.image;
            kept.later = nullptr;
            kept.target = picture.target;
            kept.source = picture.image.rect();
        }
    }
    return seen;
}

} // namespace

QByteArray pdfOf(const Drawing& drawing, const QString& title, const Provenance& provenance)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kLogical);
    // Qt knows pages of whole points alone.
    const QSizeF points = QSizeF(drawing.size) * kPoints / kLogical;
    const QSizeF page(std::ceil(points.width()), std::ceil(points.height()));
    writer.setPageSize(QPageSize(page, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(title + "; " + QString::fromStdString(sentenceOf(provenance)));
    writer.setCreator(QString::fromStdString(programVersion()));
    writer.setDocumentXmpMetadata(QByteArray::fromStdString(xmpPacket(provenance)));

    QPainter painter(&writer);
    withSeenPictures(drawing).paint(painter);
    painter.end();
    return buffer.data();
}

} // namespace isthmus
