// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/DrawingRecorder.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

constexpr int kDotsPerInch = 96;

class RecordingEngine : public QPaintEngine
{
public:
    RecordingEngine(Drawing& drawing, double ratio)
        : QPaintEngine(AllFeatures)
        , m_drawing(drawing)
        , m_toLogical(QTransform::fromScale(1 / ratio, 1 / ratio))
    {
    }

    bool begin(QPaintDevice*) override
    {
        m_state = Mark();
        m_isClipEnabled = true;
        return true;
    }
    bool end() override { return true; }
    [[nodiscard]] Type type() const override { return User; }

    void updateState(const QPaintEngineState& now) override
    {
        const DirtyFlags flags = now.state();
        if (flags & DirtyTransform)
            m_state.transform = now.transform() * m_toLogical;
        if (flags & DirtyPen)
            m_state.pen = now.pen();
        if (flags & DirtyBrush)
            m_state.brush = now.brush();
        if (flags & DirtyOpacity)
            m_state.opacity = now.opacity();
        if (flags & DirtyFont)
            m_state.font = now.font();
        if (flags & DirtyHints)
            m_hints = now.renderHints();
        if (flags & DirtyClipPath)
            clip(now, now.clipPath());
        if (flags & DirtyClipRegion) {
            QPainterPath path;
            path.addRegion(now.clipRegion());
            clip(now, path);
        }
        if (flags & DirtyClipEnabled)
            m_isClipEnabled = now.isClipEnabled();
    }

    void drawPath(const QPainterPath& path) override { addPath(path, m_state.brush); }

    /// Qt would draw them in black where there is no pen; an axis has ticks without length.
    void drawPoints(const QPointF* points, int count) override
    {
        if (m_state.pen.style() == Qt::NoPen)
            return;
        const double width = std::max(m_state.pen.widthF(), 1.0);
        QPainterPath path;
        for (int i = 0; i < count; ++i)
            path.addRect(QRectF(points[i], QSizeF(width, width)));
        addPath(path, m_state.pen.color());
        m_drawing.marks.back().pen = Qt::NoPen;
    }
    using QPaintEngine::drawPoints;

    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        QPainterPath path(points[0]);
        for (int i = 1; i < count; ++i)
            path.lineTo(points[i]);
        if (mode != PolylineMode)
            path.closeSubpath();
        path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        addPath(path, mode == PolylineMode ? QBrush() : m_state.brush);
    }
    using QPaintEngine::drawPolygon;

    void drawPixmap(const QRectF& target, const QPixmap& pixmap, const QRectF& source) override
    {
        addImage(target, pixmap.toImage(), source);
    }

    void drawImage(const QRectF& target, const QImage& image, const QRectF& source, Qt::ImageConversionFlags) override
    {
        addImage(target, image, source);
    }

    void drawTextItem(const QPointF& place, const QTextItem& item) override
    {
        Mark& mark = add(Mark::Kind::Text);
        mark.text = item.text();
        mark.font = item.font();
        mark.place = place;
    }

private:
    void clip(const QPaintEngineState& now, const QPainterPath& path)
    {
        const Qt::ClipOperation operation = now.clipOperation();
        m_isClipEnabled = true;
        if (operation == Qt::NoClip) {
            m_state.hasClip = false;
            m_state.clip = {};
            return;
        }
        const QPainterPath mapped = (now.transform() * m_toLogical).map(path);
        const bool isWithin = operation == Qt::IntersectClip && m_state.hasClip;
        m_state.clip = isWithin ? m_state.clip.intersected(mapped) : mapped;
        m_state.hasClip = true;
    }

    Mark& add(Mark::Kind kind)
    {
        m_drawing.marks.push_back(m_state);
        Mark& mark = m_drawing.marks.back();
        mark.kind = kind;
        mark.hasClip = m_state.hasClip && m_isClipEnabled;
        return mark;
    }

    void addPath(const QPainterPath& path, const QBrush& brush)
    {
        Mark& mark = add(Mark::Kind::Path);
        mark.path = path;
        mark.brush = brush;
        mark.isSmooth = m_hints.testFlag(QPainter::Antialiasing);
    }

    /// Shares the image's pixels: a painter's source is in these, whatever the image's ratio.
    void addImage(const QRectF& target, const QImage& image, const QRectF& source)
    {
        Mark& mark = add(Mark::Kind::Image);
        mark.image = image;
        mark.target = target;
        mark.source = source;
        mark.isSmooth = m_hints.testFlag(QPainter::SmoothPixmapTransform);
    }

    Drawing& m_drawing;
    QTransform m_toLogical;
    Mark m_state; ///< what the next mark has of the painter
    QPainter::RenderHints m_hints;
    bool m_isClipEnabled = true;
};

} // namespace

DrawingRecorder::DrawingRecorder(QSize size, double ratio)
    : m_drawing{size, {}}
    , m_ratio(ratio)
    , m_engine(std::make_unique<RecordingEngine>(m_drawing, ratio))
{
}

DrawingRecorder::~DrawingRecorder() = default;

QPaintEngine* DrawingRecorder::paintEngine() const
{
    return m_engine.get();
}

bool DrawingRecorder::paintLater(QPainter& painter, const QRectF& target, QSize size, std::function<QImage()> make)
{
    auto* recorder = dynamic_cast<DrawingRecorder*>(painter.device());
    if (!recorder)
        return false;
    QImage standIn(1, 1, QImage::Format_ARGB32_Premultiplied);
    standIn.fill(Qt::transparent);
    painter.drawImage(target, standIn);
    Mark& mark = recorder->m_drawing.marks.back();
    mark.image = {};
    mark.source = QRectF(QPointF(), QSizeF(size));
    mark.later = std::move(make);
    return true;
}

int DrawingRecorder::metric(PaintDeviceMetric metric) const
{
    const QSizeF pixels = QSizeF(m_drawing.size) * m_ratio;
    switch (metric) {
    case PdmWidth:
        return qRound(pixels.width());
    case PdmHeight:
        return qRound(pixels.height());
    case PdmDevicePixelRatio:
        return qRound(m_ratio);
    case PdmDevicePixelRatioScaled:
        return qRound(m_ratio * devicePixelRatioFScale());
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return kDotsPerInch;
    case PdmNumColors:
        return 1 << 24;
    case PdmDepth:
        return 32;
    default:
        return QPaintDevice::metric(metric);
    }
}

} // namespace isthmus
