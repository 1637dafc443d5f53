// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace isthmus {

/// Sets a property that the style sheet knows on a widget that is shown already, so that it looks so at once. Marks are
/// "fault" (what was typed cannot be) and "pending" (chosen, and not applied yet).
void setStyleMark(QWidget& widget, const char* mark, bool on);

} // namespace isthmus
