// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/FieldEditor.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStandardItemModel>

#include <algorithm>

namespace isthmus {
namespace {

constexpr int kChoiceWidth = 208;
constexpr int kLongestSide = 65535;

QHBoxLayout* tightRow(QWidget* of)
{
    auto* row = new QHBoxLayout(of);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    return row;
}

} // namespace

ChoiceEditor::ChoiceEditor(const std::vector<std::pair<QString, QString>>& choices, QWidget* parent)
    : FieldEditor(parent)
    , m_box(new QComboBox(this))
{
    tightRow(this)->addWidget(m_box);
    m_box->setFixedWidth(kChoiceWidth);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* model = new QStandardItemModel(m_box); // filled before the box hears of it: a table has thousands of columns
    for (const auto& [shown, value] : choices) {
        auto* item = new QStandardItem(shown);
        item->setData(value, Qt::UserRole);
        model->appendRow(item);
    }
    m_box->setModel(model);
    m_box->setMaxVisibleItems(20);
    connect(m_box, &QComboBox::activated, this, &FieldEditor::changed);
}

QString ChoiceEditor::text() const
{
    return m_box->currentData().toString();
}

QWidgetList ChoiceEditor::inputs() const
{
    return {m_box};
}

void ChoiceEditor::display(const QString& text)
{
    if (m_box->findData(text) < 0) // of a file that has changed since
        m_box->addItem(text, text);
    m_box->setCurrentIndex(m_box->findData(text));
}

PixelsEditor::PixelsEditor(const QStringList& names, Found found, QWidget* parent)
    : FieldEditor(parent)
    , m_found(std::move(found))
{
    QHBoxLayout* row = tightRow(this);
    for (const QString& name : names) {
        if (!m_boxes.empty())
            row->addWidget(new QLabel(QString::fromUtf8("×"), this));
        auto* box = new WholeField(this);
        box->setRange(0, kLongestSide);
        box->setSpecialValueText(tr("auto"));
        box->setAccessibleName(name);
        box->setToolTip(tr("%1, from 1 to 65,535 pixels; 0: as the content says. Read again at once").arg(name));
        box->setFixedWidth(names.size() == 1 ? kChoiceWidth : 92);
        connect(box, &QSpinBox::valueChanged, this, [this, box] {
            complete(box);
            emit changed();
        });
        row->addWidget(box);
        m_boxes.push_back({box, true});
    }
}

void PixelsEditor::complete(WholeField* edited)
{
    const bool isCleared = edited->value() == 0;
    for (Box& box : m_boxes) {
        if (box.spin == edited)
            box.follows = false;
        box.follows = box.follows || isCleared;
        if (box.follows && box.spin != edited)
            box.spin->display(edited->value());
    }
}

QString PixelsEditor::text() const
{
    QStringList numbers;
    for (const Box& box : m_boxes)
        if (box.spin->value() > 0)
            numbers.prepend(QString::number(box.spin->value()));
    return numbers.join('x');
}

QWidgetList PixelsEditor::inputs() const
{
    QWidgetList inputs;
    for (const Box& box : m_boxes)
        inputs << box.spin;
    return inputs;
}

void PixelsEditor::display(const QString& text)
{
    const QStringList numbers = text.split('x');
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const int number = numbers.value(numbers.size() - 1 - static_cast<qsizetype>(i)).toInt();
        m_boxes[i].spin->display(number);
        m_boxes[i].follows = number == 0;
    }
}

void PixelsEditor::showFound(const Dataset& dataset)
{
    const std::vector<int> found = m_found(dataset);
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        m_boxes[i].spin->setSpecialValueText(found[i] > 0 ? tr("auto %1").arg(found[i]) : tr("auto"));
}

} // namespace isthmus
