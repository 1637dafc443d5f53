// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Pictures.h"

#include "app/cli/Arguments.h"
#include "app/cli/Files.h"
#include "core/base/Error.h"
#include "core/io/Npy.h"
#include "core/io/PictureGrid.h"

#include <QDir>
#include <QImage>

namespace isthmus {

namespace {

void writeFolder(const QString& path, Shape shape, const Matrix& pictures)
{
    const QDir folder(path);
    if (!folder.mkpath("."))
        throw Error(path.toStdString() + ": the folder cannot be made");
    for (Index i = 0; i < pictures.rows(); ++i) {
        const QString name = QString("%1.png").arg(i, 5, 10, QChar('0'));
        savePng(folder.filePath(name).toStdString(),
            picture(shape, valuesOf(pictures).subspan(std::size_t(i * pictures.cols()), std::size_t(pictures.cols()))));
    }
}

} // namespace

PictureTarget pictureTarget(const std::string& path)
{
    if (path.back() == '/' || QDir(QString::fromStdString(path)).exists())
        return {path, true};
    if (!hasExtension(path, ".npy"))
        throw wrongValue("out", "a name that ends in .npy, or a folder (with / at its end)", path);
    requireWritable(path);
    return {path, false};
}

void writePictures(const PictureTarget& target, Shape shape, const Matrix& pictures)
{
    if (target.folder)
        writeFolder(QString::fromStdString(target.path), shape, pictures);
    else
        writeNpy(target.path, valuesOf(pictures), {pictures.rows(), shape.height, shape.width, shape.channels});
}

std::span<const float> valuesOf(const Matrix& matrix)
{
    return {matrix.data(), static_cast<std::size_t>(matrix.size())};
}

} // namespace isthmus
