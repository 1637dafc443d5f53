// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/film/PngFilm.h"

#include "core/base/Error.h"
#include "core/files/PictureGrid.h"
#include "core/runs/Provenance.h"

#include <QDir>

namespace isthmus {

PngFilm::PngFilm(std::string folder)
    : m_folder(std::move(folder))
{
    const QDir directory(QString::fromStdString(m_folder));
    if (!directory.mkpath("."))
        throw Error(m_folder + ": the folder cannot be made");
    const QStringList old = directory.entryList({"frame-*.png"}, QDir::Files);
    if (!old.isEmpty())
        throw Error(m_folder + ": expected a folder without frames, found " + old.first().toStdString());
}

void PngFilm::add(const QImage& frame, const Provenance& provenance)
{
    const QImage image = fitted(frame, m_size);
    const QString name = QString("frame-%1.png").arg(m_frames + 1, 6, 10, QChar('0'));
    savePng(QDir(QString::fromStdString(m_folder)).filePath(name).toStdString(), image, textFields(provenance));
    m_size = image.size();
    ++m_frames;
}

void PngFilm::finish()
{
    if (m_frames == 0)
        throw Error(m_folder + ": the film has no frames");
}

} // namespace isthmus
