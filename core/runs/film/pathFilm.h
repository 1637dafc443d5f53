// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/CodePath.h"
#include "core/base/Progress.h"
#include "core/base/ThreadPool.h"
#include "core/data/ColumnNames.h"
#include "core/runs/film/Film.h"
#include "core/train/Snapshot.h"

#include <functional>
#include <span>

namespace isthmus {

/// Paints a frame of what was decoded: the engine's values of one sample.
using FramePainter = std::function<QImage(std::span<const float> sample)>;

/// Paints rows of numbers as curves or bars without words, each of kRowPicture, so many times enlarged.
FramePainter rowFrames(Shape shape, const Scaling& scaling, const ColumnNames& columns, int scale);

/// Decodes a way, some codes at a time, and adds each picture as a frame.
/// @param scale   each value becomes scale x scale pixels, at least 1
/// @param values  scaling of the run's data, which says what is black and white
/// @param paint   paints the frames in another way, whatever the scale
/// @throws Error as Film::add(), Cancelled if the listener says so
void addPath(Film& film, const FrozenModel& frozen, const CodePath& path, int scale, const Provenance& provenance,
    ThreadPool& pool, const Progress& progress = {}, const Scaling& values = {}, const FramePainter& paint = {});

/// A whole film: its frames and its end.
/// @throws Error if it cannot go on, for want of room, of memory or whatever the frames throw; the frames before stay.
///         Cancelled if the frames throw it; then nothing is finished
void writeFilm(Film& film, const std::function<void(Film&)>& addFrames);

/// Finishes a film that cannot go on, with the frames that are there.
/// @throws Error always: "film.webp: cannot be written: No space left on device; the 12 frames before are kept"
[[noreturn]] void keepFrames(Film& film, const Error& error);

} // namespace isthmus
