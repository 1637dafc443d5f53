// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/export/DrawingRecorder.h"
#include "ui/export/pdf.h"
#include "ui/export/svg.h"

#include <QApplication>
#include <QPainter>
#include <QSvgRenderer>
#include <QXmlStreamReader>

using namespace isthmus;

/// What is recorded looks, painted later, as if it had been painted at once: in pixels, as SVG and as PDF.
class tst_Drawing : public QObject
{
    Q_OBJECT

private slots:
    void replayIsWhatWasPainted_data();
    void replayIsWhatWasPainted();
    void painterKnowsTheResolution();
    void picturesKeepTheirPixels();
    void pictureFarLargerThanTheDrawingStaysSmall();
    void pictureOfNothingIsLeftOut_data();
    void pictureOfNothingIsLeftOut();
    void invisiblePointsStayInvisible();
    void recordedImageIsNoCopy();
    void imageIsMadeWhereItIsPainted();
    void clippingReachesSvg();
    void svgTextIsText();
    void svgTellsItsRun();
    void pdfTellsItsRun();

private:
    const Provenance m_provenance{"0123456789abcdef", "vae-2d", "bilder/für <zwei>", 1234, 2.5};
};

namespace {

constexpr QSize kSize(120, 80);

/// Everything that the panels use of a painter.
void paintAll(QPainter& painter)
{
    painter.fillRect(QRect({}, kSize), QColor("#203040"));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, 1.5));
    painter.setBrush(QColor(255, 0, 0, 128));
    painter.drawEllipse(QPointF(30, 30), 12, 9);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(Qt::yellow, 1, Qt::DotLine));
    painter.drawLine(5, 60, 110, 60);
    painter.save();
    painter.setClipRect(QRect(60, 10, 20, 20));
    painter.translate(50, 5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::green);
    painter.drawRects(QVector<QRectF>{{0, 0, 20, 12}, {10, 12, 40, 40}});
    painter.restore();
    const QPointF corners[]{{90, 10}, {110, 20}, {95, 35}};
    painter.setPen(Qt::cyan);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(corners, 3);
    painter.setOpacity(0.5);
    painter.drawText(QRectF(5, 62, 110, 16), Qt::AlignCenter, "Sandal, z1");
}

/// Nine pixels that are all different.
QImage smallPicture()
{
    QImage image(3, 3, QImage::Format_Grayscale8);
    for (int i = 0; i < 9; ++i)
        image.scanLine(i / 3)[i % 3] = static_cast<uchar>(20 + 25 * i);
    return image;
}

Drawing pictureDrawing()
{
    DrawingRecorder recorder(QSize(20, 20), 1);
    QPainter painter(&recorder);
    painter.fillRect(QRect(0, 0, 20, 20), Qt::white);
    painter.drawImage(QRect(4, 4, 12, 12), smallPicture());
    painter.end();
    return recorder.drawing();
}

/// The pictures of an SVG, unpacked, in their order.
std::vector<QImage> picturesOf(const QByteArray& svg)
{
    std::vector<QImage> pictures;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QString("image")) {
            const QByteArray link = xml.attributes().value("http://www.w3.org/1999/xlink", "href").toLatin1();
            pictures.push_back(QImage::fromData(QByteArray::fromBase64(link.mid(link.indexOf(',') + 1))));
        }
    return pictures;
}

QImage renderedSvg(const QByteArray& svg, QSize size)
{
    QSvgRenderer renderer(svg);
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

} // namespace

void tst_Drawing::replayIsWhatWasPainted_data()
{
    QTest::addColumn<double>("scale");
    QTest::newRow("1x") << 1.0;
    QTest::newRow("2x") << 2.0;
    QTest::newRow("4x") << 4.0;
}

void tst_Drawing::replayIsWhatWasPainted()
{
    QFETCH(double, scale);
    QImage direct(kSize * scale, QImage::Format_RGB32);
    direct.setDevicePixelRatio(scale);
    DrawingRecorder recorder(kSize, scale);
    for (QPaintDevice* device : {static_cast<QPaintDevice*>(&direct), static_cast<QPaintDevice*>(&recorder)}) {
        QPainter painter(device);
        paintAll(painter);
    }
    direct.setDevicePixelRatio(1);
    QCOMPARE(recorder.drawing().image(scale), direct);
}

void tst_Drawing::painterKnowsTheResolution()
{
    DrawingRecorder recorder(kSize, 4);
    QPainter painter(&recorder);
    QCOMPARE(painter.device()->devicePixelRatioF(), 4.0);
    QCOMPARE(painter.device()->width(), 4 * kSize.width());
}

