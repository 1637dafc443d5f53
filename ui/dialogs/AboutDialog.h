// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace isthmus {

/// Name, version, licence, and what this process computes with. Modal to the window; deletes itself.
void showAbout(QWidget* parent);

} // namespace isthmus
