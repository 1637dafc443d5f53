// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/files/JsonFields.h"
#include "core/nn/layers.h"
#include "core/runs/SpecJson.h"
#include "tests/TestProgram.h"
#include "tests/core/messageOf.h"

#include <QJsonDocument>

#include <limits>

using namespace isthmus;

/// The JSON form of plain values: reading what was written is the identity, and a wrong key is named.
class tst_SpecJson : public QObject
{
    Q_OBJECT

private slots:
    void modelComesBackEqual();
    void modelWithoutAnInitialiserTakesGlorot();
    void everyLayerTypeComesBackWithEveryField();
    void dataUnitsAreWritten();
    void trainingComesBackBitForBit();
    void dataReferenceComesBackBitForBit();
    void columnsHaveNamesOrNone();
    void knobsComeBackBitForBit();
    void omittedTrainingFieldsHaveDefaults();
    void decoderAloneComesBack_data();
    void decoderAloneComesBack();
    void wrongModelIsNamed_data();
    void wrongModelIsNamed();
    void wrongTrainingIsNamed_data();
    void wrongTrainingIsNamed();
    void unknownNamesSayWhere();
    void wrongDataIsNamed_data();
    void wrongDataIsNamed();
    void brokenJsonSaysWhere();
};

namespace {

const QByteArray kModel = R"({"name": "m", "encoder": [{"type": "flatten"}, {"type": "dense", "units": 3}],
    "bottleneck": "plain", "decoder": [{"type": "dense", "units": "data"}, {"type": "reshape"}], "loss": "mse"})";

/// Through the text, as a file does it.
QJsonObject throughText(const QJsonObject& object)
{
    return parseJsonObject(QJsonDocument(object).toJson(QJsonDocument::Compact), "text");
}

ModelSpec germanModel()
{
    ModelSpec spec;
    spec.name = "mein-modell";
    spec.title = "Größe \"zwei\"";
    spec.encoder = {{"flatten", {}}, {"dense", {{"units", 7}}}, {"tanh", {}}};
    spec.bottleneck = Bottleneck::Gaussian;
    spec.latentDim = 5;
    spec.decoder = {{"dense", {{"units", kAsData}}}, {"reshape", {}}};
    spec.loss = "bce";
    return spec;
}

} // namespace

void tst_SpecJson::modelComesBackEqual()
{
    ModelSpec spec = germanModel();
    QCOMPARE(modelFromJson(throughText(toJson(spec)), "text") == spec, true);
    spec.bottleneck = Bottleneck::Plain;
    QCOMPARE(modelFromJson(throughText(toJson(spec)), "text") == spec, true);
    spec.latentDim = 0;
    QCOMPARE(modelFromJson(throughText(toJson(spec)), "text") == spec, true);
    spec.initialiser = "he";
    QCOMPARE(modelFromJson(throughText(toJson(spec)), "text") == spec, true);
}

void tst_SpecJson::modelWithoutAnInitialiserTakesGlorot()
{
    QJsonObject object = toJson(germanModel());
    object.remove("initialiser");
    QCOMPARE(modelFromJson(object, "text").initialiser, std::string("glorot"));
    object.insert("initialiser", "xavier");
    QCOMPARE(messageOf([&] { (void)modelFromJson(object, "text"); }),
        QString("text: initialiser: expected one of glorot, he, fan-in, found \"xavier\""));
}

void tst_SpecJson::everyLayerTypeComesBackWithEveryField()
{
    for (const LayerType& type : layerTypes()) {
        ModelSpec spec = germanModel();
        LayerSpec full{type.name, {}};
        for (const LayerField& field : type.fields)
            full.values[field.name] = field.maximum;
        spec.encoder = {full, {type.name, {}}};
        QVERIFY2(modelFromJson(throughText(toJson(spec)), "text") == spec, type.name);
        for (const LayerField& field : type.fields) {
            for (const FieldWord& word : field.words) {
                spec.encoder.front().values[field.name] = word.value;
                QVERIFY2(modelFromJson(throughText(toJson(spec)), "text") == spec, type.name);
                const QJsonObject entry = toJson(spec).value("encoder").toArray().at(0).toObject();
                QCOMPARE(entry.value(QLatin1String(field.name)).toString(), QString(word.word));
            }
        }
    }
}

