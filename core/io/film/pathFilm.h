// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/base/ThreadPool.h"
#include "core/io/film/Film.h"
#include "core/train/Snapshot.h"

#include <functional>

namespace isthmus {

/// Decodes codes and adds each picture as a frame.
/// @param codes  frames x latentDim
/// @param scale  each value becomes scale x scale pixels, at least 1
/// @throws Error as Film::add(), Cancelled if the listener says so
void addPath(Film& film, const FrozenModel& frozen, const Matrix& codes, int scale, const Provenance& provenance,
    ThreadPool& pool, const Progress& progress = {});

/// A whole film: its frames and its end.
/// @throws Error if it cannot be written; the frames before stay. What the frames throw otherwise
void writeFilm(Film& film, const std::function<void(Film&)>& addFrames);

/// For a film that cannot go on: finishes it with the frames that are there.
/// @throws Error always: "film.webp: cannot be written: No space left on device; the 12 frames before are kept"
[[noreturn]] void keepFrames(Film& film, const Error& error);

} // namespace isthmus
