// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/film/Film.h"

namespace isthmus {

/// A film as a folder of pictures, each with its own text chunks: frame-000001.png, frame-000002.png, ...
class PngFilm final : public Film
{
public:
    explicit PngFilm(std::string folder);

    void add(const QImage& frame, const Provenance& provenance) override;
    void finish() override;
    [[nodiscard]] int frames() const override { return m_frames; }

private:
    std::string m_folder;
    QSize m_size;
    int m_frames = 0;
};

} // namespace isthmus
