// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/models/Autoencoder.h"
#include "core/runs/Presets.h"
#include "core/runs/SpecJson.h"
#include "tests/TestProgram.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace isthmus;

/// The models that come with the program, and model files of the user's own.
class tst_Presets : public QObject
{
    Q_OBJECT

private slots:
    void presetHasTheLayersOfTheContract_data();
    void presetHasTheLayersOfTheContract();
    void presetsAreListedByFamily();
    void rowsAreOfferedTheirs();
    void rowPresetsHaveTheirSizes();
    void otherPurposesAreRefused();
    void everyPresetComesBackFromItsJson();
    void everyPresetFitsColourImages();
    void tooSmallImagesAreToldASizeThatFits_data();
    void tooSmallImagesAreToldASizeThatFits();
    void denoisingPresetCorrupts();
    void modelFileIsRead();
    void unknownNameListsThePresets();
    void brokenFileIsNamed();
};

namespace {

QString word(const LayerField& field, double value)
{
    for (const FieldWord& each : field.words)
        if (each.value == value)
            return each.word;
    return QString::number(value);
}

/// "flatten 512 relu data reshape": the units of dense layers, "conv(32 3 2 1)": the fields of others.
QString summary(const std::vector<LayerSpec>& layers)
{
    QStringList words;
    for (const LayerSpec& layer : layers) {
        QStringList values;
        const LayerType& type = layerType(layer.type);
        for (const LayerField& field : type.fields)
            if (layer.values.count(field.name) > 0)
                values.append(word(field, layer.values.at(field.name)));
        const QString fields = values.join(' ');
        const QString name = QString::fromStdString(layer.type);
        words.append(fields.isEmpty() ? name : layer.type == "dense" ? fields : name + '(' + fields + ')');
    }
    return words.join(' ');
}

std::string presetMessage(const std::string& nameOrPath)
{
    try {
        (void)loadPreset(nameOrPath);
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

QString written(const QTemporaryDir& folder, const QString& name, const QByteArray& content)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

} // namespace

void tst_Presets::presetHasTheLayersOfTheContract_data()
{
    QTest::addColumn<QString>("encoder");
    QTest::addColumn<int>("latent");
    QTest::addColumn<QString>("decoder");
    QTest::addColumn<QString>("loss");
    QTest::addColumn<int>("parameters");

    const QString up = "conv-transpose(%1 3 2 1 encoder) relu ";
    const QString decoderEnd = "conv(data 3 1 1)";
    const QString fromCode = "encoder relu reshape(encoder encoder encoder) ";
    QTest::newRow("conv-ae") << "conv(32 3 2 1) relu conv(64 3 2 1) relu flatten 32" << 0
                             << fromCode + up.arg(64) + up.arg(32) + decoderEnd + " sigmoid"
                             << "mse" << 278369;
    QTest::newRow("conv-vae") << "conv(32 3 2 1) relu conv(64 3 2 1) relu flatten 16 relu" << 2
                              << fromCode + up.arg(64) + up.arg(32) + decoderEnd << "bce" << 134165;
    QTest::newRow("conv-dae") << "conv(32 3 2 1) relu conv(16 3 2 1) relu" << 0
                              << up.arg(16) + up.arg(32) + decoderEnd + " sigmoid"
                              << "mse" << 12193;
    QTest::newRow("dense-ae") << "flatten 512 relu 256 relu 2" << 0 << "256 relu 512 relu data reshape sigmoid"
                              << "mse" << 1068306;
    QTest::newRow("dense-dae") << "flatten 512 relu 256 relu 32" << 0 << "256 relu 512 relu data reshape sigmoid"
                               << "mse" << 1083696;
    QTest::newRow("sparse-ae") << "flatten 1024 relu" << 0 << "data reshape sigmoid"
                               << "mse" << 1607440;
    QTest::newRow("dense-vae") << "flatten 400 relu" << 20 << "400 relu data reshape"
                               << "bce" << 652824;
    QTest::newRow("vae-2d") << "flatten 512 relu 256 relu" << 2 << "256 relu 512 relu data reshape"
                            << "bce" << 1068820;
    QTest::newRow("linear-ae") << "flatten 16" << 0 << "data reshape"
                               << "mse" << 25888;
    const QString along = "conv-transpose(%1 5 2 2 encoder) relu ";
    QTest::newRow("signal-ae") << "conv(16 5 2 2) relu conv(32 5 2 2) relu flatten 16" << 0
                               << fromCode + along.arg(32) + along.arg(16) + "conv(data 5 1 2)"
                               << "mse" << 103857;
    const QString row = "conv(%1 1 1 0 7 2 3) relu ";
    const QString rowBack = "conv-transpose(%1 1 1 0 encoder 7 2 3) relu ";
    QTest::newRow("signal-vae") << row.arg(16) + row.arg(32) + "flatten" << 8
                                << fromCode + rowBack.arg(32) + rowBack.arg(16) + "conv(data 1 1 0 7 3)"
                                << "mse" << 171473;
}

void tst_Presets::presetHasTheLayersOfTheContract()
{
    QFETCH(QString, encoder);
    QFETCH(int, latent);
    QFETCH(QString, decoder);
    QFETCH(QString, loss);
    QFETCH(int, parameters);
    const ModelSpec model = loadPreset(QTest::currentDataTag()).model;
    QCOMPARE(model.name, std::string(QTest::currentDataTag()));
    QVERIFY(!model.title.empty());
    QCOMPARE(summary(model.encoder), encoder);
    QCOMPARE(model.isVariational(), latent > 0);
    QCOMPARE(model.latentDim, latent);
    QCOMPARE(summary(model.decoder), decoder);
    QCOMPARE(QString::fromStdString(model.loss), loss);
    QCOMPARE(Autoencoder(model, Shape{1, 28, 28}).parameterCount(), parameters);
}

void tst_Presets::presetsAreListedByFamily()
{
    const std::vector<std::string> names{"dense-ae", "dense-dae", "sparse-ae", "linear-ae", "vae-2d", "dense-vae",
        "conv-ae", "conv-dae", "conv-vae", "table-ae", "table-vae", "signal-ae", "signal-vae"};
    QCOMPARE(presetNames(), names);
}

void tst_Presets::rowsAreOfferedTheirs()
{
    const std::vector<std::string> forPictures = presetNamesFor({1, 28, 28});
    QCOMPARE(forPictures, std::vector<std::string>(presetNames().begin(), presetNames().end() - 4));
    const std::vector<std::string> forRows = presetNamesFor({1, 1, 30});
    QCOMPARE(forRows.size(), presetNames().size());
    QCOMPARE(forRows.front(), std::string("table-ae"));
    QVERIFY(isPresetName("signal-ae") && !isPresetName("rows"));
}

void tst_Presets::rowPresetsHaveTheirSizes()
{
    const Shape table{1, 1, 30};
    const ModelSpec model = loadPreset("table-vae", table).model;
    QCOMPARE(summary(model.encoder), QString("flatten 60 relu 30 relu"));
    QCOMPARE(summary(model.decoder), QString("30 relu 60 relu data reshape"));
    QCOMPARE(model.latentDim, 7);
    QVERIFY(isPreset(model, table) && !isPreset(model, {1, 1, 31}));
    QVERIFY(isPreset(loadPreset("vae-2d", table).model, {1, 1, 31}));
    for (const int length : {1, 2, 3, 5, 7, 30, 187, 1000})
        for (const char* name : {"table-ae", "table-vae", "signal-ae", "signal-vae"}) {
            if (length < 3 && std::string(name).starts_with("signal"))
                continue; // two halvings leave a single number, which the decoder takes for a vector
            const Autoencoder fitting(loadPreset(name, {1, 1, length}).model, {1, 1, length});
            QCOMPARE(fitting.inputShape().size(), Index(length));
        }
}

void tst_Presets::otherPurposesAreRefused()
{
    const QTemporaryDir folder;
    const std::string path = written(folder, "odd.json", R"({"for": "sounds"})").toStdString();
    QCOMPARE(presetMessage(path), path + ": for: expected \"rows\", found \"sounds\"");
}

void tst_Presets::everyPresetComesBackFromItsJson()
{
    QVERIFY(presetNames().size() >= 5);
    for (const std::string& name : presetNames()) {
        const Preset preset = loadPreset(name);
        QVERIFY2(modelFromJson(toJson(preset.model), name) == preset.model, name.c_str());
        QVERIFY2(trainingFromJson(toJson(preset.training), name) == preset.training, name.c_str());
    }
}

void tst_Presets::everyPresetFitsColourImages()
{
    QVERIFY(!presetNames().empty());
    for (const std::string& name : presetNames())
        QCOMPARE(Autoencoder(loadPreset(name).model, Shape{3, 9, 11}).inputShape(), (Shape{3, 9, 11}));
}

void tst_Presets::tooSmallImagesAreToldASizeThatFits_data()
{
    QTest::addColumn<QString>("preset");
    for (const std::string& name : presetNames())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

/// Whatever side a preset does not take, the sentence names one, and that one fits.
void tst_Presets::tooSmallImagesAreToldASizeThatFits()
{
    QFETCH(QString, preset);
    static const QRegularExpression advice("choose a larger size, from (\\d+) x (\\d+) on$");
    const ModelSpec model = loadPreset(preset.toStdString()).model;
    for (int side = 2; side < 9; ++side) {
        try {
            const Autoencoder fitting(model, {1, side, side});
        } catch (const Error& error) {
            const QRegularExpressionMatch found = advice.match(error.what());
            QVERIFY2(found.hasMatch(), error.what());
            const Autoencoder larger(model, {1, found.captured(2).toInt(), found.captured(1).toInt()});
            QVERIFY(larger.parameterCount() > 0);
        }
    }
}

void tst_Presets::denoisingPresetCorrupts()
{
    const TrainSpec training = loadPreset("dense-dae").training;
    QCOMPARE(training.corruption == (Corruption{"gaussian", 0.3}), true);
    QCOMPARE(loadPreset("sparse-ae").training.sparsity, 0.02);
    QCOMPARE(loadPreset("dense-ae").training == TrainSpec(), true);
}

void tst_Presets::modelFileIsRead()
{
    const QTemporaryDir folder;
    const QString path = written(folder, "my model.json", R"({"encoder": [{"type": "dense", "units": 3}],
        "bottleneck": "plain", "decoder": [{"type": "dense", "units": "data"}, {"type": "reshape"}],
        "loss": "mse", "training": {"batch": 7}})");
    const Preset preset = loadPreset(path.toStdString());
    QCOMPARE(preset.model.name, std::string("my model"));
    QCOMPARE(summary(preset.model.encoder), QString("3"));
    QCOMPARE(preset.training.batchSize, 7);
}

void tst_Presets::unknownNameListsThePresets()
{
    const QString message = QString::fromStdString(presetMessage("dense-vee"));
    QVERIFY(message.startsWith("model \"dense-vee\": expected a JSON model file or one of dense-ae, dense-dae, "));
    QVERIFY(message.endsWith("signal-vae, found neither"));
}

void tst_Presets::brokenFileIsNamed()
{
    const QTemporaryDir folder;
    const std::string text = written(folder, "text.json", "no model").toStdString();
    QVERIFY(presetMessage(text).find(text + ": expected JSON text, found at byte ") == 0);
    const std::string empty = written(folder, "empty.json", "{}").toStdString();
    QCOMPARE(presetMessage(empty), empty + ": bottleneck: expected a text, found nothing");
    const std::string batch = written(folder, "batch.json", R"({"training": {"batch": 0}})").toStdString();
    QCOMPARE(presetMessage(batch), batch + ": training: batch: expected a whole number from 1 to 2.14748e+09, found 0");
    const std::string large = written(folder, "large.json", QByteArray(5 << 20, ' ')).toStdString();
    QCOMPARE(presetMessage(large), large + ": expected a model file of at most 4,194,304 bytes, found 5,242,880");
}

ISTHMUS_GUILESS_TEST(tst_Presets)
#include "tst_Presets.moc"
