// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxImport.h"
#include "core/files/Safetensors.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxGraphs.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace isthmus;

/// The forms in which exporters write autoencoders, with PyTorch's own numbers (tests/fixtures/onnx/exporters).
class tst_OnnxExporters : public QObject
{
    Q_OBJECT

private slots:
    void numbersAreThoseOfPyTorch_data();
    void numbersAreThoseOfPyTorch();
    void reportSaysWhatWasTaken_data();
    void reportSaysWhatWasTaken();
    void anotherCodeCanBeChosen();
    void numbersBesideTheModelAreConfined_data();
    void numbersBesideTheModelAreConfined();
};

namespace {

const QString kExporters = ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/exporters/";
constexpr Shape kPicture{1, 4, 4};

std::string exporterFile(const QString& name)
{
    return (kExporters + name + ".onnx").toStdString();
}

Checkpoint importedFrom(const QString& name, const std::string& code = {}, ImportReport* report = nullptr)
{
    const bool isPair = name == "pair";
    return importOnnx(exporterFile(isPair ? "pair-encoder" : name), isPair ? exporterFile("pair-decoder") : "",
        dataOf(kPicture), code, report);
}

} // namespace

void tst_OnnxExporters::numbersAreThoseOfPyTorch_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& file : QDir(kExporters).entryList({"*.onnx"}, QDir::Files)) {
        const QString name = file.startsWith("pair-") ? "pair" : file.chopped(5);
        if (file != "pair-decoder.onnx")
            QTest::newRow(qPrintable(name)) << name;
    }
}

void tst_OnnxExporters::numbersAreThoseOfPyTorch()
{
    QFETCH(QString, name);
    SafetensorsFile expected((kExporters + "numbers.safetensors").toStdString());
    const auto matrix = [&](const char* what) {
        const std::string tensor = name.toStdString() + what;
        const Index rows = expected.tensor(tensor, TensorType::F32).shape.front();
        const FloatVector values = expected.floats(tensor);
        return Matrix(Eigen::Map<const Matrix>(values.data(), rows, std::ssize(values) / rows));
    };
    const Checkpoint run = importedFrom(name);
    QCOMPARE(run.model.isVariational(), name.startsWith("vae-") || name == "pair");
    const Matrix images = matrix(".images");
    Batch pictures(kPicture.size(), images.rows());
    pictures.view() = codesFromFile(kPicture, images).transpose();
    const OwnResults own = ownResults(run, pictures);
    QVERIFY2(difference(own.codes, matrix(".codes")) < 1e-5F,
        qPrintable(QString::number(difference(own.codes, matrix(".codes")))));
    QVERIFY2(difference(own.reconstructions, matrix(".reconstructions")) < 1e-5F,
        qPrintable(QString::number(difference(own.reconstructions, matrix(".reconstructions")))));
}

void tst_OnnxExporters::reportSaysWhatWasTaken_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("output by its name") << "returns-inner"
                                        << "'z', an output of the graph";
    QTest::newRow("narrowest layer") << "allowzero"
                                     << "the narrowest layer: a guess";
    QTest::newRow("heads") << "vae-chunk"
                           << ", the mean";
    QTest::newRow("limits") << "vae-clamp"
                            << "the limits of";
}

void tst_OnnxExporters::reportSaysWhatWasTaken()
{
    QFETCH(QString, name);
    QFETCH(QString, words);
    ImportReport report;
    (void)importedFrom(name, {}, &report);
    std::string all = report.code + ' ' + report.heads;
    for (const std::string& notice : report.notices)
        all += ' ' + notice;
    QVERIFY2(QString::fromStdString(all).contains(words), all.c_str());
    QCOMPARE(report.heads.empty(), !name.startsWith("vae-"));
}

void tst_OnnxExporters::anotherCodeCanBeChosen()
{
    ImportReport report;
    const Checkpoint run = importedFrom("returns-inner", "h1", &report);
    QCOMPARE(Autoencoder(run.model, run.data.shape).latentDim(), 8);
    QCOMPARE(report.code, std::string("'h1', as asked for"));
    const QString message = messageOf([] { (void)importedFrom("returns-inner", "h2"); });
    QVERIFY2(
        message.contains("expected the code to be one of ") && message.contains("found 'h2'"), qPrintable(message));
}

void tst_OnnxExporters::numbersBesideTheModelAreConfined_data()
{
    QTest::addColumn<QByteArray>("location"); // as long as external.onnx.data
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    const QByteArray own = "external.onnx.data";
    QTest::newRow("missing") << own << QByteArray() << "which is missing; it has to lie beside the model";
    QTest::newRow("short") << own << QByteArray(100, 'x') << "found 100 bytes in all";
    QTest::newRow("absolute") << QByteArray("/etc/host.conf\0\0\0\0", 18) << QByteArray() << "model's folder";
    QTest::newRow("folder above") << QByteArray("../../../etc/hosts") << QByteArray()
                                  << "in a file of the model's folder";
    QTest::newRow("way out within") << QByteArray("a/../../etc/passwd") << QByteArray()
                                    << "in a file of the model's folder";
}

void tst_OnnxExporters::numbersBesideTheModelAreConfined()
{
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, content);
    QFETCH(QString, words);
    const QTemporaryDir folder;
    QFile original(QString::fromStdString(exporterFile("external")));
    QVERIFY(original.open(QIODevice::ReadOnly));
    const auto write = [&](const QString& name, const QByteArray& bytes) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write("model.onnx", original.readAll().replace("external.onnx.data", location)));
    if (!content.isEmpty())
        QVERIFY(write("external.onnx.data", content));
    const QString message =
        messageOf([&] { (void)importOnnx(folder.filePath("model.onnx").toStdString(), "", dataOf(kPicture)); });
    QVERIFY2(message.contains(words), qPrintable(message));
}

ISTHMUS_GUILESS_TEST(tst_OnnxExporters)
#include "tst_OnnxExporters.moc"
