// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/FileDialogs.h"

#include "core/datasets/readers.h"
#include "ui/dialogs/Questions.h"

#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace isthmus {
namespace {

constexpr const char* kFolder = "recent/folder";
constexpr const char* kFigureFilter = "export/filter";

QString patterns(const DatasetReader& reader)
{
    QStringList list;
    for (const std::string& extension : reader.extensions)
        list << "*" + QString::fromStdString(extension);
    return list.join(' ');
}

QString modelFilter()
{
    return QObject::tr("Isthmus models (*.json)");
}

QString runFilter()
{
    return QObject::tr("Isthmus runs (*.safetensors)");
}

/// "svg" of "SVG (*.svg)".
QString suffixOf(const QString& filter)
{
    return filter.section("*.", 1).chopped(1);
}

QString remembered(const QString& path)
{
    if (!path.isEmpty())
        rememberFolderOf(path);
    return path;
}

/// With the suffix where it is missing. The file dialog has asked about the name without it, so that a file of the
/// whole name is asked about here; empty: it shall stay.
QString completed(QWidget* parent, const QString& chosen, const QString& suffix)
{
    if (chosen.isEmpty() || chosen.endsWith(suffix, Qt::CaseInsensitive))
        return chosen;
    const QString path = chosen + suffix;
    if (!QFileInfo::exists(path))
        return path;
    QMessageBox box(QMessageBox::NoIcon, QObject::tr("Replace the file?"),
        QObject::tr("%1 is there already. Replace it?").arg(QFileInfo(path).fileName()),
        QMessageBox::Yes | QMessageBox::No, parent);
    box.setTextFormat(Qt::PlainText);
    box.setDefaultButton(QMessageBox::No);
    return box.exec() == QMessageBox::Yes ? path : QString();
}

QString askForTarget(
    QWidget* parent, const QString& title, const QString& suggestion, const QString& filter, const QString& suffix)
{
    const bool isName = QFileInfo(suggestion).isRelative();
    const QString start = isName ? QDir(lastFolder()).filePath(suggestion) : suggestion;
    return completed(parent, remembered(QFileDialog::getSaveFileName(parent, title, start, filter)), suffix);
}

QString askForData(QWidget* parent, const QString& title, const QString& folder)
{
    return remembered(QFileDialog::getOpenFileName(parent, title, folder, dataFilter(), nullptr,
        QFileDialog::HideNameFilterDetails)); // some thirty endings would hide what they are
}

/// The nearest folder above a path that is there; the last one used where the path tells none.
QString folderLeftOf(const QString& path)
{
    if (!QFileInfo(path).isAbsolute())
        return lastFolder();
    QString folder = QFileInfo(path).absolutePath();
    while (!QFileInfo::exists(folder) && folder != QDir::rootPath())
        folder = QFileInfo(folder).absolutePath();
    return folder;
}

} // namespace

QString dataFilter()
{
    QStringList all;
    QStringList filters;
    for (const DatasetReader& reader : datasetReaders()) {
        if (reader.extensions.empty()) // reads folders
            continue;
        all << patterns(reader);
        filters << QString("%1 (%2)").arg(reader.name, patterns(reader));
    }
    filters.prepend(QObject::tr("All data: pictures, tables, arrays (%1)").arg(all.join(' ')));
    filters.append(QObject::tr("All files (*)"));
    return filters.join(";;");
}

QString importFilter()
{
    return QObject::tr("Models (*.onnx *.safetensors *.pt *.pth *.ckpt *.bin);;All files (*)");
}

QString onnxFilter()
{
    return QObject::tr("ONNX (*.onnx);;All files (*)");
}

QString askForDataFile(QWidget* parent)
{
    return askForData(parent, QObject::tr("Open data"), lastFolder());
}

QString askForDataFolder(QWidget* parent)
{
    return remembered(QFileDialog::getExistingDirectory(parent, QObject::tr("Open a folder of data"), lastFolder()));
}

QString askWhereFileIs(QWidget* parent, const QString& once)
{
    return askForData(parent, QObject::tr("Locate %1").arg(QFileInfo(once).fileName()), folderLeftOf(once));
}

QString askWhereFolderIs(QWidget* parent, const QString& once)
{
    return remembered(QFileDialog::getExistingDirectory(
        parent, QObject::tr("Locate the folder %1").arg(QFileInfo(once).fileName()), folderLeftOf(once)));
}

QString askForRunFile(QWidget* parent)
{
    return remembered(QFileDialog::getOpenFileName(parent, QObject::tr("Open a run"), lastFolder(), runFilter()));
}

QString askForModelFile(QWidget* parent)
{
    return remembered(QFileDialog::getOpenFileName(parent, QObject::tr("Open a model"), lastFolder(), modelFilter()));
}

