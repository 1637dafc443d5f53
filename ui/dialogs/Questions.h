// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QMessageBox;
class QWidget;

namespace isthmus {

/// Shows what could not be done, in one sentence. Returns at once; the box is modal to the window and deletes itself.
void showError(QWidget* parent, const QString& title, const QString& sentence);

enum class SaveAnswer { Save, Discard, Cancel };

/// Asks whether to save before what is there is left. Returns at once.
/// @param answered  called once with what was chosen; Escape is Cancel
QMessageBox* askToSave(QWidget* parent, const QString& question, std::function<void(SaveAnswer)> answered);

} // namespace isthmus
