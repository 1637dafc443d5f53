// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Latent.h"
#include "core/files/Npy.h"
#include "core/nn/layers.h"
#include "core/runs/Presets.h"
#include "core/runs/RunFile.h"
#include "tests/Skip.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <map>

using namespace isthmus;

/// Python with numpy rebuilds the net of a run file from the description of the format and gets the same numbers.
class tst_RebuildRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void numpyComputesTheSame_data();
    void numpyComputesTheSame();

private:
    [[nodiscard]] std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
    QString m_python;
};

namespace {

constexpr Index kRebuilt = 5;

bool hasNumpy(const QString& python)
{
    QProcess process;
    process.start(python, {"-c", "import numpy"});
    return process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

/// One sample after the other, as files have them.
std::vector<float> listOf(const Batch& batch)
{
    std::vector<float> values;
    for (Index sample = 0; sample < batch.cols(); ++sample)
        for (Index feature = 0; feature < batch.rows(); ++feature)
            values.push_back(batch.row(feature)[sample]);
    return values;
}

/// Codes as files have them.
std::vector<float> codesOf(const Autoencoder& model, const Batch& code)
{
    const Matrix ordered = codesForFile(model.codeShape(), code.view().transpose());
    return {ordered.data(), ordered.data() + ordered.size()};
}

Batch sampleImages(Shape shape)
{
    const FloatVector values = sampleNumbers(static_cast<std::size_t>(shape.size() * kRebuilt), 0.7);
    Batch images(shape.size(), kRebuilt);
    for (Index feature = 0; feature < shape.size(); ++feature)
        for (Index sample = 0; sample < kRebuilt; ++sample)
            images.row(feature)[sample] = 0.5F + 0.5F * values[static_cast<std::size_t>(feature * kRebuilt + sample)];
    return images;
}

/// Infinite where the counts differ or a number is not finite.
float largestDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    float largest = a.size() == b.size() ? 0.0F : kInfinity;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const float difference = std::abs(a[i] - b[i]);
        largest = std::isfinite(difference) ? std::max(largest, difference) : kInfinity;
        if (largest == kInfinity)
            break;
    }
    return largest;
}

/// A model with one type of layer first with its defaults and then, where it has fields, with other values.
ModelSpec modelWith(const LayerType& type)
{
    static const std::map<std::string, LayerSpec> others{
        {"reshape", {"reshape", {{"channels", 10}, {"height", 1}, {"width", 6}}}},
        {"conv", {"conv", {{"channels", 3}, {"kernel", 2}, {"stride", 2}, {"padding", 0}}}},
        {"conv-transpose",
            {"conv-transpose", {{"channels", 3}, {"kernel", 4}, {"stride", 3}, {"padding", 1}, {"output-padding", 2}}}},
        {"max-pool", {"max-pool", {{"kernel", 3}, {"stride", 1}, {"padding", 1}}}},
        {"avg-pool", {"avg-pool", {{"kernel", 3}, {"stride", 1}, {"padding", 1}}}},
        {"upsample", {"upsample", {{"factor", 3}, {"width", 7}}}},
        {"bilinear", {"bilinear", {{"corners", 1}, {"height", 7}, {"width", 9}}}},
        {"pixel-unshuffle", {"pixel-unshuffle", {{"factor", 1}, {"depth", 1}}}},
        {"pixel-shuffle", {"pixel-shuffle", {{"factor", 1}}}},
        {"pad", {"pad", {{"top", 2}, {"bottom", -1}, {"left", 0}, {"right", 3}, {"with", 2}}}},
        {"clamp", {"clamp", {{"minimum", -0.2}, {"maximum", 0.3}}}},
        {"prelu", {"prelu", {{"shared", 1}}}},
        {"leaky-relu", {"leaky-relu", {{"slope", 0.3}}}},
        {"elu", {"elu", {{"alpha", 2}}}},
        {"batch-norm", {"batch-norm", {{"epsilon", 0.01}}}},
        {"layer-norm", {"layer-norm", {{"epsilon", 0.01}, {"pixels", 1}}}},
        {"group-norm", {"group-norm", {{"groups", 2}, {"epsilon", 0.01}}}},
    };
    const auto other = others.find(type.name);
    const LayerSpec last{"dense", {{"units", kAsData}}};
    ModelSpec spec;
    spec.name = type.name;
    spec.encoder = {{type.name, {}}, {"dense", {{"units", 4}}}};
    if (type.name == std::string("pixel-shuffle"))
        spec.encoder = {{"conv", {{"channels", 8}}}, {type.name, {}}, {type.name, {{"depth", 1}, {"factor", 1}}},
            {"dense", {{"units", 4}}}};
    if (type.name == std::string("pixel-unshuffle"))
        spec.encoder = {{"pad", {{"left", 0}}}, {type.name, {}}, {"dense", {{"units", 4}}}};
    spec.decoder = {last, {"reshape", {}}, other == others.end() ? LayerSpec{type.name, {}} : other->second, last};
    if (type.isElementwise)
        spec.decoder.insert(spec.decoder.begin() + 1, {type.name, {}});
    return spec;
}

