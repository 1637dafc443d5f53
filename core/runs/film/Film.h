// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/Provenance.h"

#include <QImage>

#include <memory>
#include <string>

namespace isthmus {

/// How a film is packed.
struct FilmSettings
{
    bool isFolder = false; ///< whether it is a folder of PNGs; else it is an animated WebP
    int millisecondsPerFrame = 50;
    bool isLossless = true; ///< WebP; PNG always is
    int quality = 90; ///< 0..100 of WebP with loss
};

/// A film on its way to the disk, frame by frame: no more than one frame is in memory. One thread at a time uses it.
class Film
{
public:
    virtual ~Film() = default;

    /// Writes the next frame. All frames have the size of the first; others are put on its ground, cut at its edges.
    /// @param provenance  provenance of this frame; the last one's is the film's
    /// @throws Error if it cannot be written: file, reason. The frames before it stay whole, and finish() may be called
    virtual void add(const QImage& frame, const Provenance& provenance) = 0;

    /// Closes the film. An animation that is not closed is removed, so that no half file stays.
    /// @throws Error if it cannot be written, or there is no frame; also if last frames had to make room for its end,
    ///         and then it tells how many are kept
    virtual void finish() = 0;

    [[nodiscard]] virtual int frames() const = 0;
};

/// @param path  path of the animation, or of the folder, made where it is missing: frame-000001.png, ...
/// @throws Error if it cannot be begun, or the folder already has frames
std::unique_ptr<Film> makeFilm(const std::string& path, const FilmSettings& settings);

/// "film.webp: cannot be written: No space left on device; the 12 frames before are kept".
std::string keptSentence(const std::string& fault, int frames);

/// The frame in the size of the first one.
/// @throws Error if there is no memory for it
QImage fitted(const QImage& frame, QSize size);

} // namespace isthmus