void tst_SpecJson::dataUnitsAreWritten()
{
    const QJsonArray decoder = toJson(germanModel()).value("decoder").toArray();
    QCOMPARE(decoder.at(0).toObject().value("units").toString(), QString("data"));
}

void tst_SpecJson::trainingComesBackBitForBit()
{
    TrainSpec spec;
    spec.epochs = 77;
    spec.batchSize = 33;
    spec.learningRate = 0.1 + 0.2;
    spec.optimizer = "sgd";
    spec.momentum = 1.0 / 3;
    spec.weightDecay = 1.0 / 17;
    spec.clipNorm = 0.7 / 3;
    spec.schedule = {"plateau", 0.1 + 0.2, 40, 7, 1.0 / 3, 0.01 / 3, 5};
    spec.earlyStopping = 6;
    spec.keepBest = true;
    spec.beta = 1e-300;
    spec.klWarmup = 2.0 / 3;
    spec.freeBits = 1.0 / 9;
    spec.sparsity = 1.0 / 11;
    spec.corruption = {"gaussian", 1.0 / 7};
    spec.validation = 0.1;
    spec.seed = std::numeric_limits<std::uint64_t>::max() - 1;
    QCOMPARE(trainingFromJson(throughText(toJson(spec)), "text") == spec, true);
}

void tst_SpecJson::dataReferenceComesBackBitForBit()
{
    const DataReference data{"/bilder/ä b", "0123456789abcdef", {3, 28, 30}, {1.0 / 255, -1.0 / 3},
        {{"0", "Ankle boot"}, 1234567, 0.1, 0x8000000000000001U}};
    QCOMPARE(dataFromJson(throughText(toJson(data)), "text") == data, true);
    QVERIFY(!toJson(data).contains("samples")); // as runs of earlier versions
    DataReference counted = data;
    counted.samples = 150;
    QCOMPARE(dataFromJson(throughText(toJson(counted)), "text") == counted, true);
}

void tst_SpecJson::columnsHaveNamesOrNone()
{
    DataReference data{"t.csv", "0123456789abcdef", {1, 1, 2}, {1, 0}, {}};
    QVERIFY(!toJson(data).contains("columns")); // as older files have it
    data.columns = {"Länge [cm]", ""};
    QJsonObject object = toJson(data);
    QVERIFY(dataFromJson(throughText(object), "text") == data);
    const auto refusal = [&](const QJsonArray& columns) {
        object.insert("columns", columns);
        return messageOf([&] { (void)dataFromJson(object, "text"); });
    };
    QCOMPARE(refusal({"a"}), QString("text: columns: expected a name for each of 2 numbers of a row, found 1"));
    QCOMPARE(refusal({"a", 2}), QString("text: columns: expected texts, found 2"));
    object.insert("height", 2);
    QCOMPARE(refusal({"a", "b"}), QString("text: columns: expected a name for each of 4 numbers of a row, found 2"));
}

void tst_SpecJson::knobsComeBackBitForBit()
{
    const Knobs knobs{1e-3 / 3, 0.7 / 9, {"mask", 2.0 / 3}, 0.1 / 3, 0.2 / 3};
    QCOMPARE(knobsFromJson(throughText(toJson(knobs)), "text") == knobs, true);
    QJsonObject old = toJson(Knobs{0.1, 2, {}});
    old.remove("freeBits");
    old.remove("sparsity");
    QCOMPARE(knobsFromJson(old, "text") == (Knobs{0.1, 2, {}}), true);
}

void tst_SpecJson::omittedTrainingFieldsHaveDefaults()
{
    QCOMPARE(trainingFromJson({}, "text") == TrainSpec(), true);
}

void tst_SpecJson::decoderAloneComesBack_data()
{
    QTest::addColumn<int>("height");
    QTest::newRow("a list") << 1;
    QTest::newRow("a feature map") << 4;
}

void tst_SpecJson::decoderAloneComesBack()
{
    QFETCH(int, height);
    ModelSpec spec;
    spec.name = "generator";
    spec.title = "Generator";
    spec.bottleneck = Bottleneck::NoEncoder;
    spec.code = {7, height, 1};
    spec.decoder = {{"dense", {{"units", kAsData}}}};
    const QJsonObject object = toJson(spec);
    QVERIFY(!object.contains("encoder") && !object.contains("latent"));
    QVERIFY(modelFromJson(object, "m.json") == spec);
}

