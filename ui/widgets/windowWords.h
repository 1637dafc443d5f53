// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace isthmus {

/// A sentence of the engine in the words of the window. Where it names a choice as the command line and as the window
/// do, 'columns' (range of each column), only the words of the window's list stay, in quotes: "range of each column".
/// Everything that shows such sentences takes them through this; a sentence without them stays as it is.
QString windowWords(const QString& sentence);
QString windowWords(const std::string& sentence);

} // namespace isthmus