/// Its code is a feature map of 2 x 3 pixels with two channels.
ModelSpec modelWithAMapAsCode()
{
    const LayerSpec dense{"dense", {{"units", kAsData}}};
    ModelSpec spec;
    spec.name = "map";
    spec.encoder = {dense, {"reshape", {}}, {"avg-pool", {{"kernel", 3}, {"padding", 1}}}};
    spec.decoder = {{"upsample", {}}, dense, {"reshape", {}}};
    return spec;
}

/// Groups, gaps and sides of their own.
ModelSpec modelOfConvolutions()
{
    ModelSpec spec;
    spec.name = "convolutions";
    spec.encoder = {{"conv", {{"channels", 4}, {"kernel-width", 2}, {"padding-width", 2}, {"groups", 2}}},
        {"conv", {{"channels", 3}, {"dilation", 2}, {"stride", 2}, {"stride-width", 1}, {"padding", 2}}},
        {"avg-pool", {{"kernel", 1}, {"kernel-width", 2}, {"stride", 1}}}};
    spec.decoder = {{"conv-transpose", {{"channels", 6}, {"groups", 3}, {"kernel-width", 2}, {"padding-width", 0}}},
        {"pixel-shuffle", {{"factor", 1}, {"depth", 1}}},
        {"conv-transpose", {{"channels", 2}, {"stride", 1}, {"dilation", 2}, {"dilation-width", 1}}},
        {"dense", {{"units", kAsData}}}, {"reshape", {}}};
    return spec;
}

/// "map", "convolutions", a preset by name, or "type" and the name of a layer.
ModelSpec rebuiltModel(const QString& name)
{
    if (name.isEmpty())
        return sampleModel();
    if (name == "map")
        return modelWithAMapAsCode();
    if (name == "convolutions")
        return modelOfConvolutions();
    if (name.startsWith("type "))
        return modelWith(layerType(name.mid(5).toStdString()));
    return loadPreset(name.toStdString()).model;
}

/// Weights as at the start of training, and biases that are not zero.
Checkpoint preparedRun(const ModelSpec& spec, Shape shape)
{
    Checkpoint run = sampleCheckpoint(spec, shape);
    const Autoencoder model(spec, shape);
    const FloatVector noise = run.parameters;
    run.parameters = model.initialise(1);
    for (std::size_t i = 0; i < noise.size(); ++i)
        run.parameters[i] += 0.05F * noise[i];
    return run;
}

} // namespace

void tst_RebuildRun::initTestCase()
{
    const QStringList found{
        QStandardPaths::findExecutable("python3", {"/usr/bin"}), QStandardPaths::findExecutable("python3")};
    for (const QString& python : found) {
        if (m_python.isEmpty() && !python.isEmpty() && hasNumpy(python))
            m_python = python;
    }
    if (m_python.isEmpty())
        ISTHMUS_SKIP("needs python3 with numpy (Debian: python3-numpy)");
}

void tst_RebuildRun::numpyComputesTheSame_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<int>("channels");
    for (const std::string& name : presetNames()) {
        QTest::addRow("%s, grey", name.c_str()) << QString::fromStdString(name) << 1;
        QTest::addRow("%s, colour", name.c_str()) << QString::fromStdString(name) << 3;
    }
    QTest::addRow("all kinds of layers") << QString() << 3;
    QTest::addRow("a feature map as code") << "map" << 2;
    QTest::addRow("convolutions of every kind") << "convolutions" << 2;
    for (const LayerType& type : layerTypes())
        QTest::addRow("%s", type.name) << QString("type %1").arg(type.name) << 2;
}

void tst_RebuildRun::numpyComputesTheSame()
{
    QFETCH(QString, preset);
    QFETCH(int, channels);
    const Shape shape{channels, 6, 5};
    const Checkpoint run = preparedRun(rebuiltModel(preset), shape);
    const Batch images = sampleImages(shape);
    writeRunFile(path("run.safetensors"), run);
    writeNpy(path("images.npy"), listOf(images), {kRebuilt, shape.height, shape.width, shape.channels});

    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(m_python,
        {ISTHMUS_SOURCE_DIR "/tests/core/runs/rebuild_run.py", m_folder.filePath("run.safetensors"),
            m_folder.filePath("images.npy"), m_folder.filePath("codes.npy"), m_folder.filePath("recon.npy")});
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());

    const Autoencoder model(run.model, shape);
    ThreadPool pool(1);
    Workspace workspace;
    Batch code;
    Batch picture;
    model.encode(run.parameters, images, code, nullptr, workspace, pool);
    model.decode(run.parameters, code, picture, workspace, pool);
    const NpyArray codes = readNpyFloat(path("codes.npy"));
    const NpyArray pictures = readNpyFloat(path("recon.npy"));
    QCOMPARE(codes.shape, (std::vector<Index>{kRebuilt, model.latentDim()}));
    QCOMPARE(pictures.shape, (std::vector<Index>{kRebuilt, shape.height, shape.width, shape.channels}));
    QVERIFY(largestDifference(codes.values, codesOf(model, code)) < 1e-4F);
    QVERIFY(largestDifference(pictures.values, listOf(picture)) < 1e-4F);
    QVERIFY(largestDifference(codes.values, std::vector<float>(codes.values.size())) > 1e-2F);
}

ISTHMUS_GUILESS_TEST(tst_RebuildRun)
#include "tst_RebuildRun.moc"