void tst_SpecJson::wrongModelIsNamed_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("message");

    QTest::newRow("unknown key") << QByteArray("\"loss\"") << QByteArray("\"lost\"")
                                 << "m.json: expected keys among name, title, encoder, bottleneck, latent, decoder, "
                                    "loss, initialiser, code, found \"lost\"";
    QTest::newRow("loss of another kind")
        << QByteArray("\"mse\"") << QByteArray("3") << "m.json: loss: expected a text, found 3";
    QTest::newRow("unknown bottleneck") << QByteArray("\"plain\"") << QByteArray("\"vq\"")
                                        << "m.json: bottleneck: expected \"plain\", \"gaussian\" or, for a decoder "
                                           "alone, \"none\", found \"vq\"";
    QTest::newRow("code of a whole model")
        << QByteArray("\"plain\"") << QByteArray("\"plain\", \"code\": [2]")
        << "m.json: code: expected no such key in a model with an encoder, found a list";
    QTest::newRow("decoder alone without a code")
        << QByteArray("\"plain\"") << QByteArray("\"none\"") << "m.json: code: expected a list, found nothing";
    QTest::newRow("code of two extents")
        << QByteArray("\"plain\"") << QByteArray("\"none\", \"code\": [2, 3]")
        << "m.json: code: expected a length, or channels, height and width, found a list";
    QTest::newRow("code too large")
        << QByteArray("\"plain\"") << QByteArray("\"none\", \"code\": [4096, 4096, 4096]")
        << "m.json: code: expected whole numbers from 1, of at most 1,048,576 in all, found a list";
    QTest::newRow("no latent") << QByteArray("\"plain\"") << QByteArray("\"gaussian\"")
                               << "m.json: latent: expected a whole number from 1 to 1.04858e+06, found nothing";
    QTest::newRow("latent of another kind")
        << QByteArray("\"plain\"") << QByteArray("\"gaussian\", \"latent\": \"two\"")
        << "m.json: latent: expected a whole number from 1 to 1.04858e+06, found \"two\"";
    QTest::newRow("latent and a half") << QByteArray("\"plain\"") << QByteArray("\"gaussian\", \"latent\": 2.5")
                                       << "m.json: latent: expected a whole number from 1 to 1.04858e+06, found 2.5";
    QTest::newRow("layers are no list") << QByteArray("[{\"type\": \"flatten\"}, {\"type\": \"dense\", \"units\": 3}]")
                                        << QByteArray("{}") << "m.json: encoder: expected a list, found an object";
    QTest::newRow("layer is a text") << QByteArray("{\"type\": \"flatten\"}") << QByteArray("\"flatten\"")
                                     << "m.json: encoder 0: expected a layer, found \"flatten\"";
    QTest::newRow("layer without a type") << QByteArray("{\"type\": \"flatten\"}") << QByteArray("{}")
                                          << "m.json: encoder 0: type: expected a text, found nothing";
    QTest::newRow("units are a text")
        << QByteArray("3}") << QByteArray("\"many\"}")
        << "m.json: encoder 1: layer dense: units: expected a whole number or \"data\" or "
           "\"encoder\", found \"many\"";
    QTest::newRow("no units") << QByteArray("3}") << QByteArray("0}")
                              << "m.json: encoder 1: layer dense: units: expected a whole number or \"data\" or "
                                 "\"encoder\", found 0";
}

void tst_SpecJson::wrongModelIsNamed()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, message);
    QByteArray text = kModel;
    QVERIFY(text.contains(before));
    (void)modelFromJson(parseJsonObject(text, "m.json"), "m.json");
    text.replace(before, after);
    const QJsonObject object = parseJsonObject(text, "m.json");
    QCOMPARE(messageOf([&] { (void)modelFromJson(object, "m.json"); }), message);
}

