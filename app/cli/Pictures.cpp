// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Pictures.h"

#include "app/cli/Files.h"
#include "app/cli/Rows.h"
#include "app/common/Arguments.h"
#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/files/PictureGrid.h"
#include "core/files/RowPicture.h"
#include "core/files/RowWriter.h"
#include "core/files/Utf8Path.h"

#include <QDir>
#include <QImage>

#include <filesystem>
#include <system_error>

namespace isthmus {

PictureTarget pictureTarget(const std::string& path)
{
    requireUtf8(path);
    if (path.back() == '/' || QDir(QString::fromStdString(path)).exists())
        return {path, true};
    if (!rowFormatOf(path))
        throw wrongValue("out",
            "a name that ends in " + joinedText(rowSuffixes(), " or ") + ", or a folder (with / at its end)", path);
    requireWritable(path);
    return {path, false};
}

void writePictureFolder(
    const std::string& path, Shape shape, const DataReference& data, Matrix samples, const TextFields& fields)
{
    std::error_code fault;
    std::filesystem::create_directories(path, fault);
    if (fault)
        throw Error(path + ": the folder cannot be made: " + fault.message());
    const QDir folder(QString::fromStdString(path));
    const auto size = static_cast<std::size_t>(samples.cols());
    const RowDrawing drawing = shape.isRow() ? rowDrawing(shape, data.scaling, data.columns) : RowDrawing();
    if (!shape.isRow())
        toShown(data.scaling, samples);
    for (Index i = 0; i < samples.rows(); ++i) {
        const std::span<const float> values(samples.row(i).data(), size);
        const QString name = QString("%1.png").arg(i, 5, 10, QChar('0'));
        const QImage image =
            shape.isRow() ? rowPicture(values, drawing, 2 * kRowPicture, rowsOnDark()) : picture(shape, values);
        savePng(folder.filePath(name).toStdString(), image, fields);
    }
}

} // namespace isthmus
