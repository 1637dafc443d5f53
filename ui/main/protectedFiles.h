// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

/// Why nothing may be written to this path, in a sentence; empty: it may. What the run is made of stays: the file of
/// its images and of their labels, or all of the folder that they are, and the run's own file.
/// @param data     Dataset::name
/// @param runFile  empty: the run has none
QString whyProtected(const QString& path, const QString& data, const QString& runFile);

} // namespace isthmus