void tst_SpecJson::wrongTrainingIsNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");

    QTest::newRow("batch of none") << QByteArray(R"({"batch": 0})")
                                   << "t: batch: expected a whole number from 1 to 2.14748e+09, found 0";
    QTest::newRow("rate below zero") << QByteArray(R"({"learningRate": -1})")
                                     << "t: learningRate: expected a number of at least 0, found -1";
    QTest::newRow("rate as text") << QByteArray(R"({"learningRate": "fast"})")
                                  << "t: learningRate: expected a number of at least 0, found \"fast\"";
    QTest::newRow("validation on all") << QByteArray(R"({"validation": 1})")
                                       << "t: validation: expected a number from 0 to 1, found 1";
    QTest::newRow("negative seed") << QByteArray(R"({"seed": "-3"})")
                                   << "t: seed: expected a whole number from 0 to 18446744073709551615, found \"-3\"";
    QTest::newRow("seed too large")
        << QByteArray(R"({"seed": "18446744073709551616"})")
        << "t: seed: expected a whole number from 0 to 18446744073709551615, found \"18446744073709551616\"";
    QTest::newRow("corruption as number")
        << QByteArray(R"({"corruption": 0.5})") << "t: corruption: expected a text, found 0.5";
    QTest::newRow("momentum as list") << QByteArray(R"({"momentum": [1]})")
                                      << "t: momentum: expected a number from 0 to 1, found a list";
}

void tst_SpecJson::wrongTrainingIsNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const QJsonObject object = parseJsonObject(text, "t");
    QCOMPARE(messageOf([&] { (void)trainingFromJson(object, "t"); }), message);
}

void tst_SpecJson::unknownNamesSayWhere()
{
    const QString corruption = messageOf([] { (void)trainingFromJson({{"corruption", "rain:1"}}, "t"); });
    QVERIFY2(corruption.startsWith("t: corruption: expected one of none, "), qPrintable(corruption));
    QVERIFY2(corruption.endsWith(", found \"rain\""), qPrintable(corruption));
    const QString optimizer = messageOf([] { (void)trainingFromJson({{"optimizer", "luck"}}, "t"); });
    QVERIFY2(optimizer.startsWith("t: optimizer: expected one of adam, "), qPrintable(optimizer));
    QVERIFY2(optimizer.endsWith(", found \"luck\""), qPrintable(optimizer));
    QByteArray model = kModel;
    const QString loss = messageOf([&] { (void)modelFromJson(parseJsonObject(model.replace("mse", "l3"), "m"), "m"); });
    QVERIFY2(loss.startsWith("m: loss: expected one of "), qPrintable(loss));
    const QString layer = messageOf(
        [&] { (void)modelFromJson(parseJsonObject(QByteArray(kModel).replace("flatten", "melt"), "m"), "m"); });
    QVERIFY2(layer.startsWith("m: encoder 0: layer type: expected one of "), qPrintable(layer));
    QVERIFY2(layer.endsWith(", found \"melt\""), qPrintable(layer));
}

void tst_SpecJson::wrongDataIsNamed_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("message");

    QTest::newRow("no height") << "height" << QJsonValue(0)
                               << "d: height: expected a whole number from 1 to 1.04858e+06, found 0";
    QTest::newRow("too many values") << "channels" << QJsonValue(1 << 28)
                                     << "d: expected at most 268,435,456 values a sample, found 28 x 30 x 268435456";
    QTest::newRow("scaling is null") << "scaling" << QJsonValue() << "d: scaling: expected an object, found null";
    QTest::newRow("empty scaling") << "scaling" << QJsonValue(QJsonObject())
                                   << "d: scaling: scale: expected a number, found nothing";
    QTest::newRow("classes are numbers") << "split"
                                         << QJsonValue(QJsonObject{{"classes", QJsonArray{1}}, {"limit", 0},
                                                {"validation", 0}, {"seed", 1}})
                                         << "d: split: classes: expected texts, found 1";
}

void tst_SpecJson::wrongDataIsNamed()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, message);
    QJsonObject object = toJson(DataReference{"d", "f", {1, 28, 30}, {}, {}});
    (void)dataFromJson(object, "d");
    object.insert(key, value);
    QCOMPARE(messageOf([&] { (void)dataFromJson(object, "d"); }), message);
}

void tst_SpecJson::brokenJsonSaysWhere()
{
    QCOMPARE(messageOf([] { (void)parseJsonObject("[1]", "f"); }), QString("f: expected a JSON object, found a list"));
    const QString message = messageOf([] { (void)parseJsonObject("{\"a\": }", "f"); });
    QVERIFY2(message.startsWith("f: expected JSON text, found at byte "), qPrintable(message));
}

ISTHMUS_GUILESS_TEST(tst_SpecJson)
#include "tst_SpecJson.moc"
