// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compareTable.h"

#include "ui/compare/ElidedHeader.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QTableWidget>
#include <QToolButton>

namespace isthmus {

namespace {

constexpr int kTableRow = 24; // px
constexpr int kLeastColumn = 84; // px, of a column with a run's values

QString textAt(const QTableWidgetItem* item)
{
    return item ? item->text() : QString();
}

} // namespace

QTableWidget* makeCompareTable(QWidget* parent)
{
    auto* table = new QTableWidget(parent);
    table->setHorizontalHeader(new ElidedHeader(table));
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setFocusPolicy(Qt::TabFocus);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideRight);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(kTableRow);
    table->verticalHeader()->setMinimumSectionSize(kTableRow);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionsClickable(false);
    table->horizontalHeader()->setMinimumSectionSize(kLeastColumn);
    auto* copy = new QAction(table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(
        copy, &QAction::triggered, table, [table] { QApplication::clipboard()->setText(tableText(*table)); });
    table->addAction(copy);
    return table;
}

QString tableText(const QTableWidget& table)
{
    QString text;
    for (int row = -1; row < table.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table.columnCount(); ++column)
            cells << textAt(row < 0 ? table.horizontalHeaderItem(column) : table.item(row, column));
        text += cells.join('\t') + '\n';
    }
    return text;
}

QToolButton* makeCopyButton(const QTableWidget& table, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(QObject::tr("Copy"));
    button->setToolTip(QObject::tr("Copy the table as text (Ctrl+C in the table)"));
    button->setFont(Theme::of(parent).small());
    button->setFocusPolicy(Qt::TabFocus);
    button->setProperty("flat", true);
    button->setStyleSheet("QToolButton { padding: 0px 6px; min-height: 20px; }");
    QObject::connect(
        button, &QToolButton::clicked, &table, [&table] { QApplication::clipboard()->setText(tableText(table)); });
    return button;
}

} // namespace isthmus
