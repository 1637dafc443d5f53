// SPDX-License-Identifier: GPL-3.0-or-later
// fuzz-seeds FIXTURES OUT: writes what each fuzz target starts from into a folder of its name: small sound files of its
// format, made of tests/fixtures or, where the engine writes the format itself, of the tests' samples with every layer.
#include "core/base/Error.h"
#include "core/exchange/onnx/OnnxWriter.h"
#include "core/files/Safetensors.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <QBuffer>
#include <QDirIterator>
#include <QImage>
#include <QImageWriter>
#include <QProcess>

#include <cstdio>
#include <cstring>
#include <map>

using namespace isthmus;

namespace {

/// What stands behind a data set's bytes: choices of FuzzReader.h, the defaults first.
const std::vector<QByteArray> kChoices{QByteArray(4, '\0'), QByteArray("\x23\x10\x44\x01", 4)};

void write(const QString& path, const QByteArray& content)
{
    QDir().mkpath(QFileInfo(path).path());
    if (!writeContent(path, content))
        throw Error(path.toStdString() + ": cannot be written");
}

void addDataset(const QString& out, const QString& name, const QByteArray& content)
{
    for (qsizetype i = 0; i < std::ssize(kChoices); ++i)
        write(out + '/' + name + '-' + QString::number(i), content + kChoices[static_cast<std::size_t>(i)]);
}

void addDatasets(const QString& out, const QString& folder, const QStringList& patterns)
{
    for (const QFileInfo& file : QDir(folder).entryInfoList(patterns, QDir::Files))
        addDataset(out, file.fileName(), contentOf(file.filePath()));
}

/// Two images of 2 x 3 bytes, plain and gzipped.
const QByteArray kIdx = QByteArray("\0\0\x08\x03\0\0\0\x02\0\0\0\x02\0\0\0\x03"
                                   "abcdefghijkl",
    28);
const QByteArray kIdxLabels = QByteArray("\0\0\x08\x01\0\0\0\x02\x01\x00", 10);

QByteArray gzipped(const QByteArray& content)
{
    QProcess gzip;
    gzip.start("gzip", {"-nc"});
    gzip.write(content);
    gzip.closeWriteChannel();
    if (!gzip.waitForFinished())
        throw Error("gzip does not run");
    return gzip.readAllStandardOutput();
}

QByteArray encoded(const QImage& picture, const QByteArray& format)
{
    QByteArray content;
    QBuffer buffer(&content);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter(&buffer, format).write(picture);
    return content;
}

std::map<QByteArray, QByteArray> pictures()
{
    QImage colour(9, 7, QImage::Format_ARGB32);
    for (int y = 0; y < colour.height(); ++y)
        for (int x = 0; x < colour.width(); ++x)
            colour.setPixelColor(x, y, QColor(x * 28, y * 36, (x * y * 11) % 256, 255 - x));
    std::map<QByteArray, QByteArray> all;
    for (const QByteArray& format : QImageWriter::supportedImageFormats()) {
        all[format] = encoded(colour, format);
        all[format + "-grey"] = encoded(colour.convertToFormat(QImage::Format_Grayscale8), format);
        all[format + "-palette"] = encoded(colour.convertToFormat(QImage::Format_Indexed8), format);
        all[format + "-deep"] = encoded(colour.convertToFormat(QImage::Format_RGBA64), format);
    }
    return all;
}

/// One file of an archive of fuzz_folder.
QByteArray packed(int place, const QByteArray& content)
{
    const auto length = static_cast<std::uint16_t>(content.size());
    QByteArray head(3, static_cast<char>(place));
    std::memcpy(head.data() + 1, &length, sizeof(length));
    return head + content;
}

void addFolders(const QString& fixtures, const QString& out)
{
    const auto all = pictures();
    const QByteArray& png = all.at("png");
    const QByteArray idx = packed(10, kIdx) + packed(11, kIdxLabels) + packed(12, kIdx) + packed(13, kIdxLabels);
    const auto data = [&](const char* name) { return contentOf(fixtures + "/data/" + name); };
    const auto cifar = [&](const char* name) { return contentOf(fixtures + "/data/cifar/" + name); };
    for (const QByteArray& choices : kChoices) {
        const QString folder = out + '/' + QString::number(choices[0]);
        write(folder + "-pictures", choices + packed(0, png) + packed(1, all.at("jpeg")) + packed(20, "text"));
        write(folder + "-classes", choices + packed(2, png) + packed(3, all.at("png-grey")) + packed(4, all.at("bmp")));
        write(folder + "-parts", choices + packed(6, png) + packed(7, all.at("webp")) + packed(8, all.at("tiff")));
        write(folder + "-idx", choices + idx);
        write(folder + "-packed", choices + packed(14, gzipped(kIdx)) + packed(15, gzipped(kIdxLabels)));
        write(folder + "-cifar",
            choices + packed(16, cifar("data_batch_1.bin")) + packed(18, cifar("test_batch.bin"))
                + packed(19, cifar("batches.meta.txt")));
        write(folder + "-arrays",
            choices + packed(22, data("images.npy")) + packed(23, data("labels.npy")) + packed(24, data("images.npy")));
        write(folder + "-samples", choices + packed(25, data("rows.npy")) + packed(26, data("rows.npy")));
        write(folder + "-pickles",
            choices + packed(27, data("cifar-10-batches-py/data_batch_1"))
                + packed(28, data("cifar-10-batches-py/batches.meta")));
        write(folder + "-hundred",
            choices + packed(29, data("cifar-100-python/train")) + packed(30, data("cifar-100-python/test"))
                + packed(31, data("cifar-100-python/meta")));
        write(folder + "-pairs",
            choices + packed(32, data("kmnist/kmnist-train-imgs.npz"))
                + packed(33, data("kmnist/kmnist-train-labels.npz")));
        write(folder + "-named", choices + packed(34, kIdx) + packed(35, kIdxLabels) + packed(36, "1 65 97\n"));
        write(folder + "-wrapped", choices + packed(37, png) + packed(38, png) + packed(39, png));
    }
}

void addData(const QString& fixtures, const QString& out)
{
    const QString data = fixtures + "/data";
    addDatasets(out + "/csv", data, {"*.csv", "*.tsv"});
    addDatasets(out + "/csv", fixtures + "/tables", {"*.csv", "*.tsv", "*.txt", "*.csv.gz"});
    addDatasets(out + "/npy", data, {"*.npy"});
    addDatasets(out + "/npz", data, {"*.npz"});
    addDatasets(out + "/hdf5", fixtures + "/arrays", {"*.h5", "*.nc", "*73.mat"});
    addDatasets(out + "/matlab", fixtures + "/arrays", {"*.mat"});
    addDatasets(out + "/cifar", data + "/cifar", {"*.bin"});
    addDatasets(out + "/cifar", data + "/cifar-100-binary", {"test.bin"});
    for (const char* folder : {"/cifar-10-batches-py", "/cifar-100-python", "/cifar-python3"}) {
        addDatasets(out + "/cifar", data + folder, {"*"});
        for (const QFileInfo& file : QDir(data + folder).entryInfoList(QDir::Files))
            write(out + "/pickle/" + file.fileName(), contentOf(file.filePath()));
    }
    addDatasets(out + "/stl", data + "/stl10_binary", {"test_X.bin"});
    addDatasets(out + "/picturezip", data, {"*.zip"});
    addDataset(out + "/idx", "plain", kIdx);
    addDataset(out + "/idx", "packed", gzipped(kIdx));
    for (const auto& [name, content] : pictures())
        addDataset(out + "/picture", name, content);
    addDatasets(out + "/stack", fixtures + "/stacks", {"*.tif", "*.gif", "*.webp"});
    addFolders(fixtures, out + "/folder");
}

void addWeights(const QString& path)
{
    const Checkpoint run = sampleCheckpoint();
    std::vector<TensorSource> tensors;
    const Autoencoder model(run.model, run.data.shape);
    for (const Parameter& parameter : model.parameters()) {
        tensors.push_back({parameter.name, TensorType::F32, parameter.shape, [&run, parameter](std::byte* to) {
                               const FloatVector values = parameter.gather(run.parameters);
                               std::memcpy(to, values.data(), values.size() * sizeof(float));
                           }});
    }
    QDir().mkpath(QFileInfo(path).path());
    writeSafetensors(path.toStdString(), {}, tensors);
}

void addRuns(const QString& fixtures, const QString& out)
{
    for (const QFileInfo& file : QDir(fixtures).entryInfoList({"run-v*.safetensors"}))
        write(out + '/' + file.fileName(), contentOf(file.filePath()));
    for (const OptimizerType& optimizer : optimizerTypes())
        writeRunFile(
            (out + '/').toStdString() + optimizer.name, sampleCheckpoint(sampleModel(), {3, 2, 3}, optimizer.name));
}

void addModels(const QString& fixtures, const QString& out)
{
    for (const QFileInfo& file : QDir(fixtures + "/onnx").entryInfoList({"*.onnx"}))
        write(out + "/onnx/" + file.fileName(), contentOf(file.filePath()));
    for (const QFileInfo& file : QDir(fixtures + "/torch").entryInfoList({"*.pt", "*.pth"}))
        write(out + "/torch/" + file.fileName(), contentOf(file.filePath()));
    QDirIterator presets(":/isthmus/presets", {"*.json"});
    while (presets.hasNext())
        write(out + "/model/" + presets.nextFileInfo().fileName(), contentOf(presets.filePath()));
    for (const NamedModel& each : layerModels()) {
        const Checkpoint run = freshRun(each.spec, each.shape);
        writeOnnx((out + "/onnx/").toStdString() + each.name, onnxModel(run, OnnxPart::Whole));
        writeModelFile((out + "/model/").toStdString() + each.name, each.spec);
        writeRunFile((out + "/run/").toStdString() + each.name, run);
    }
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 3)
        return 2;
    const QString fixtures = arguments[1];
    const QString out = arguments[2];
    try {
        addData(fixtures, out);
        addWeights(out + "/weights/sample");
        addRuns(fixtures, out + "/run");
        addModels(fixtures, out);
    } catch (const Error& error) {
        std::fprintf(stderr, "fuzz-seeds: %s\n", error.what());
        return 1;
    }
    return 0;
}
