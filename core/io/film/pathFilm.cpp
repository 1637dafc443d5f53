// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/film/pathFilm.h"

#include "core/analysis/Latent.h"
#include "core/io/PictureGrid.h"

#include <algorithm>
#include <cassert>

namespace isthmus {

namespace {

constexpr Index kAtOnce = 16;

void addPictures(Film& film, Shape shape, const Matrix& pictures, int scale, const Provenance& provenance)
{
    for (Index row = 0; row < pictures.rows(); ++row)
        film.add(pictureGrid(shape, pictures.middleRows(row, 1), 1, 0, scale), provenance);
}

} // namespace

void addPath(Film& film, const FrozenModel& frozen, const Matrix& codes, int scale, const Provenance& provenance,
    ThreadPool& pool, const Progress& progress)
{
    assert(scale >= 1);
    const Shape shape = frozen.model->inputShape();
    for (Index first = 0; first < codes.rows(); first += kAtOnce) {
        const Matrix some = codes.middleRows(first, std::min(kAtOnce, codes.rows() - first));
        addPictures(film, shape, decodeCodes(*frozen.model, frozen.parameters, some, pool), scale, provenance);
        report(progress, static_cast<double>(first + some.rows()) / static_cast<double>(codes.rows()));
    }
}

void writeFilm(Film& film, const std::function<void(Film&)>& addFrames)
{
    try {
        addFrames(film);
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        keepFrames(film, error);
    }
    film.finish();
}

void keepFrames(Film& film, const Error& error)
{
    if (film.frames() == 0)
        throw error;
    film.finish();
    throw Error(std::string(error.what()) + "; the " + grouped(film.frames()) + " frames before are kept");
}

} // namespace isthmus
