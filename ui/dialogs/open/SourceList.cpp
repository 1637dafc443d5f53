// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/SourceList.h"

#include "core/datasets/Datasets.h"
#include "ui/dialogs/open/SourceDelegate.h"

#include <QContextMenuEvent>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSignalBlocker>

#include <memory>

namespace isthmus {
namespace {

constexpr int kChoiceRole = Qt::UserRole; ///< number of a choice; headings have none

QString folderOf(const QString& path)
{
    const QString folder = QFileInfo(path).absolutePath();
    const QString home = QDir::homePath();
    return folder == home || folder.startsWith(home + '/') ? '~' + folder.mid(home.size()) : folder;
}

QString tipOf(const QString& path)
{
    return QObject::tr("%1\nDelete takes it out of this list").arg(path);
}

} // namespace

SourceList::SourceList(const std::vector<DataChoice>& recent, QWidget* parent)
    : QListWidget(parent)
{
    setAccessibleName(tr("Data sets"));
    setItemDelegate(new SourceDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    addHeading(tr("Recent"));
    for (const DataChoice& choice : recent)
        addSource(choice, QFileInfo(choice.nameOrPath).fileName(), folderOf(choice.nameOrPath));
    item(0)->setHidden(recent.empty());
    addBuiltins();
    connect(this, &QListWidget::currentItemChanged, this, &SourceList::takeCurrent);
}

void SourceList::addBuiltins()
{
    m_builtins = addHeading(tr("Built in"));
    for (const BuiltinDataset& set : builtinDatasets()) {
        const QString package = QString::fromStdString(set.package);
        QListWidgetItem* source = addSource({QString::fromStdString(set.name), {}, {}},
            QString::fromStdString(set.title), set.available ? QString() : tr("needs the package %1").arg(package));
        if (!set.available)
            source->setFlags(Qt::ItemNeverHasChildren);
    }
}

QListWidgetItem* SourceList::addHeading(const QString& text)
{
    auto* heading = new QListWidgetItem(text, this);
    heading->setFlags(Qt::ItemNeverHasChildren);
    heading->setData(SourceDelegate::kHeadingRole, true);
    return heading;
}

QListWidgetItem* SourceList::addSource(const DataChoice& choice, const QString& title, const QString& detail)
{
    auto* source = new QListWidgetItem(title, this);
    source->setData(kChoiceRole, static_cast<int>(m_choices.size()));
    source->setData(SourceDelegate::kDetailRole, detail);
    source->setToolTip(m_builtins ? choice.nameOrPath : tipOf(choice.nameOrPath));
    m_choices.push_back(choice);
    return source;
}

void SourceList::display(const DataChoice& choice)
{
    const QSignalBlocker silent(this);
    for (int row = 0; row < count(); ++row) {
        const QVariant number = item(row)->data(kChoiceRole);
        if (!number.isValid() || m_choices[number.toUInt()].nameOrPath != choice.nameOrPath)
            continue;
        m_choices[number.toUInt()] = choice;
        setCurrentRow(row);
        return;
    }
    QListWidgetItem* source = addSource(choice, QFileInfo(choice.nameOrPath).fileName(), folderOf(choice.nameOrPath));
    source->setToolTip(tipOf(choice.nameOrPath));
    takeItem(row(source));
    insertItem(1, source);
    item(0)->setHidden(false);
    setCurrentItem(source);
}

void SourceList::focusInEvent(QFocusEvent* event)
{
    if (currentItem())
        QListWidget::focusInEvent(event);
    else
        QAbstractScrollArea::focusInEvent(event); // NOLINT(bugprone-parent-virtual-call): that is the point
}

QString SourceList::recentOf(const QListWidgetItem* item) const
{
    const QVariant number = item ? item->data(kChoiceRole) : QVariant();
    return number.isValid() && row(item) < row(m_builtins) ? m_choices[number.toUInt()].nameOrPath : QString();
}

bool SourceList::isRecent(const QString& nameOrPath) const
{
    for (int at = 0; at < row(m_builtins); ++at)
        if (item(at)->data(kChoiceRole).isValid() && recentOf(item(at)) == nameOrPath)
            return true;
    return false;
}

void SourceList::forget(const QString& nameOrPath)
{
    for (int at = row(m_builtins) - 1; at > 0; --at) {
        if (recentOf(item(at)) != nameOrPath)
            continue;
        const QSignalBlocker silent(this);
        if (item(at) == currentItem())
            setCurrentRow(-1);
        const std::unique_ptr<QListWidgetItem> gone(takeItem(at));
    }
    item(0)->setHidden(row(m_builtins) == 1);
    emit forgotten(nameOrPath);
}

void SourceList::keyPressEvent(QKeyEvent* event)
{
    const QString recent = recentOf(currentItem());
    if (event->key() == Qt::Key_Delete && !recent.isEmpty())
        forget(recent);
    else
        QListWidget::keyPressEvent(event);
}

void SourceList::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const QListWidgetItem* source = byMouse ? itemAt(event->pos()) : currentItem();
    const QString recent = recentOf(source);
    if (recent.isEmpty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("&Remove from recent")), &QAction::triggered, this, [this, recent] { forget(recent); });
    menu->popup(byMouse ? event->globalPos() : viewport()->mapToGlobal(visualItemRect(source).center()));
}

void SourceList::takeCurrent(const QListWidgetItem* item)
{
    if (item && item->data(kChoiceRole).isValid())
        emit chosen(m_choices[item->data(kChoiceRole).toUInt()]);
}

} // namespace isthmus
