// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QDropEvent;
class QMimeData;
class QWidget;

namespace isthmus {

/// Filter of the dialog that opens data, from the table of readers: "Images (*.gz *.idx ...);;IDX (...);;All files
/// (*)".
QString dataFilter();

/// Files of models that were trained elsewhere; of ONNX alone.
QString importFilter();
QString onnxFilter();

/// Each asks for a path and returns it; empty: the user cancelled.
QString askForDataFile(QWidget* parent);
QString askForDataFolder(QWidget* parent);
/// Is there nothing at this path? What stands in a folder that may not be entered may be there.
bool isGone(const QString& path);
/// What there is to say of a file or a folder that was opened once and is gone.
QString goneText();
/// Asks where data is that was at this path once, beginning in what is left of its folder.
QString askWhereFileIs(QWidget* parent, const QString& once);
QString askWhereFolderIs(QWidget* parent, const QString& once);
QString askForRunFile(QWidget* parent);
QString askForModelFile(QWidget* parent);
/// @param filter  importFilter() or onnxFilter()
QString askForImportFile(QWidget* parent, const QString& filter);

/// @param suggestion  path or name to start from; the suffix (.safetensors, .json) is added where it is missing
QString askWhereToSave(QWidget* parent, const QString& suggestion);
QString askWhereToSaveModel(QWidget* parent, const QString& suggestion);

/// Asks where to write an export. Whether to replace what stands there is for the caller to ask.
/// @param start    path to start from
/// @param filters  "CSV (*.csv)", one a format; the suffix of the chosen one is added where a name has none
QString askWhereToExport(QWidget* parent, const QString& title, const QString& start, const QStringList& filters);

/// The place of a film that the user chose.
struct FilmTarget
{
    QString path; ///< path of the film; empty: the user cancelled
    bool isFolder = false; ///< whether it is a folder of pictures; else it is an animation
};

/// Asks where to write a film. The type that is chosen there says which it is, whatever the name.
/// @param suggestion  name without a suffix
/// @param isFolder    the type that is chosen at first
FilmTarget askWhereToFilm(QWidget* parent, const QString& suggestion, bool isFolder);

/// The next dialog starts in the folder of this file.
void rememberFolderOf(const QString& path);

/// Asks where to write a picture. The chosen filter gives the suffix where the name has none of them, and is chosen
/// again the next time.
/// @param suggestion  name without a suffix
/// @param filter      "PNG (*.png);;SVG (*.svg)"
QString askWhereToSaveFigure(QWidget* parent, const QString& suggestion, const QString& filter);

/// The whole path of what was typed: a name alone is one in lastFolder(), wherever the program was started, and ~ is
/// the user's home. Empty stays empty.
QString typedPath(const QString& text);

/// Path of the first file or folder that is dropped; empty: it is something else.
QString droppedFile(const QMimeData* mime);

/// Takes what is dropped: calls take() with the path of the one file or folder. Where there are several, none is taken
/// in place of all, and a sentence over the window says what to do.
void takeDrop(QWidget* window, QDropEvent& event, const std::function<void(const QString& path)>& take);

/// The folder where a dialog starts: the one that was used last, else the user's documents, else the home folder.
QString lastFolder();

} // namespace isthmus
