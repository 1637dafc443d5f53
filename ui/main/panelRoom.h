// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main/columnHeights.h"

class QDockWidget;

namespace isthmus {

/// The room that a dock with its view asks for.
/// @param width  width of the dock, px; a view that breaks lines is the higher the narrower it is
[[nodiscard]] PanelRoom roomOf(const QDockWidget& dock, int width, bool isFolded);

} // namespace isthmus
