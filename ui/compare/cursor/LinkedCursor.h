// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

namespace isthmus {

class Selection;
class RunSession;
class Workbench;

/// One cursor for runs on the same data. The sample that is hovered or pinned in one of them, and the classes that its
/// legend hides, are the same in all. Does nothing while it is not active. Lives on the window's thread.
class LinkedCursor : public QObject
{
    Q_OBJECT
public:
    LinkedCursor(Workbench& bench, QObject* parent);

    /// The runs take over what the active one has.
    void setActive(bool active);
    /// The runs that are on the data of the active one take over what it has.
    void tellAll();

private:
    using Copy = std::function<void(const Selection& from, Selection& to)>;

    void join(RunSession& run);
    void tell(RunSession& from, const Copy& copy);

    Workbench& m_bench;
    bool m_isActive = false;
    bool m_tells = false; ///< the runs that are told need not tell it again
};

} // namespace isthmus
