// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/film/Film.h"
#include "core/runs/film/FilmFile.h"

#include <QString>

#include <vector>

namespace isthmus {

/// A film as an animated WebP, endlessly repeated, with the provenance as XMP. libwebp packs each frame, or the part of
/// it that has changed; the container is written here, frame by frame, since libwebp's own muxer keeps the whole film
/// in memory until its end and has none of it if the disk is full by then.
/// Source: "WebP Container Specification" (developers.google.com/speed/webp/docs/riff_container), extended file format
class WebpFilm final : public Film
{
public:
    WebpFilm(const std::string& path, const FilmSettings& settings);

    void add(const QImage& frame, const Provenance& provenance) override;
    void finish() override;
    [[nodiscard]] int frames() const override { return static_cast<int>(m_ends.size()); }

private:
    void begin(QSize size);
    void addChunk(const QImage& image, const Provenance& provenance);
    void write(const QByteArray& bytes);
    void close(const QByteArray& xmp);

    std::string m_path;
    FilmSettings m_settings;
    FilmFile m_file;
    QImage m_last; ///< newest picture, to find what has changed
    Provenance m_provenance; ///< provenance of the newest picture
    std::vector<qint64> m_ends; ///< place where each frame in the file ends
};

} // namespace isthmus
