// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/model/LayerTable.h"

#include "core/base/Error.h"
#include "core/nn/layers.h"
#include "ui/dialogs/model/CodeRow.h"
#include "ui/dialogs/model/FieldSpin.h"
#include "ui/dialogs/model/LayerRow.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/SectionHeading.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string_view>

namespace isthmus {
namespace {

constexpr ModelPart kLists[]{ModelPart::Encoder, ModelPart::Decoder};
constexpr int kHeadingMargin = 12;

ModelPart otherList(ModelPart part)
{
    return part == ModelPart::Encoder ? ModelPart::Decoder : ModelPart::Encoder;
}

/// @param right  what stands at the right end, perhaps null
QWidget* indented(QWidget* content, int left, QWidget* parent, QWidget* right = nullptr)
{
    auto* box = new QWidget(parent);
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(left, 0, 0, 0);
    line->addWidget(content);
    line->addStretch(1);
    if (right)
        line->addWidget(right);
    return box;
}

/// The types in the order of their table, activations apart.
void fillTypes(QMenu& menu, const std::function<void(const std::string&)>& chosen)
{
    for (const bool activations : {false, true}) {
        if (activations)
            menu.addSeparator();
        for (const LayerType& type : layerTypes()) {
            if (type.isActivation != activations)
                continue;
            QObject::connect(menu.addAction(QString::fromUtf8(type.label)), &QAction::triggered, &menu,
                [chosen, name = std::string(type.name)] { chosen(name); });
        }
    }
}

/// What the layer before it makes; empty: there is none, or it does not fit.
std::optional<Shape> inputOf(ModelPart which, std::size_t entry, const ModelOutline& outline)
{
    const std::vector<LayerOutline>& made = which == ModelPart::Encoder ? outline.encoder : outline.decoder;
    if (entry == 0 && which == ModelPart::Decoder && outline.code)
        return outline.code->output;
    return entry > 0 && entry <= made.size() ? std::optional(made[entry - 1].output) : std::nullopt;
}

/// A window that slides over a vector has nowhere to slide to.
QString noteOn(const LayerSpec& layer, const std::optional<Shape>& input)
{
    const std::vector<LayerField>& fields = layerType(layer.type).fields;
    const bool slides = std::any_of(
        fields.begin(), fields.end(), [](const LayerField& field) { return std::string_view(field.name) == "kernel"; });
    if (!slides || !input || !input->isVector())
        return {};
    return LayerTable::tr(
        "It sees one pixel of %1 channels, since a vector comes before it. Put reshape there to make a "
        "picture of the vector.")
        .arg(QString::fromStdString(grouped(input->size())));
}

} // namespace

LayerTable::LayerTable(ModelDraft& draft, QWidget* parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_code(new CodeRow(this))
    , m_gapLine(new QWidget(this))
{
    setFocusPolicy(Qt::StrongFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    makePart(ModelPart::Encoder, tr("Encoder"), column);
    column->addSpacing(16);
    column->addWidget(indented(new SectionHeading(tr("Code"), this), kHeadingMargin, this));
    column->addWidget(m_code);
    column->addSpacing(16);
    makePart(ModelPart::Decoder, tr("Decoder"), column);
    column->addStretch(1);
    m_gapLine->setAutoFillBackground(true);
    m_gapLine->hide();
    connect(m_code, &CodeRow::chosen, this, [this](Bottleneck bottleneck, int latentDim) {
        m_draft.setBottleneck(bottleneck, latentDim);
        emit edited();
    });
}

void LayerTable::makePart(ModelPart which, const QString& title, QVBoxLayout* column)
{
    Part& made = part(which);
    made.column = new QVBoxLayout;
    made.column->setSpacing(0);
    made.add = new QPushButton(tr("+ Add layer"), this);
    made.add->setProperty("flat", true);
    made.add->setAutoDefault(false);
    made.add->setToolTip(tr("A layer at the end (Insert: behind the selected one)"));
    connect(made.add, &QPushButton::clicked, this, [this, which, button = made.add] {
        openMenu({which, count(which)}, button->mapToGlobal(QPoint(0, button->height())));
    });
    QWidget* columns = which == ModelPart::Encoder ? new EditorColumns(this) : nullptr;
    column->addWidget(indented(new SectionHeading(title, this), kHeadingMargin, this, columns));
    column->addSpacing(4);
    column->addLayout(made.column);
    column->addWidget(indented(made.add, kHeadingMargin + 20, this));
}

void LayerTable::display(const ModelOutline& outline)
{
    for (const ModelPart which : kLists) {
        std::vector<std::string> types;
        for (const LayerSpec& layer : layersOf(m_draft.spec(), which))
            types.push_back(layer.type);
        if (types != part(which).types) {
            part(which).types = types;
            makeRows(which);
        }
        displayPart(which, outline);
    }
    m_code->display(m_draft.spec());
    m_code->showOutline(outline.code);
    const bool isCodeFault = outline.fault && outline.fault->place.part == ModelPart::Bottleneck;
    m_code->showFault(isCodeFault ? QString::fromStdString(outline.fault->sentence) : QString());
    if (m_selected && m_selected->entry >= count(m_selected->part))
        select(std::nullopt);
    else
        select(m_selected);
}

void LayerTable::makeRows(ModelPart which)
{
    Part& made = part(which);
    for (LayerRow* old : made.rows) {
        if (old->isAncestorOf(focusWidget()))
            setFocus();
        made.column->removeWidget(old);
        old->hide();
        old->deleteLater(); // it may be the one that is speaking
    }
    made.rows.clear();
    for (std::size_t entry = 0; entry < made.types.size(); ++entry) {
        made.rows.push_back(makeRow({which, entry}));
        made.column->addWidget(made.rows.back());
    }
}

LayerRow* LayerTable::makeRow(LayerPlace place)
{
    auto* made = new LayerRow(layersOf(m_draft.spec(), place.part)[place.entry], place.entry, this);
    connect(made, &LayerRow::picked, this, [this, place] { select(place); });
    connect(made, &LayerRow::typeChosen, this, [this, place](const QString& type) {
        m_draft.setType(place, type.toStdString());
        emit edited();
        row(place).type().setFocus(); // of the row that took its place
    });
    connect(made, &LayerRow::fieldChanged, this, [this, place](const QString& field, double value) {
        m_draft.setField(place, field.toStdString(), value);
        emit edited();
    });
    connect(made, &LayerRow::dragged, this, [this, place](const QPoint& position) { drag(place, position); });
    connect(made, &LayerRow::dropped, this, [this, place] { drop(place); });
    return made;
}

void LayerTable::displayPart(ModelPart which, const ModelOutline& outline)
{
    const std::vector<LayerSpec>& layers = layersOf(m_draft.spec(), which);
    const std::vector<LayerOutline>& made = which == ModelPart::Encoder ? outline.encoder : outline.decoder;
    for (std::size_t entry = 0; entry < layers.size(); ++entry) {
        LayerRow& line = row({which, entry});
        const bool isFault = outline.fault && outline.fault->place == LayerPlace{which, entry};
        line.display(layers[entry]);
        line.showOutline(entry < made.size() ? std::optional(made[entry]) : std::nullopt);
        line.showFault(isFault ? QString::fromStdString(outline.fault->sentence) : QString());
        line.showNote(noteOn(layers[entry], inputOf(which, entry, outline)));
        line.setReached(entry < made.size() || isFault);
    }
}

void LayerTable::select(std::optional<LayerPlace> place)
{
    m_selected = place;
    for (const ModelPart which : kLists)
        for (std::size_t entry = 0; entry < part(which).rows.size(); ++entry)
            row({which, entry}).setSelected(m_selected == LayerPlace{which, entry});
    emit selectionChanged();
}

std::optional<LayerPlace> LayerTable::neighbour(int step) const
{
    if (!m_selected)
        return std::nullopt;
    const ModelPart which = m_selected->part;
    if (step < 0 && m_selected->entry == 0)
        return which == ModelPart::Encoder ? std::nullopt
                                           : std::optional(LayerPlace{otherList(which), count(otherList(which))});
    if (step > 0 && m_selected->entry + 1 >= count(which))
        return which == ModelPart::Decoder ? std::nullopt : std::optional(LayerPlace{otherList(which), 0});
    return LayerPlace{which, m_selected->entry + static_cast<std::size_t>(step)};
}

void LayerTable::moveSelected(int step)
{
    const std::optional<LayerPlace> to = neighbour(step);
    if (!to)
        return;
    m_draft.move(*m_selected, *to);
    m_selected = to;
    emit edited();
}

void LayerTable::removeSelected()
{
    if (!m_selected)
        return;
    m_draft.remove(*m_selected);
    const std::size_t left = count(m_selected->part);
    m_selected =
        left == 0 ? std::nullopt : std::optional(LayerPlace{m_selected->part, std::min(m_selected->entry, left - 1)});
    emit edited();
}

void LayerTable::openAddMenu()
{
    if (!m_selected) {
        addButton(ModelPart::Encoder).click();
        return;
    }
    const LayerRow& line = row(*m_selected);
    openMenu({m_selected->part, m_selected->entry + 1}, line.mapToGlobal(QPoint(kHeadingMargin + 20, line.height())));
}

void LayerTable::openMenu(LayerPlace place, const QPoint& globalPosition)
{
    auto* menu = new QMenu(this);
    menu->setObjectName("layer-types");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillTypes(*menu, [this, place](const std::string& type) { add(place, type); });
    menu->popup(globalPosition);
    menu->setActiveAction(menu->actions().constFirst());
}

void LayerTable::add(LayerPlace place, const std::string& type)
{
    m_draft.add(place, type);
    m_selected = place;
    emit edited();
    LayerRow& made = row(place);
    if (made.fields().empty()) {
        setFocus();
    } else {
        made.fields().front()->setFocus();
        made.fields().front()->selectAll();
    }
}

LayerPlace LayerTable::gapAt(int y) const
{
    LayerPlace nearest{ModelPart::Encoder, 0};
    for (const ModelPart which : kLists)
        for (std::size_t entry = 0; entry <= count(which); ++entry)
            if (std::abs(heightOf({which, entry}) - y) < std::abs(heightOf(nearest) - y))
                nearest = {which, entry};
    return nearest;
}

int LayerTable::heightOf(LayerPlace gap) const
{
    const Part& list = m_parts[indexOf(gap.part)];
    if (gap.entry < list.rows.size())
        return list.rows[gap.entry]->geometry().top();
    return list.add->parentWidget()->geometry().top();
}

void LayerTable::drag(LayerPlace from, const QPoint& globalPosition)
{
    m_gap = gapAt(mapFromGlobal(globalPosition).y());
    QPalette accent;
    accent.setColor(QPalette::Window, Theme::of(this).tokens().accent);
    m_gapLine->setPalette(accent);
    m_gapLine->setGeometry(kHeadingMargin, heightOf(*m_gap) - 1, width() - 2 * kHeadingMargin, 2);
    m_gapLine->raise();
    m_gapLine->show();
    row(from).setCursor(Qt::ClosedHandCursor);
}

void LayerTable::drop(LayerPlace from)
{
    m_gapLine->hide();
    row(from).unsetCursor();
    if (!m_gap)
        return;
    LayerPlace to = *m_gap;
    m_gap.reset();
    if (to.part == from.part && to.entry > from.entry)
        --to.entry; // the layer itself leaves a place in front of it
    if (to == from)
        return;
    m_draft.move(from, to);
    m_selected = to;
    emit edited();
}

void LayerTable::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
    if (step == 0)
        return QWidget::keyPressEvent(event);
    if (!m_selected) {
        if (count(ModelPart::Encoder) > 0)
            select(LayerPlace{ModelPart::Encoder, 0});
        return;
    }
    std::optional<LayerPlace> next = neighbour(step);
    if (next && next->entry >= count(next->part)) // the last one of the other part
        next = next->entry == 0 ? std::nullopt : std::optional(LayerPlace{next->part, next->entry - 1});
    if (next)
        select(next);
}

} // namespace isthmus
