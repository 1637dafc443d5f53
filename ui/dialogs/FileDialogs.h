// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace isthmus {

/// Filter of the dialog that opens data, from the table of readers: "Images (*.gz *.idx ...);;IDX (...);;All files
/// (*)".
QString dataFilter();

/// Each asks for a path and returns it; empty: the user thought better of it.
QString askForDataFile(QWidget* parent);
QString askForDataFolder(QWidget* parent);
QString askForRunFile(QWidget* parent);

/// @param suggestion  path or name to start from; the suffix .safetensors is added where it is missing
QString askWhereToSave(QWidget* parent, const QString& suggestion);

} // namespace isthmus
