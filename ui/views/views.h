// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QWidget>

#include <vector>

namespace isthmus {

class RunSession;

/// The place of a view before the user moves it.
enum class ViewArea { Centre, Left, Right, Bottom };

/// One view of the window: docks, the View menu and the saved layout are made from this table.
struct ViewType
{
    const char* id; ///< "latent"; also the dock's object name
    const char* title; ///< "Latent space"
    ViewArea area;
    QWidget* (*make)(RunSession& session, QWidget* parent);
};

/// The views in the order of the window, which Tab, F6 and the View menu follow. One of them stands in the centre.
const std::vector<ViewType>& viewTypes();

} // namespace isthmus
