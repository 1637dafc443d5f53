// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"
#include "core/analysis/Evaluate.h"
#include "core/models/Autoencoder.h"
#include "core/train/Checkpoint.h"

#include <QJsonArray>
#include <QJsonObject>

#include <string>
#include <vector>

namespace isthmus {

/// --json.
Options outputOptions();

/// A name and its value, as a person reads them.
struct Row
{
    std::string name;
    std::string value;
};

/// What samples of this shape are called: "images", or "rows" of numbers.
std::string samplesWord(const Shape& shape);

/// "64 pictures of 28 x 28 x 1", "64 rows of 8 numbers".
std::string resultText(Index count, const Shape& shape);

/// "fashion-mnist, images of 28 x 28 x 1", "cars.csv, rows of 8 numbers"; "none" for a run that names no data.
std::string dataText(const DataReference& data);

/// Prints one JSON object on a line of stdout. A number that is not finite becomes null.
void printJson(const QJsonObject& object);

/// Prints lines of two columns on stdout.
void printRows(const std::vector<Row>& rows);

/// Prints a table whose first row is its head on stdout.
void printTable(const std::vector<std::vector<std::string>>& rows);

/// Prints the object with --json, otherwise the rows.
void printResult(const Arguments& arguments, const QJsonObject& object, const std::vector<Row>& rows);

QJsonValue json(const std::string& text);
QJsonArray json(const std::vector<std::string>& texts);
/// The number, or null if there is none.
QJsonValue json(const std::optional<double>& number);

/// The keys of `evaluate`.
QJsonObject toJson(const Evaluation& evaluation);
/// The losses of a model as rows for a person, with units.
std::vector<Row> toRows(const Evaluation& evaluation, const Autoencoder& model);

/// What is doubtful about a result, in sentences for `warnings`, which are also told on stderr: a code that has
/// collapsed, outputs that do not depend on the input.
/// @param evaluation  empty: nothing was evaluated
std::vector<std::string> warned(
    const Autoencoder& model, const std::optional<Evaluation>& evaluation, std::int64_t steps);

/// Adds a sentence to the warnings and tells it on stderr; an empty one is none.
void warn(const std::string& sentence, std::vector<std::string>& warnings);

/// The samples that figures are of, where a choice was made: "the first 40 of each part, of square and disc"; empty for
/// all.
std::string selectionText(const SplitSpec& spec);
/// The same as an object of classes and limit, each null for all.
QJsonObject selectionJson(const SplitSpec& spec);

/// Layers of a model with their outputs, parameters and FLOP.
QJsonArray layersJson(const Autoencoder& model);
void printLayers(const Autoencoder& model);

} // namespace isthmus