void tst_Drawing::picturesKeepTheirPixels()
{
    const QImage picture = smallPicture();
    const Drawing drawing = pictureDrawing();
    const QByteArray svg = svgOf(drawing, "Picture", m_provenance);
    for (const int scale : {1, 2, 4}) {
        const QImage png = drawing.image(scale);
        const QImage fromSvg = renderedSvg(svg, png.size());
        for (int y = 0; y < 12 * scale; ++y)
            for (int x = 0; x < 12 * scale; ++x) {
                const QPoint at(4 * scale + x, 4 * scale + y);
                const QRgb expected = picture.pixel(x / (4 * scale), y / (4 * scale));
                QCOMPARE(png.pixel(at), expected);
                QCOMPARE(fromSvg.pixel(at), expected);
            }
    }
}

/// The picture is like one of a plane that is looked at closely: each pixel of the picture is far wider than all that
/// is drawn.
void tst_Drawing::pictureFarLargerThanTheDrawingStaysSmall()
{
    QImage image(300, 200, QImage::Format_RGB32);
    for (int y = 0; y < 200; ++y)
        for (int x = 0; x < 300; ++x)
            image.setPixel(x, y, qRgb(x % 256, y, 77));
    for (const double side : {1.0, 7.0, 50.0, 1e5}) { // pixels of the drawing to one of the picture
        DrawingRecorder recorder(kSize, 1);
        QPainter painter(&recorder);
        painter.setClipRect(QRect(10, 10, 100, 60));
        const QPointF place(60 - 100.25 * side, 40 - 50.25 * side);
        painter.drawImage(QRectF(place, QSizeF(300, 200) * side), image);
        painter.end();
        const Drawing drawing = recorder.drawing();
        const QByteArray svg = svgOf(drawing, "Close", m_provenance);
        QCOMPARE(picturesOf(svg).size(), std::size_t(1));
        const QSize packed = picturesOf(svg).front().size();
        QVERIFY2(packed.width() <= 1000 && packed.height() <= 1000, qPrintable(QString::number(packed.width())));
        const QImage seen = renderedSvg(svg, kSize);
        for (const QPoint at : {QPoint(60, 40), QPoint(12, 12), QPoint(108, 68)}) {
            const QPointF inPicture = (QPointF(at) + QPointF(0.5, 0.5) - place) / side;
            QCOMPARE(seen.pixel(at), image.pixel(int(inPicture.x()), int(inPicture.y())));
        }
    }
}

void tst_Drawing::pictureOfNothingIsLeftOut_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QRectF>("source");
    QTest::addColumn<QRectF>("target");
    QTest::newRow("no image") << QSize() << QRectF() << QRectF(5, 5, 20, 20);
    QTest::newRow("less than a pixel") << QSize(9, 9) << QRectF(2, 2, 0.2, 5) << QRectF(5, 5, 20, 20);
    QTest::newRow("nowhere") << QSize(9, 9) << QRectF(0, 0, 9, 9) << QRectF(5, 5, 0, 20);
    QTest::newRow("out of sight") << QSize(9, 9) << QRectF(0, 0, 9, 9) << QRectF(-500, 5, 20, 20);
}

void tst_Drawing::pictureOfNothingIsLeftOut()
{
    QFETCH(QSize, size);
    QFETCH(QRectF, source);
    QFETCH(QRectF, target);
    Mark mark;
    mark.kind = Mark::Kind::Image;
    mark.image = QImage(size, QImage::Format_RGB32);
    mark.image.fill(Qt::red);
    mark.source = source;
    mark.target = target;
    const QByteArray svg = svgOf({kSize, {mark}}, "Nothing", m_provenance);
    QVERIFY(picturesOf(svg).empty());
    QVERIFY(QSvgRenderer(svg).isValid());
}

void tst_Drawing::invisiblePointsStayInvisible()
{
    DrawingRecorder recorder(kSize, 1);
    QPainter painter(&recorder);
    painter.fillRect(QRect({}, kSize), Qt::white);
    painter.setPen(Qt::NoPen);
    painter.drawLine(QLineF(20, 20, 20, 20));
    painter.setPen(Qt::red);
    painter.drawPoint(40, 40);
    painter.end();
    const QImage image = recorder.drawing().image(1);
    QCOMPARE(image.pixelColor(20, 20), QColor(Qt::white));
    QCOMPARE(image.pixelColor(40, 40), QColor(Qt::red));
}

/// A copy of a plane at 4x would have 50 MB, and the window would wait.
void tst_Drawing::recordedImageIsNoCopy()
{
    QImage image = smallPicture();
    image.setDevicePixelRatio(3);
    DrawingRecorder recorder(kSize, 3);
    QPainter painter(&recorder);
    painter.drawImage(QPointF(7, 5), image);
    painter.end();
    const Drawing drawing = recorder.drawing();
    QCOMPARE(drawing.marks.front().image.constBits(), image.constBits());
    const QImage seen = drawing.image(3);
    QCOMPARE(seen.pixelColor(21, 15), image.pixelColor(0, 0));
    QCOMPARE(seen.pixelColor(23, 17), image.pixelColor(2, 2));
    QCOMPARE(seen.pixelColor(24, 17), QColor(Qt::white));
    QCOMPARE(renderedSvg(svgOf(drawing, "Ratio", m_provenance), 3 * kSize).pixelColor(23, 17), image.pixelColor(2, 2));
}

