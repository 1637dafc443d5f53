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
QString askForModelFile(QWidget* parent);

/// @param suggestion  path or name to start from; the suffix (.safetensors, .json) is added where it is missing
QString askWhereToSave(QWidget* parent, const QString& suggestion);
QString askWhereToSaveModel(QWidget* parent, const QString& suggestion);

/// Where a dialog starts: the folder that was used last, else the user's documents.
QString lastFolder();

} // namespace isthmus
