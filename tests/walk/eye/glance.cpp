// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/walk/eye/glance.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QJsonObject>
#include <QMenu>
#include <QMenuBar>
#include <QTextDocumentFragment>
#include <QWidget>
#include <QWindow>

namespace isthmus::walk {
namespace {

constexpr int kMostItems = 200; // of one list

QJsonArray onScreen(const QWidget& widget, const QRect& rect)
{
    const double scale = widget.devicePixelRatio();
    const QPoint corner = widget.mapToGlobal(rect.topLeft());
    return {scale * corner.x(), scale * corner.y(), scale * rect.width(), scale * rect.height()};
}

/// What no parent cuts off.
QRect uncut(const QWidget& widget)
{
    QRect rect = widget.rect();
    QPoint offset;
    for (const QWidget* inner = &widget; !inner->isWindow(); inner = inner->parentWidget()) {
        offset += inner->pos();
        rect &= inner->parentWidget()->rect().translated(-offset);
    }
    return rect;
}

QString plain(QString text)
{
    if (Qt::mightBeRichText(text))
        text = QTextDocumentFragment::fromHtml(text).toPlainText();
    return text.remove('&');
}

QString textOf(const QWidget& widget)
{
    if (widget.isWindow() && widget.windowHandle())
        return widget.windowHandle()->title();
    for (const char* property : {"text", "closedText", "currentText", "plainText", "title"})
        if (const QVariant text = widget.property(property); text.canConvert<QString>())
            return plain(text.toString());
    return {};
}

QString saidOf(QWidget& widget)
{
    const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&widget);
    return spoken ? spoken->text(QAccessible::Name) : QString();
}

template <typename Menu>
QJsonArray actionsOf(const Menu& menu)
{
    QJsonArray items;
    for (QAction* action : menu.actions()) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        items.append(QJsonObject{{"text", plain(action->text())},
            {"keys", action->shortcut().toString(QKeySequence::PortableText)},
            {"rect", onScreen(menu, menu.actionGeometry(action))}, {"checked", action->isChecked()},
            {"disabled", !action->isEnabled()}});
    }
    return items;
}

QJsonArray rowsOf(const QAbstractItemView& view)
{
    QJsonArray items;
    const QAbstractItemModel* model = view.model();
    for (int row = 0; model && row < model->rowCount(view.rootIndex()); ++row) {
        for (int column = 0; column < model->columnCount(view.rootIndex()) && items.size() < kMostItems; ++column) {
            const QModelIndex index = model->index(row, column, view.rootIndex());
            const QRect rect = view.visualRect(index);
            if (rect.isValid())
                items.append(QJsonObject{{"text", index.data().toString()}, {"rect", onScreen(*view.viewport(), rect)},
                    {"checked", index.data(Qt::CheckStateRole).toInt() == Qt::Checked},
                    {"disabled", !index.flags().testFlag(Qt::ItemIsEnabled)}});
        }
    }
    return items;
}

QJsonArray itemsOf(const QWidget& widget)
{
    if (const auto* menu = qobject_cast<const QMenu*>(&widget))
        return actionsOf(*menu);
    if (const auto* bar = qobject_cast<const QMenuBar*>(&widget))
        return actionsOf(*bar);
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget))
        return rowsOf(*view);
    return {};
}

QJsonObject describe(QWidget& widget)
{
    QJsonObject facts{{"class", QString(widget.metaObject()->className()).section("::", -1)},
        {"rect", onScreen(widget, widget.rect())}};
    const auto add = [&facts](const char* key, const QJsonValue& value, bool applies) {
        if (applies)
            facts.insert(key, value);
    };
    const QString text = textOf(widget);
    const QString said = saidOf(widget);
    const QRect seen = uncut(widget);
    const QVariant value = widget.property("value");
    const QJsonArray items = itemsOf(widget);
    add("window", double(widget.internalWinId()), widget.isWindow() && widget.internalWinId() != 0);
    add("name", widget.objectName(), !widget.objectName().isEmpty());
    add("said", said, !said.isEmpty());
    add("text", text, !text.isEmpty());
    add("value", value.toDouble(), value.isValid());
    add("seen", onScreen(widget, seen), !seen.isEmpty());
    add("disabled", true, !widget.isEnabled());
    add("focus", true, widget.hasFocus());
    add("checked", true, widget.property("checked").toBool());
    add("pending", true, widget.property("pending").toBool());
    add("tip", plain(widget.toolTip()), !widget.toolTip().isEmpty());
    add("items", items, !items.isEmpty());
    return facts;
}

void addTree(QWidget& widget, qsizetype parent, QJsonArray& list)
{
    if (!widget.isVisible())
        return;
    const qsizetype id = list.size();
    QJsonObject facts = describe(widget);
    facts.insert("id", id);
    facts.insert("parent", parent);
    list.append(facts);
    for (QObject* child : widget.children())
        if (auto* inner = qobject_cast<QWidget*>(child); inner && !inner->isWindow())
            addTree(*inner, id, list);
}

} // namespace

QJsonArray glance()
{
    QJsonArray list;
    for (QWidget* window : QApplication::topLevelWidgets())
        addTree(*window, -1, list);
    return list;
}

} // namespace isthmus::walk