void tst_Drawing::imageIsMadeWhereItIsPainted()
{
    int made = 0;
    const auto make = [&made] {
        ++made;
        return smallPicture();
    };
    DrawingRecorder recorder(QSize(20, 20), 1);
    QPainter painter(&recorder);
    painter.translate(2, 2);
    QVERIFY(DrawingRecorder::paintLater(painter, QRectF(2, 2, 12, 12), {3, 3}, make));
    painter.end();
    QCOMPARE(made, 0);
    Drawing drawing = recorder.drawing();
    QCOMPARE(drawing.image(2), pictureDrawing().image(2));
    QCOMPARE(made, 1);
    QCOMPARE(
        picturesOf(svgOf(drawing, "Later", m_provenance)), picturesOf(svgOf(pictureDrawing(), "Now", m_provenance)));
    QCOMPARE(made, 2);

    QImage image(20, 20, QImage::Format_RGB32);
    QPainter direct(&image);
    QVERIFY(!DrawingRecorder::paintLater(direct, QRectF(4, 4, 12, 12), {3, 3}, make));
    QCOMPARE(made, 2);
}

void tst_Drawing::clippingReachesSvg()
{
    DrawingRecorder recorder(kSize, 1);
    QPainter painter(&recorder);
    painter.fillRect(QRect({}, kSize), Qt::white);
    painter.setClipRect(QRect(10, 10, 20, 20));
    painter.fillRect(QRect(0, 0, 100, 70), Qt::red);
    painter.setClipping(false);
    painter.fillRect(QRect(60, 60, 10, 10), Qt::blue);
    painter.end();

    QCOMPARE(recorder.drawing().image(1).pixelColor(5, 5), QColor(Qt::white));
    QCOMPARE(recorder.drawing().image(1).pixelColor(15, 15), QColor(Qt::red));
    const QByteArray svg = svgOf(recorder.drawing(), "Clip", m_provenance);
    // QSvgRenderer of Qt 6.4 does not clip either, so the file itself is read.
    QXmlStreamReader xml(svg);
    QStringList inClip;
    QStringList outside;
    int depth = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QString("g"))
            depth += xml.attributes().value("clip-path") == QString("url(#clip1)") ? 1 : 0;
        else if (xml.isEndElement() && xml.name() == QString("g"))
            --depth;
        else if (xml.isStartElement() && xml.attributes().hasAttribute("fill"))
            (depth > 0 ? inClip : outside) << xml.attributes().value("fill").toString();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(inClip, QStringList{"#ff0000"});
    QCOMPARE(outside, (QStringList{"#ffffff", "#0000ff"}));
    QVERIFY(svg.contains("M10 10L30 10L30 30L10 30L10 10Z"));
}

void tst_Drawing::svgTextIsText()
{
    DrawingRecorder recorder(kSize, 1);
    QPainter painter(&recorder);
    paintAll(painter);
    painter.end();
    QXmlStreamReader xml(svgOf(recorder.drawing(), "Text", m_provenance));
    QStringList texts;
    int paths = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        paths += xml.name() == QString("path") ? 1 : 0;
        if (xml.name() == QString("text"))
            texts << xml.readElementText();
    }
    QCOMPARE(texts.join(""), QString("Sandal, z1"));
    QVERIFY(paths >= 6);
}

void tst_Drawing::svgTellsItsRun()
{
    QXmlStreamReader xml(svgOf(pictureDrawing(), "A & B", m_provenance));
    std::map<QString, QString> found;
    bool inMetadata = false;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QString("metadata"))
            inMetadata = true;
        else if (xml.isStartElement() && (xml.prefix() == QString("isthmus") || !inMetadata)) {
            const QString name = xml.name().toString();
            if (inMetadata || name == "title" || name == "desc")
                found[name] = xml.readElementText();
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(found["run"], QString("0123456789abcdef"));
    QCOMPARE(found["data"], QString::fromUtf8("bilder/für <zwei>"));
    QCOMPARE(found["step"], QString("1234"));
    QCOMPARE(found["title"], QString("A & B"));
    QVERIFY(found["desc"].contains("run 0123456789abcdef"));
}

void tst_Drawing::pdfTellsItsRun()
{
    const QByteArray pdf = pdfOf(pictureDrawing(), "Picture", m_provenance);
    QVERIFY(pdf.startsWith("%PDF-1."));
    QVERIFY(pdf.trimmed().endsWith("%%EOF"));
    QVERIFY(pdf.contains("<isthmus:run>0123456789abcdef</isthmus:run>"));
    QVERIFY(pdf.contains("/MediaBox [0 0 15"));
    QVERIFY(pdf.contains("/Width 48\n"));
    QVERIFY2(!pdf.contains("DCTDecode"), "pictures must not be packed with loss");
}

ISTHMUS_TEST(tst_Drawing)
#include "tst_Drawing.moc"
