// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/svg.h"

#include "ui/export/SeenPicture.h"

#include <QBuffer>
#include <QImageWriter>
#include <QXmlStreamWriter>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr const char* kSvg = "http://www.w3.org/2000/svg";
constexpr const char* kXlink = "http://www.w3.org/1999/xlink";

QString number(double value)
{
    return QString::number(value, 'g', 7);
}

QString pathData(const QPainterPath& path)
{
    QString data;
    QPointF start;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element& element = path.elementAt(i);
        if (element.isMoveTo())
            start = element;
        data += element.isMoveTo() ? 'M' : element.isLineTo() ? 'L' : element.isCurveTo() ? 'C' : ' ';
        data += number(element.x) + ' ' + number(element.y);
        const bool isLast = i + 1 == path.elementCount() || path.elementAt(i + 1).isMoveTo();
        if (isLast && !element.isMoveTo() && QPointF(element) == start)
            data += 'Z';
    }
    return data;
}

class SvgWriter
{
public:
    explicit SvgWriter(const Drawing& drawing, QByteArray& out)
        : m_drawing(drawing)
        , m_xml(&out)
    {
    }

    void write(const QString& title, const Provenance& provenance)
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(0);
        m_xml.writeStartDocument();
        m_xml.writeDefaultNamespace(kSvg);
        m_xml.writeNamespace(kXlink, "xlink");
        m_xml.writeStartElement(kSvg, "svg");
        const QString width = number(m_drawing.size.width());
        const QString height = number(m_drawing.size.height());
        attribute("width", width);
        attribute("height", height);
        attribute("viewBox", "0 0 " + width + ' ' + height);
        m_xml.writeTextElement(kSvg, "title", title);
        m_xml.writeTextElement(kSvg, "desc",
            QString::fromStdString(title.toStdString() + "; " + sentenceOf(provenance) + "; " + programVersion()));
        writeMetadata(provenance);
        for (const Mark& mark : m_drawing.marks)
            write(mark);
        closeClip();
        m_xml.writeEndDocument();
    }

