// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/SubsetPanel.h"

#include "ui/dialogs/open/ClassModel.h"
#include "ui/dialogs/open/previewText.h"
#include "ui/widgets/LabelledRow.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace isthmus {
namespace {

constexpr int kRowHeight = 24;
constexpr int kLeastRows = 4;
constexpr int kNumberWidth = 104;
constexpr int kCountWidth = 72;

QLabel* dimNote(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setProperty("dim", true);
    label->setWordWrap(true);
    return label;
}

} // namespace

SubsetPanel::SubsetPanel(QWidget* parent)
    : QWidget(parent)
    , m_classes(new ClassModel(this))
    , m_noClasses(dimNote(this))
    , m_table(new QTableView(this))
    , m_tickButtons(makeTickButtons())
    , m_limit(new WholeField(this))
    , m_validation(new WholeField(this))
    , m_testPart(dimNote(this))
{
    makeTable();
    makeNumbers();
    m_noClasses->setText(tr("There are no labels to choose by."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_noClasses);
    column->addWidget(m_table, 1);
    column->addWidget(m_tickButtons);
    column->addWidget(new LabelledRow(tr("At &most, of each part"), m_limit, this));
    column->addWidget(new LabelledRow(tr("Held out for &validation"), m_validation, this));
    column->addWidget(m_testPart);
    column->addStretch(0);
    connect(m_classes, &ClassModel::ticked, this, &SubsetPanel::changed);
    connect(m_limit, &QSpinBox::valueChanged, this, &SubsetPanel::changed);
    connect(m_validation, &QSpinBox::valueChanged, this, &SubsetPanel::changed);
}

void SubsetPanel::makeTable()
{
    m_table->setModel(m_classes);
    m_table->setAccessibleName(tr("Classes in use"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setMinimumHeight((1 + kLeastRows) * kRowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < m_classes->columnCount(); ++column) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, kCountWidth);
    }
}

QWidget* SubsetPanel::makeTickButtons()
{
    auto* buttons = new QWidget(this);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* all = new QPushButton(tr("A&ll"), buttons);
    auto* none = new QPushButton(tr("&None"), buttons);
    all->setAccessibleName(tr("Tick all classes"));
    none->setAccessibleName(tr("Tick no class"));
    all->setToolTip(tr("Tick all classes: all of them are used"));
    none->setToolTip(tr("Tick no class, to choose a few by hand"));
    connect(all, &QPushButton::clicked, m_classes, [this] { m_classes->tickAll(true); });
    connect(none, &QPushButton::clicked, m_classes, [this] { m_classes->tickAll(false); });
    for (QPushButton* button : {all, none}) {
        button->setFocusPolicy(Qt::TabFocus); // Enter opens after a click, too
        row->addWidget(button);
    }
    row->addStretch(1);
    return buttons;
}

void SubsetPanel::makeNumbers()
{
    m_limit->setAccessibleName(tr("At most, of each part"));
    m_validation->setAccessibleName(tr("Held out for validation"));
    m_limit->setRange(0, std::numeric_limits<int>::max());
    m_limit->setSpecialValueText(tr("all"));
    m_limit->setGroupSeparatorShown(true);
    m_limit->setSingleStep(1000);
    m_limit->setToolTip(tr("Only the first of each part, after the choice of classes; 0: all"));
    m_validation->setRange(0, 90);
    m_validation->setSuffix(tr(" %"));
    m_validation->setSingleStep(5);
    m_validation->setToolTip(
        tr("Share of the training part that gradients never see, from 0 to 90 %; early stopping and keep-best "
           "go by them. 0: the validation part that the data brings, if any"));
    for (WholeField* box : {m_limit, m_validation})
        box->setFixedWidth(kNumberWidth);
}

void SubsetPanel::setSplit(const SplitSpec& split)
{
    m_split = split;
    m_limit->display(static_cast<int>(std::min<Index>(split.limit, std::numeric_limits<int>::max())));
    m_validation->display(static_cast<int>(std::lround(100 * split.validation)));
    m_classes->setClasses({}, {});
    for (QWidget* unknown : {static_cast<QWidget*>(m_noClasses), static_cast<QWidget*>(m_table), m_tickButtons,
             static_cast<QWidget*>(m_testPart)})
        unknown->hide();
}

void SubsetPanel::displayData(const Dataset& dataset)
{
    m_classes->setClasses(dataset.hasLabels() ? dataset.classNames : std::vector<std::string>(), split().classes);
    m_split.classes.clear();
    m_noClasses->setVisible(!dataset.hasLabels());
    m_table->setVisible(dataset.hasLabels());
    m_tickButtons->setVisible(dataset.hasLabels());
}

void SubsetPanel::displayPreview(const Shape& shape, const DatasetPreview& preview)
{
    m_classes->setCounts(preview.classes);
    m_testPart->setText(testPartText(shape, preview));
    m_testPart->setVisible(preview.drawsTest);
}

SplitSpec SubsetPanel::split() const
{
    SplitSpec split = m_split;
    if (m_classes->rowCount() > 0)
        split.classes = m_classes->chosen();
    split.limit = m_limit->value();
    if (std::lround(100 * split.validation) != m_validation->value()) // else its fractions would be lost
        split.validation = m_validation->value() / 100.0;
    return split;
}

QWidgetList SubsetPanel::inputs() const
{
    QWidgetList inputs{m_table};
    for (QPushButton* button : m_tickButtons->findChildren<QPushButton*>())
        inputs << button;
    return inputs << m_limit << m_validation;
}

bool SubsetPanel::isNothingTicked() const
{
    return m_classes->rowCount() > 0 && m_classes->tickedCount() == 0;
}

} // namespace isthmus
