// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/RunExports.h"

#include "core/exchange/onnx/OnnxExport.h"
#include "core/exchange/onnx/OnnxWriter.h"
#include "core/files/RowWriter.h"
#include "core/runs/RunRows.h"
#include "ui/session/RunSession.h"

#include <QCoreApplication>

#include <algorithm>

namespace isthmus {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("RunExports", text);
}

/// A part of the images by the name that the user sees.
struct Part
{
    QString name;
    std::vector<Index> samples;
};

/// The parts that are not empty, the test images first.
std::vector<Part> partsOf(const ExportSource& source)
{
    const Split& split = source.split;
    const bool areRows = source.data->shape.isRow();
    std::vector<Index> all = split.train;
    all.insert(all.end(), split.test.begin(), split.test.end());
    std::sort(all.begin(), all.end());
    std::vector<Part> parts;
    for (Part part : {Part{areRows ? tr("Test rows") : tr("Test images"), split.test},
             {areRows ? tr("Training rows") : tr("Training images"), split.train},
             {areRows ? tr("All rows") : tr("All images"), all}})
        if (!part.samples.empty())
            parts.push_back(std::move(part));
    return parts;
}

ExportChoice imagesOf(const ExportSource& source)
{
    ExportChoice images{source.data->shape.isRow() ? tr("Rows") : tr("Images"), {}};
    for (const Part& part : partsOf(source))
        images.values << QString("%1 (%2)").arg(
            part.name, QString::fromStdString(grouped(static_cast<std::int64_t>(part.samples.size()))));
    return images;
}

std::vector<ExportFormat> rowFiles()
{
    std::vector<ExportFormat> files;
    for (const RowFormat& format : rowFormats())
        files.push_back({QString(format.name), QString(format.suffix)});
    std::reverse(files.begin(), files.end()); // who clicks opens tables rather than arrays
    return files;
}

std::vector<ExportFormat> onnxFiles()
{
    return {{"ONNX", ".onnx"}};
}

std::vector<ExportChoice> codeChoices(const ExportSource& source)
{
    return {imagesOf(source)};
}

std::vector<ExportChoice> pictureChoices(const ExportSource& source)
{
    const bool areRows = source.data->shape.isRow();
    ExportChoice input{tr("From"), {areRows ? tr("Clean rows") : tr("Clean images")}};
    ExportChoice what{tr("Pictures"), {tr("What comes back")}};
    if (!source.corruption.isNone()) {
        const QString how = QString::fromStdString(source.corruption.words());
        input.values << (areRows ? tr("Corrupted rows (%1)") : tr("Corrupted images (%1)")).arg(how);
        what.values << tr("What the encoder sees");
    }
    return {imagesOf(source), input, what};
}

std::vector<ExportChoice> partChoices(const ExportSource& source)
{
    if (!source.snapshot->frozen.model->hasEncoder())
        return {{tr("Part"), {tr("Decoder")}}};
    return {{tr("Part"), {tr("Whole model"), tr("Encoder"), tr("Decoder")}}};
}

std::size_t place(int chosen)
{
    return static_cast<std::size_t>(chosen);
}

void writeCodesOf(const ExportSource& source, const std::vector<int>& chosen, const std::string& path, ThreadPool& pool,
    const Progress& progress)
{
    const FrozenModel& frozen = source.snapshot->frozen;
    const Part part = partsOf(source)[place(chosen[0])];
    writeCodes(path, {*frozen.model, frozen.parameters, *source.data, part.samples}, pool, progress);
}

/// With the noise of the strips in the window, so that their numbers can be checked.
void writePicturesOf(const ExportSource& source, const std::vector<int>& chosen, const std::string& path,
    ThreadPool& pool, const Progress& progress)
{
    const FrozenModel& frozen = source.snapshot->frozen;
    const Part part = partsOf(source)[place(chosen[0])];
    const Corruption corruption = chosen[1] == 0 ? Corruption() : source.corruption;
    const bool isInput = chosen[2] == 1;
    writeReconstructions(isInput ? "" : path, isInput ? path : "",
        {*frozen.model, frozen.parameters, *source.data, part.samples},
        {corruption, source.training.seed, Purpose::Preview}, pool, progress);
}

void writeOnnxOf(const ExportSource& source, const std::vector<int>& chosen, const std::string& path, ThreadPool&,
    const Progress& progress)
{
    constexpr OnnxPart kParts[] = {OnnxPart::Whole, OnnxPart::Encoder, OnnxPart::Decoder};
    const bool hasEncoder = source.snapshot->frozen.model->hasEncoder();
    const Dataset& data = *source.data;
    Checkpoint moment;
    moment.model = source.snapshot->frozen.model->spec();
    moment.training = source.training;
    moment.data = source.saved ? source.saved->data
                               : DataReference{data.name, data.fingerprint(), data.shape, data.scaling,
                                   source.splitSpec, data.reading, data.count(), data.columns};
    moment.record = source.snapshot->record;
    moment.step = source.snapshot->record.step;
    moment.parameters = source.snapshot->frozen.parameters;
    report(progress, 0);
    writeOnnx(path, onnxModel(moment, hasEncoder ? kParts[chosen[0]] : OnnxPart::Decoder));
}

} // namespace

ExportSource exportSource(const RunSession& session)
{
    Q_ASSERT(session.hasRun() && session.snapshot());
    return {session.snapshot(), session.data(), session.split(), session.run().split, session.run().training,
        session.knobs().corruption, session.saved()};
}

const std::vector<ExportType>& exportTypes()
{
    static const std::vector<ExportType> types{
        {"codes", QT_TRANSLATE_NOOP("RunExports", "&Codes..."), QT_TRANSLATE_NOOP("RunExports", "Export codes"), true,
            rowFiles, codeChoices, writeCodesOf},
        {"reconstructions", QT_TRANSLATE_NOOP("RunExports", "&Reconstructions..."),
            QT_TRANSLATE_NOOP("RunExports", "Export reconstructions"), true, rowFiles, pictureChoices, writePicturesOf},
        {"model", QT_TRANSLATE_NOOP("RunExports", "&Model as ONNX..."),
            QT_TRANSLATE_NOOP("RunExports", "Export the model"), false, onnxFiles, partChoices, writeOnnxOf},
    };
    return types;
}

} // namespace isthmus
