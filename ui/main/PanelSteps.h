// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <map>
#include <vector>

class QDockWidget;
class QWidget;

namespace isthmus {

/// Leads from panel to panel by keys: F6 leads to the first control of the next panel that is seen, Shift+F6 to that of
/// the one before. Keeps the order of Tab as well, in which the panels follow each other as they were added: Qt puts a
/// panel that comes back from floating at the end. Belongs to the page.
class PanelSteps : public QObject
{
    Q_OBJECT
public:
    explicit PanelSteps(QWidget* page);

    /// A part of the page, such as its bar or its centre; the first one always stays in it.
    /// @param first  the control that the keys lead to; null: the first one in Tab's order
    void add(QWidget* part, QWidget* first = nullptr);
    void add(QDockWidget* dock);
    /// Lets Tab go through the parts in their order.
    void restoreTabOrder();

private:
    /// @param direction  1 or -1
    void step(int direction);
    [[nodiscard]] int present() const; ///< the part that has the focus; -1: none
    /// What the keys lead to in a part, if it takes the focus now; null: nothing does.
    [[nodiscard]] QWidget* firstControl(QWidget* part) const;

    std::vector<QWidget*> m_parts;
    std::map<const QWidget*, QWidget*> m_first; ///< what the keys lead to in each part; null: in Tab's order
};

} // namespace isthmus
