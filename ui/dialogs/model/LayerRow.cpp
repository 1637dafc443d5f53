// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/model/LayerRow.h"

#include "core/nn/layers.h"
#include "ui/dialogs/model/FieldSpin.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace isthmus {
namespace {

constexpr int kGripWidth = 8;
constexpr int kNumberWidth = 16;
constexpr int kTypeWidth = 152;

/// The place at the left by which a row is dragged: six dots.
class Grip : public QWidget
{
public:
    explicit Grip(QWidget* parent)
        : QWidget(parent)
    {
        setCursor(Qt::OpenHandCursor);
        setToolTip(LayerRow::tr("Drag to another place (Alt+Up, Alt+Down)"));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::of(this).tokens().dim);
        for (const double x : {2.0, 6.0})
            for (const double y : {-4.0, 0.0, 4.0})
                painter.drawEllipse(QPointF(x, height() / 2.0 + y), 1, 1);
    }
};

double valueIn(const LayerSpec& layer, const LayerField& field)
{
    const auto given = layer.values.find(field.name);
    return given == layer.values.end() ? field.initial : given->second;
}

/// Does it give a rare field another value than the usual one?
bool givesRareField(const LayerSpec& layer)
{
    const std::vector<LayerField>& fields = layerType(layer.type).fields;
    return std::any_of(fields.begin(), fields.end(),
        [&](const LayerField& field) { return field.isRare && valueIn(layer, field) != field.initial; });
}

} // namespace

LayerRow::LayerRow(const LayerSpec& layer, std::size_t number, QWidget* parent)
    : EditorRow(parent)
    , m_number(new QLabel(QString::number(number), this))
    , m_type(new QComboBox(this))
{
    m_number->setProperty("dim", true);
    m_number->setFixedSize(kNumberWidth, kControlHeight);
    m_number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (const LayerType& type : layerTypes())
        m_type->addItem(QString::fromUtf8(type.label), QString::fromUtf8(type.name));
    m_type->setCurrentIndex(m_type->findData(QString::fromStdString(layer.type)));
    m_type->setFixedWidth(kTypeWidth);
    m_type->setAccessibleName(tr("Type of layer %1").arg(number));
    m_type->setToolTip(tr("What the layer does; another type begins with its usual numbers"));
    m_type->installEventFilter(this);
    connect(m_type, &QComboBox::activated, this, [this] { emit typeChosen(m_type->currentData().toString()); });
    auto* grip = new Grip(this);
    grip->setFixedSize(kGripWidth, kControlHeight);
    addControl(grip);
    addControl(m_number);
    addControl(m_type);
    makeFields(layer);
}

void LayerRow::makeFields(const LayerSpec& layer)
{
    const std::vector<LayerField>& fields = layerType(layer.type).fields;
    for (const LayerField& field : fields)
        if (!field.isRare)
            addControl(makeField(field, layer));
    if (std::none_of(fields.begin(), fields.end(), [](const LayerField& field) { return field.isRare; }))
        return;
    m_more = new QPushButton(this);
    m_more->setObjectName("more");
    m_more->setProperty("flat", true);
    m_more->setAutoDefault(false);
    m_more->setCheckable(true);
    m_more->installEventFilter(this);
    addControl(m_more);
    m_rare = new QWidget(this);
    auto* line = new QHBoxLayout(m_rare);
    line->setSpacing(8);
    for (const LayerField& field : fields)
        if (field.isRare)
            line->addWidget(makeField(field, layer));
    line->addStretch(1);
    addDetails(m_rare);
    connect(m_more, &QPushButton::toggled, this, &LayerRow::showRare);
    showRare(false);
    m_more->setChecked(givesRareField(layer));
}

QWidget* LayerRow::makeField(const LayerField& field, const LayerSpec& layer)
{
    auto* cell = new QWidget(this); // the name stands above, so that five fields find room beside each other
    auto* label = new QLabel(QString::fromUtf8(field.label), cell);
    label->setProperty("dim", true);
    label->setFont(Theme::of(this).small());
    label->setToolTip(QString::fromUtf8(field.help));
    auto* spin = new FieldSpin(field, cell);
    spin->display(valueIn(layer, field));
    spin->installEventFilter(this);
    label->setBuddy(spin);
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(label);
    column->addWidget(spin);
    connect(spin, &QDoubleSpinBox::valueChanged, this,
        [this, name = QString::fromUtf8(field.name)](double value) { emit fieldChanged(name, value); });
    m_fields.push_back(spin);
    return cell;
}

void LayerRow::showRare(bool shown)
{
    for (FieldSpin* spin : m_fields)
        if (!shown && spin->field().isRare && spin->fault().isShown())
            spin->takeBack(); // nothing out of sight keeps the editor from being left
    m_rare->setVisible(shown);
    m_more->setText(shown ? tr("Fewer") : tr("More..."));
    m_more->setToolTip(shown ? tr("Hide the numbers that are seldom set") : tr("Show the numbers that are seldom set"));
}

void LayerRow::display(const LayerSpec& layer)
{
    const bool isNew = std::any_of(m_fields.begin(), m_fields.end(),
        [&](const FieldSpin* spin) { return spin->field().isRare && spin->value() != valueIn(layer, spin->field()); });
    if (isNew)
        m_more->setChecked(true);
    for (FieldSpin* spin : m_fields)
        spin->display(valueIn(layer, spin->field()));
}

void LayerRow::setSelected(bool selected)
{
    m_isSelected = selected;
    update();
}

void LayerRow::setReached(bool reached)
{
    m_number->setEnabled(reached);
    for (QLabel* label : findChildren<QLabel*>())
        if (label->buddy())
            label->setEnabled(reached);
}

bool LayerRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        emit picked();
    return EditorRow::eventFilter(watched, event);
}

void LayerRow::paintEvent(QPaintEvent*)
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    if (!m_isSelected && fault().isEmpty())
        return;
    QColor ground = m_isSelected ? tokens.accent : tokens.bad;
    const QColor edge = ground;
    ground.setAlphaF(tokens.dark ? 0.14F : 0.09F);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect(), 6, 6);
    painter.setBrush(edge);
    painter.drawRoundedRect(QRectF(0, 6, 2, height() - 12), 1, 1);
}

void LayerRow::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position().toPoint();
    emit picked();
}

void LayerRow::mouseMoveEvent(QMouseEvent* event)
{
    const bool isFar = (event->position().toPoint() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (!event->buttons().testFlag(Qt::LeftButton) || (!m_isDragging && !isFar))
        return;
    m_isDragging = true;
    emit dragged(event->globalPosition().toPoint());
}

void LayerRow::mouseReleaseEvent(QMouseEvent*)
{
    if (std::exchange(m_isDragging, false))
        emit dropped();
}

} // namespace isthmus
