// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QMessageBox;
class QWidget;

namespace isthmus {

/// Shows what could not be done, in one sentence. Returns at once; the box is modal to the window and deletes itself.
/// @param help  where the user guide says what to do, "trouble.html#open", for a button that shows it, at the entry of
///              the sentence; empty: none
void showError(QWidget* parent, const QString& title, const QString& sentence, const QString& help = {});

enum class SaveAnswer { Save, Discard, Cancel };

/// What of a run is in no file of the user's: all of it, what has changed since the last save, or no more than where
/// its data lies.
enum class Unsaved { Run, Changes, DataPlace };

/// Asks whether to save before what is there is left. Returns at once.
/// @param epochs    epochs of training that are not saved
/// @param answered  called once with what was chosen; Escape is Cancel
QMessageBox* askToSave(
    QWidget* parent, const QString& question, Unsaved what, double epochs, std::function<void(SaveAnswer)> answered);

/// Asks the same about several runs at once.
/// @param runs  a line for each: its name, and what it has to lose
QMessageBox* askToSaveAll(QWidget* parent, const QStringList& runs, std::function<void(SaveAnswer)> answered);

/// Asks, before what was done in a dialog is lost, whether that is meant. Returns at once. Escape keeps it.
/// @param question   "Discard the changes to the layers?"
/// @param keep       text of the button that keeps it, "Keep editing"
/// @param discarded  called if it is meant
QMessageBox* askToDiscard(
    QWidget* parent, const QString& question, const QString& keep, std::function<void()> discarded);

/// Asks whether something else may take the place of what cannot be kept. Returns at once. Escape is Cancel.
/// @param what    what cannot be kept, and why
/// @param loss    what takes its place, and what is lost by that
/// @param accept  text of the button that agrees
/// @param agreed  called if the user agrees
QMessageBox* askToReplace(
    QWidget* parent, const QString& what, const QString& loss, const QString& accept, std::function<void()> agreed);

enum class ResetChoice { Parameters, ParametersAndKnobs };

/// Asks, where knobs were moved, what a reset is to take back. Returns at once.
/// @param knobs   what was moved, "learning rate 0.001 -> 0.017"
/// @param loses   whether the present parameters are in no file of the user's
/// @param epochs  epochs of training that are lost; 0: none
/// @param chosen  called unless the run is to stay as it is, as it is after Escape and after reject() of the box
QMessageBox* askToReset(
    QWidget* parent, const QString& knobs, bool loses, double epochs, std::function<void(ResetChoice choice)> chosen);

} // namespace isthmus
