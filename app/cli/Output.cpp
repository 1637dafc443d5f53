// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Output.h"

#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/train/Collapse.h"
#include "core/train/deadOutput.h"

#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace isthmus {

Options outputOptions()
{
    return {{"json", "", "print one JSON object as the last line on stdout, and nothing else there"}};
}

namespace {

/// "28 x 28 x 1", or "8 numbers" of a row.
std::string extentText(const Shape& shape)
{
    return shape.isRow() ? grouped(shape.size()) + (shape.size() == 1 ? " number" : " numbers") : shape.text();
}

/// A unit that is per image, of rows per row.
std::string ofSamples(std::string unit, const Shape& shape)
{
    static const std::string image = "per image";
    const std::size_t place = unit.find(image);
    return shape.isRow() && place != std::string::npos ? unit.replace(place, image.size(), "per row") : unit;
}

} // namespace

std::string samplesWord(const Shape& shape)
{
    return shape.isRow() ? "rows" : "images";
}

std::string resultText(Index count, const Shape& shape)
{
    return grouped(count) + (shape.isRow() ? " row" : " picture") + (count == 1 ? " of " : "s of ") + extentText(shape);
}

std::string dataText(const DataReference& data)
{
    return (data.name.empty() ? "none" : data.name) + ", " + samplesWord(data.shape) + " of " + extentText(data.shape);
}

void printJson(const QJsonObject& object)
{
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
}

void printRows(const std::vector<Row>& rows)
{
    std::size_t width = 0;
    for (const Row& row : rows)
        width = std::max(width, row.name.size());
    for (const Row& row : rows)
        std::printf("%-*s  %s\n", static_cast<int>(width), row.name.c_str(), row.value.c_str());
}

void printTable(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += (i > 0 ? "  " : "") + row[i] + std::string(widths[i] - row[i].size(), ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        std::printf("%s\n", line.c_str());
    }
}

void printResult(const Arguments& arguments, const QJsonObject& object, const std::vector<Row>& rows)
{
    if (arguments.has("json"))
        printJson(object);
    else
        printRows(rows);
}

QJsonValue json(const std::string& text)
{
    return QString::fromStdString(text);
}

QJsonArray json(const std::vector<std::string>& texts)
{
    QJsonArray array;
    for (const std::string& text : texts)
        array.append(json(text));
    return array;
}

QJsonValue json(const std::optional<double>& number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonObject toJson(const Evaluation& evaluation)
{
    const auto count = [](const std::optional<int>& number) {
        return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
    };
    return {
        {"samples", static_cast<qint64>(evaluation.samples)},
        {"reconstruction_nats", evaluation.reconstruction()},
        {"kl_nats", json(evaluation.kl())},
        {"negative_elbo_nats", json(evaluation.negativeElbo)},
        {"iwae_nats", json(evaluation.importanceBound)},
        {"mse", evaluation.mse()},
        {"psnr_db", evaluation.psnr},
        {"ssim", json(evaluation.ssim)},
        {"active_units", count(evaluation.activeUnits)},
        {"corrupted_mse", json(evaluation.corruptedMse)},
    };
}

std::vector<Row> toRows(const Evaluation& evaluation, const Autoencoder& model)
{
    const std::string unit = ' ' + ofSamples(model.loss().unit, model.inputShape());
    const std::string bound = model.loss().fromLogits ? unit : unit + " + nats";
    std::vector<Row> rows{
        {"samples", grouped(evaluation.samples)},
        {"reconstruction", shortNumber(evaluation.reconstruction(), 7) + unit},
    };
    if (evaluation.kl())
        rows.push_back({"KL", shortNumber(*evaluation.kl(), 7) + ofSamples(" nats per image", model.inputShape())});
    if (evaluation.negativeElbo)
        rows.push_back({"negative ELBO", shortNumber(*evaluation.negativeElbo, 7) + bound});
    if (evaluation.importanceBound)
        rows.push_back({"importance-weighted bound", shortNumber(*evaluation.importanceBound, 7) + bound});
    rows.push_back({"MSE", shortNumber(evaluation.mse()) + " per value"});
    if (evaluation.corruptedMse)
        rows.push_back({"MSE of the corrupted input", shortNumber(*evaluation.corruptedMse) + " per value"});
    rows.push_back({"PSNR", shortNumber(evaluation.psnr, 5) + " dB"});
    if (evaluation.ssim)
        rows.push_back({"SSIM", shortNumber(*evaluation.ssim, 4)});
    if (evaluation.activeUnits)
        rows.push_back({"active units", std::to_string(*evaluation.activeUnits)});
    return rows;
}

std::vector<std::string> warned(
    const Autoencoder& model, const std::optional<Evaluation>& evaluation, std::int64_t steps)
{
    std::vector<std::string> warnings;
    const Shape& shape = model.inputShape();
    if (evaluation && evaluation->kl() && isCollapsed(model, *evaluation->kl(), steps))
        warn(collapseWords(shape.isRow() ? "row" : "image"), warnings);
    else if (evaluation && isOutputDead(evaluation->outputSpread, steps))
        warn(deadOutputWords(samplesWord(shape)), warnings);
    return warnings;
}

void warn(const std::string& sentence, std::vector<std::string>& warnings)
{
    if (sentence.empty())
        return;
    warnings.push_back(sentence);
    std::fprintf(stderr, "isthmus-cli: %s\n", sentence.c_str());
}

std::string selectionText(const SplitSpec& spec)
{
    const std::string first = spec.limit > 0 ? "the first " + grouped(spec.limit) + " of each part" : "";
    const std::string classes = spec.classes.empty() ? "" : "of " + joinedText(spec.classes, ", ") + " alone";
    return first + (first.empty() || classes.empty() ? "" : ", ") + classes;
}

QJsonObject selectionJson(const SplitSpec& spec)
{
    return {
        {"classes", spec.classes.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(json(spec.classes))},
        {"limit", spec.limit > 0 ? QJsonValue(static_cast<qint64>(spec.limit)) : QJsonValue(QJsonValue::Null)},
    };
}

QJsonArray layersJson(const Autoencoder& model)
{
    QJsonArray layers;
    for (const LayerInfo& layer : model.layers())
        layers.append(QJsonObject{
            {"part", json(layer.part)},
            {"entry", layer.entry},
            {"type", json(layer.type)},
            {"output", json(layer.output.text())},
            {"parameters", static_cast<qint64>(layer.parameters)},
            {"flop", layer.flop},
        });
    return layers;
}

void printLayers(const Autoencoder& model)
{
    std::vector<std::vector<std::string>> rows{{"layer", "type", "output", "parameters", "FLOP forward"}};
    for (const LayerInfo& layer : model.layers()) {
        const bool listed = layer.part == "encoder" || layer.part == "decoder";
        const std::string name = listed ? layer.part + '.' + std::to_string(layer.entry) : layer.part;
        rows.push_back({name, layer.label, layer.output.text(), grouped(layer.parameters),
            grouped(static_cast<std::int64_t>(layer.flop))});
    }
    printTable(rows);
}

} // namespace isthmus
