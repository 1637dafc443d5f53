// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/FileDialogs.h"

#include "core/io/readers.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QStringList>

namespace isthmus {
namespace {

constexpr const char* kFolder = "recent/folder";

QString patterns(const DatasetReader& reader)
{
    QStringList list;
    for (const std::string& extension : reader.extensions)
        list << "*" + QString::fromStdString(extension);
    return list.join(' ');
}

QString runFilter()
{
    return QObject::tr("Isthmus runs (*.safetensors)");
}

QString lastFolder()
{
    return QSettings().value(kFolder).toString();
}

QString remembered(const QString& path)
{
    if (!path.isEmpty())
        QSettings().setValue(kFolder, QFileInfo(path).absolutePath());
    return path;
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
    filters.prepend(QObject::tr("Images (%1)").arg(all.join(' ')));
    filters.append(QObject::tr("All files (*)"));
    return filters.join(";;");
}

QString askForDataFile(QWidget* parent)
{
    return remembered(QFileDialog::getOpenFileName(parent, QObject::tr("Open data"), lastFolder(), dataFilter()));
}

QString askForDataFolder(QWidget* parent)
{
    return remembered(QFileDialog::getExistingDirectory(parent, QObject::tr("Open a folder of data"), lastFolder()));
}

QString askForRunFile(QWidget* parent)
{
    return remembered(QFileDialog::getOpenFileName(parent, QObject::tr("Open a run"), lastFolder(), runFilter()));
}

QString askWhereToSave(QWidget* parent, const QString& suggestion)
{
    const bool isName = QFileInfo(suggestion).isRelative();
    const QString start = isName ? lastFolder() + '/' + suggestion : suggestion;
    QString path = remembered(QFileDialog::getSaveFileName(parent, QObject::tr("Save the run"), start, runFilter()));
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += ".safetensors";
    return path;
}

} // namespace isthmus