private:
    void attribute(const char* name, const QString& value) { m_xml.writeAttribute(name, value); }

    void writeMetadata(const Provenance& provenance)
    {
        m_xml.writeStartElement(kSvg, "metadata");
        m_xml.writeCharacters("\n"); // closes the tag
        m_xml.device()->write(QByteArray::fromStdString(rdfElement(provenance)));
        m_xml.writeEndElement();
    }

    void write(const Mark& mark)
    {
        openClip(mark);
        switch (mark.kind) {
        case Mark::Kind::Path:
            return writePath(mark);
        case Mark::Kind::Image:
            return writeImage(mark);
        case Mark::Kind::Text:
            return writeText(mark);
        }
    }

    void openClip(const Mark& mark)
    {
        if (mark.hasClip == m_inClip && (!m_inClip || mark.clip == m_clip))
            return;
        closeClip();
        if (!mark.hasClip)
            return;
        const QString id = QString("clip%1").arg(++m_clips);
        m_xml.writeStartElement(kSvg, "clipPath");
        attribute("id", id);
        m_xml.writeEmptyElement(kSvg, "path");
        attribute("d", pathData(mark.clip));
        m_xml.writeEndElement();
        m_xml.writeStartElement(kSvg, "g");
        attribute("clip-path", "url(#" + id + ')');
        m_clip = mark.clip;
        m_inClip = true;
    }

    void closeClip()
    {
        if (m_inClip)
            m_xml.writeEndElement();
        m_inClip = false;
    }

    void writePlace(const Mark& mark)
    {
        const QTransform& t = mark.transform;
        if (!t.isIdentity())
            attribute("transform",
                QString("matrix(%1 %2 %3 %4 %5 %6)")
                    .arg(number(t.m11()), number(t.m12()), number(t.m21()), number(t.m22()), number(t.dx()),
                        number(t.dy())));
        if (mark.opacity < 1)
            attribute("opacity", number(mark.opacity));
    }

    void writeColour(const char* name, const QColor& colour)
    {
        attribute(name, colour.name());
        if (colour.alpha() < 255)
            attribute(QByteArray(name) + "-opacity", number(colour.alphaF()));
    }
    void attribute(const QByteArray& name, const QString& value)
    {
        m_xml.writeAttribute(QString::fromLatin1(name), value);
    }

    void writePath(const Mark& mark)
    {
        const bool isFilled = mark.brush.style() != Qt::NoBrush;
        const bool isDrawn = mark.pen.style() != Qt::NoPen;
        if (!isFilled && !isDrawn)
            return;
        m_xml.writeEmptyElement(kSvg, "path");
        attribute("d", pathData(mark.path));
        writePlace(mark);
        if (!mark.isSmooth)
            attribute("shape-rendering", QString("crispEdges"));
        if (isFilled)
            writeColour("fill", mark.brush.color());
        else
            attribute("fill", QString("none"));
        if (isFilled && mark.path.fillRule() == Qt::OddEvenFill)
            attribute("fill-rule", QString("evenodd"));
        if (isDrawn)
            writePen(mark.pen);
    }

    void writePen(const QPen& pen)
    {
        const double width = pen.widthF() > 0 ? pen.widthF() : 1;
        writeColour("stroke", pen.color());
        attribute("stroke-width", number(width));
        if (pen.capStyle() != Qt::FlatCap)
            attribute("stroke-linecap", QString(pen.capStyle() == Qt::RoundCap ? "round" : "square"));
        if (pen.joinStyle() != Qt::MiterJoin)
            attribute("stroke-linejoin", QString(pen.joinStyle() == Qt::RoundJoin ? "round" : "bevel"));
        QStringList dashes;
        for (const double dash : pen.dashPattern())
            dashes << number(dash * width);
        if (!dashes.isEmpty())
            attribute("stroke-dasharray", dashes.join(' '));
    }

    void writeImage(const Mark& mark)
    {
        const SeenPicture picture = seenPicture(m_drawing, mark);
        if (picture.image.isNull())
            return;
        m_xml.writeEmptyElement(kSvg, "image");
        attribute("x", number(picture.target.x()));
        attribute("y", number(picture.target.y()));
        attribute("width", number(picture.target.width()));
        attribute("height", number(picture.target.height()));
        writePlace(mark);
        attribute("preserveAspectRatio", QString("none"));
        if (!mark.isSmooth)
            attribute("style", QString("image-rendering:optimizeSpeed;image-rendering:pixelated"));
        m_xml.writeAttribute(kXlink, "href", "data:image/png;base64," + QString::fromLatin1(packed(picture.image)));
    }

    static QByteArray packed(const QImage& image)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QImageWriter(&buffer, "png").write(image);
        return buffer.data().toBase64();
    }

    void writeText(const Mark& mark)
    {
        const QFont& font = mark.font;
        const double size = font.pixelSize() > 0 ? font.pixelSize() : font.pointSizeF() * 96 / 72;
        m_xml.writeStartElement(kSvg, "text");
        attribute("x", number(mark.place.x()));
        attribute("y", number(mark.place.y()));
        writePlace(mark);
        writeColour("fill", mark.pen.color());
        attribute("font-family", '\'' + font.family() + "', sans-serif");
        attribute("font-size", number(size));
        if (font.weight() != QFont::Normal)
            attribute("font-weight", number(font.weight()));
        if (font.italic())
            attribute("font-style", QString("italic"));
        if (font.letterSpacingType() == QFont::AbsoluteSpacing && font.letterSpacing() != 0)
            attribute("letter-spacing", number(font.letterSpacing()));
        attribute("xml:space", QString("preserve"));
        m_xml.setAutoFormatting(false); // it would add to the text
        m_xml.writeCharacters(font.capitalization() == QFont::AllUppercase ? mark.text.toUpper() : mark.text);
        m_xml.writeEndElement();
        m_xml.setAutoFormatting(true);
    }

    const Drawing& m_drawing;
    QXmlStreamWriter m_xml;
    QPainterPath m_clip;
    bool m_inClip = false;
    int m_clips = 0;
};

} // namespace

QByteArray svgOf(const Drawing& drawing, const QString& title, const Provenance& provenance)
{
    QByteArray bytes;
    SvgWriter(drawing, bytes).write(title, provenance);
    return bytes;
}

} // namespace isthmus
