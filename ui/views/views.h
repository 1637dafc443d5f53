// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QWidget>

#include <vector>

namespace isthmus {

class RunSession;

/// Where a view stands before the user moves it.
enum class ViewArea { Centre, Left, Right, Bottom };

/// One view of the window: docks, the View menu and the saved layout are made from this table.
struct ViewType
{
    const char* id; ///< "latent"; also the dock's object name
    const char* title; ///< "Latent space"
    ViewArea area;
    QWidget* (*make)(RunSession& session, QWidget* parent);
};

/// In the order of the window: of Tab, F6 and the View menu. One of them stands in the centre.
const std::vector<ViewType>& viewTypes();

} // namespace isthmus
