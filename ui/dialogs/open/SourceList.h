// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/DataChoice.h"

#include <QListWidget>

#include <vector>

namespace isthmus {

/// Data sets to choose from: those that were opened last, and the built-in ones. Arrow keys and clicks choose;
/// Delete and the context menu take away what was opened last, of which the file may be gone.
class SourceList : public QListWidget
{
    Q_OBJECT
public:
    /// @param recent  newest first
    explicit SourceList(const std::vector<DataChoice>& recent, QWidget* parent = nullptr);

    /// Makes this the current one, and adds it at the top if it is not there; chosen() is not emitted.
    void display(const DataChoice& choice);

    /// Is it listed as one that was opened last?
    [[nodiscard]] bool isRecent(const QString& nameOrPath) const;
    /// Takes it out of those, and chooses nothing in its place; forgotten() follows. Nothing where it is not among
    /// them.
    void forget(const QString& nameOrPath);

    [[nodiscard]] QSize sizeHint() const override { return {232, 320}; }

signals:
    void chosen(const isthmus::DataChoice& choice);
    void forgotten(const QString& nameOrPath);

protected:
    /// Chooses nothing, as a list otherwise does when it gets the focus.
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QListWidgetItem* addHeading(const QString& text);
    QListWidgetItem* addSource(const DataChoice& choice, const QString& title, const QString& detail);
    void addBuiltins();
    void takeCurrent(const QListWidgetItem* item);
    /// Name or path of one that was opened last; empty: it is none.
    [[nodiscard]] QString recentOf(const QListWidgetItem* item) const;

    QListWidgetItem* m_builtins = nullptr; ///< the heading below those that were opened last
    std::vector<DataChoice> m_choices; ///< choices by the number that an item holds
};

} // namespace isthmus