QString askForImportFile(QWidget* parent, const QString& filter)
{
    return remembered(QFileDialog::getOpenFileName(parent, QObject::tr("Import a model"), lastFolder(), filter));
}

QString askWhereToSave(QWidget* parent, const QString& suggestion)
{
    return askForTarget(parent, QObject::tr("Save the run"), suggestion, runFilter(), ".safetensors");
}

QString askWhereToSaveModel(QWidget* parent, const QString& suggestion)
{
    return askForTarget(parent, QObject::tr("Save the model"), suggestion, modelFilter(), ".json");
}

QString askWhereToExport(QWidget* parent, const QString& title, const QString& start, const QStringList& filters)
{
    QString chosenFilter;
    for (const QString& filter : filters)
        if (start.endsWith(filter.section("*", 1).chopped(1), Qt::CaseInsensitive))
            chosenFilter = filter;
    QString path = remembered(QFileDialog::getSaveFileName(
        parent, title, start, filters.join(";;"), &chosenFilter, QFileDialog::DontConfirmOverwrite));
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += chosenFilter.section("*", 1).chopped(1);
    return path;
}

FilmTarget askWhereToFilm(QWidget* parent, const QString& suggestion, bool isFolder)
{
    const QString animation = QObject::tr("Animated WebP (*.webp)");
    const QString folder = QObject::tr("New folder of PNGs (*)");
    QFileDialog dialog(parent, QObject::tr("Save the film"), lastFolder());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters({animation, folder});
    const auto suffix = [&](const QString& chosen) { dialog.setDefaultSuffix(chosen == folder ? "" : "webp"); };
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, suffix);
    dialog.selectNameFilter(isFolder ? folder : animation);
    suffix(dialog.selectedNameFilter());
    dialog.selectFile(suggestion);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    const QString path = remembered(dialog.selectedFiles().first());
    if (dialog.selectedNameFilter() == folder)
        return {path, true};
    return {completed(parent, path, ".webp"), false};
}

bool isGone(const QString& path)
{
    std::error_code fault;
    return std::filesystem::status(path.toStdString(), fault).type() == std::filesystem::file_type::not_found;
}

QString goneText()
{
    return QObject::tr("It is not there any more: it was moved, renamed or deleted, or its drive is not connected.");
}

void rememberFolderOf(const QString& path)
{
    QSettings().setValue(kFolder, QFileInfo(path).absolutePath());
}

QString askWhereToSaveFigure(QWidget* parent, const QString& suggestion, const QString& filter)
{
    const QStringList filters = filter.split(";;");
    QFileDialog dialog(parent, QObject::tr("Save the picture"), lastFolder());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(filters);
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog,
        [&dialog](const QString& chosen) { dialog.setDefaultSuffix(suffixOf(chosen)); });
    const QString last = QSettings().value(kFigureFilter).toString();
    dialog.selectNameFilter(filters.contains(last) ? last : filters.first());
    dialog.setDefaultSuffix(suffixOf(dialog.selectedNameFilter()));
    dialog.selectFile(suggestion);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    const QString chosen = dialog.selectedNameFilter();
    QSettings().setValue(kFigureFilter, chosen);
    const QString path = remembered(dialog.selectedFiles().first());
    const bool isKnown = std::any_of(filters.begin(), filters.end(),
        [&](const QString& each) { return path.endsWith('.' + suffixOf(each), Qt::CaseInsensitive); });
    return isKnown ? path : completed(parent, path, '.' + suffixOf(chosen));
}

QString typedPath(const QString& text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return typed;
    if (typed == "~" || typed.startsWith("~/"))
        return QDir::cleanPath(QDir::homePath() + typed.mid(1));
    return QDir(lastFolder()).absoluteFilePath(typed);
}

QString droppedFile(const QMimeData* mime)
{
    const QList<QUrl> urls = mime->urls();
    return urls.isEmpty() ? QString() : urls.first().toLocalFile();
}

void takeDrop(QWidget* window, QDropEvent& event, const std::function<void(const QString& path)>& take)
{
    event.acceptProposedAction();
    const qsizetype count = event.mimeData()->urls().size();
    if (count == 1)
        return take(droppedFile(event.mimeData()));
    showError(window, QObject::tr("It could not be opened"),
        QObject::tr("%1 files were dropped together, and one is opened at a time: drop the folder that holds them. "
                    "Labels and a test part beside a file of images are found by themselves.")
            .arg(count),
        "trouble.html#open");
}

QString lastFolder()
{
    const QString last = QSettings().value(kFolder).toString();
    if (!last.isEmpty() && QFileInfo(last).isDir())
        return last;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

} // namespace isthmus
