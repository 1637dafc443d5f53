// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/film/pathFilm.h"

#include "core/analysis/Latent.h"
#include "core/base/Fault.h"
#include "core/files/PictureGrid.h"
#include "core/files/RowPicture.h"
#include "core/runs/Provenance.h"

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

void addPainted(Film& film, const Matrix& samples, const FramePainter& paint, const Provenance& provenance)
{
    for (Index row = 0; row < samples.rows(); ++row)
        film.add(paint({samples.row(row).data(), static_cast<std::size_t>(samples.cols())}), provenance);
}

} // namespace

FramePainter rowFrames(Shape shape, const Scaling& scaling, const ColumnNames& columns, int scale)
{
    return [drawing = rowDrawing(shape, scaling, columns), size = kRowPicture * scale](
               std::span<const float> sample) { return rowPicture(sample, drawing, size, rowsOnDark()); };
}

void addPath(Film& film, const FrozenModel& frozen, const CodePath& path, int scale, const Provenance& provenance,
    ThreadPool& pool, const Progress& progress, const Scaling& values, const FramePainter& paint)
{
    assert(scale >= 1);
    const Shape shape = frozen.model->inputShape();
    for (Index first = 0; first < path.frames(); first += kAtOnce) {
        const Matrix some = path.codes(first, std::min(kAtOnce, path.frames() - first));
        Matrix pictures = decodeCodes(*frozen.model, frozen.parameters, some, pool);
        if (paint) {
            addPainted(film, pictures, paint, provenance);
        } else {
            toShown(values, pictures);
            addPictures(film, shape, pictures, scale, provenance);
        }
        report(progress, static_cast<double>(first + some.rows()) / static_cast<double>(path.frames()));
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
    } catch (const std::exception& exception) {
        keepFrames(film, Error("film: " + sentenceOf(exception)));
    }
    film.finish();
}

void keepFrames(Film& film, const Error& error)
{
    if (film.frames() == 0)
        throw error;
    film.finish();
    throw Error(keptSentence(error.what(), film.frames()));
}

} // namespace isthmus
