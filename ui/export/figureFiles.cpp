// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/figureFiles.h"

#include "core/base/Error.h"
#include "core/files/AtomicFile.h"
#include "core/files/PictureGrid.h"
#include "core/runs/Provenance.h"
#include "ui/export/DrawingRecorder.h"
#include "ui/export/pdf.h"
#include "ui/export/svg.h"
#include "ui/widgets/Figure.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace isthmus {

namespace {

QByteArray packPng(const Drawing& drawing, double scale, const QString& title, const Provenance& provenance)
{
    TextFields fields = textFields(provenance);
    fields.insert(fields.begin(), {"Title", title.toStdString()});
    QImage image = drawing.image(scale);
    constexpr double kDotsPerMetre = 96 / 0.0254;
    image.setDotsPerMeterX(qRound(kDotsPerMetre * scale));
    image.setDotsPerMeterY(qRound(kDotsPerMetre * scale));
    return QByteArray::fromStdString(pngOf(image, fields));
}

QByteArray packSvg(const Drawing& drawing, double, const QString& title, const Provenance& provenance)
{
    return svgOf(drawing, title, provenance);
}

QByteArray packPdf(const Drawing& drawing, double, const QString& title, const Provenance& provenance)
{
    return pdfOf(drawing, title, provenance);
}

} // namespace

const std::vector<FigureFormat>& figureFormats()
{
    static const std::vector<FigureFormat> formats{
        {".png", QT_TRANSLATE_NOOP("FigureFormat", "PNG, in pixels"), false, packPng},
        {".svg", QT_TRANSLATE_NOOP("FigureFormat", "SVG, in lines"), true, packSvg},
        {".pdf", QT_TRANSLATE_NOOP("FigureFormat", "PDF, in lines"), true, packPdf},
    };
    return formats;
}

QString figureFilter()
{
    QStringList filters;
    for (const FigureFormat& format : figureFormats())
        filters << QString("%1 (*%2)").arg(QCoreApplication::translate("FigureFormat", format.label), format.suffix);
    return filters.join(";;");
}

const FigureFormat* figureFormatOf(const QString& path)
{
    const std::vector<FigureFormat>& formats = figureFormats();
    const auto found = std::find_if(formats.begin(), formats.end(),
        [&](const FigureFormat& format) { return path.endsWith(format.suffix, Qt::CaseInsensitive); });
    return found == formats.end() ? nullptr : &*found;
}

Drawing recordFigure(Figure& figure, const ThemeTokens& look, double scale)
{
    DrawingRecorder recorder(figure.figureSize(), scale);
    figure.drawFigure(recorder, look);
    return recorder.drawing();
}

void saveFigure(
    const QString& path, const Drawing& drawing, double scale, const QString& title, const Provenance& provenance)
{
    const FigureFormat* format = figureFormatOf(path);
    if (!format)
        throw Error(path.toStdString() + ": expected a name that ends in .png, .svg or .pdf");
    const QByteArray bytes = format->pack(drawing, scale, title, provenance);
    AtomicFile file(path.toStdString());
    file.write(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    file.commit();
}

} // namespace isthmus
