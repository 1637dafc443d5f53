// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/open/DataChoice.h"

#include <QListWidget>

#include <vector>

namespace isthmus {

/// Data sets to choose from: those that were opened last, and the built-in ones. Arrow keys and clicks choose.
class SourceList : public QListWidget
{
    Q_OBJECT
public:
    /// @param recent  newest first
    explicit SourceList(const std::vector<DataChoice>& recent, QWidget* parent = nullptr);

    /// Makes this the current one, and adds it at the top if it is not there; chosen() is not emitted.
    void display(const DataChoice& choice);

    [[nodiscard]] QSize sizeHint() const override { return {232, 320}; }

signals:
    void chosen(const isthmus::DataChoice& choice);

protected:
    /// Chooses nothing, as a list otherwise does when it gets the focus.
    void focusInEvent(QFocusEvent* event) override;

private:
    void addHeading(const QString& text);
    QListWidgetItem* addSource(const DataChoice& choice, const QString& title, const QString& detail);
    void addBuiltins();
    void takeCurrent(const QListWidgetItem* item);

    std::vector<DataChoice> m_choices; ///< by the number that an item holds
};

} // namespace isthmus
