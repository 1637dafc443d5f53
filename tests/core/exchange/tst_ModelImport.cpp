// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/ModelImport.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QTemporaryDir>

using namespace isthmus;

/// Which files are models of other programs.
class tst_ModelImport : public QObject
{
    Q_OBJECT

private slots:
    void runIsNotForeign();
    void cutRunIsNotForeign();
    void tensorsAloneAreForeign();
    void onnxIsForeign();
    void runIsOursWhateverItsName();
    void otherFilesAreNot_data();
    void otherFilesAreNot();
    void otherFormatsAreNamed_data();
    void otherFormatsAreNamed();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(name); }
    [[nodiscard]] bool isForeign(const char* name) const { return isForeignModel(path(name).toStdString()); }

    QTemporaryDir m_folder;
};

namespace {

/// A safetensors file with this header and a number.
QByteArray safetensors(const QByteArray& header)
{
    QByteArray length(8, '\0');
    for (int i = 0; i < 3; ++i)
        length[i] = static_cast<char>(header.size() >> (8 * i));
    return length + header + QByteArray(4, '\0');
}

const QByteArray kTensor = R"("fc1.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]})";

} // namespace

void tst_ModelImport::runIsNotForeign()
{
    writeRunFile(path("a.run").toStdString(), sampleCheckpoint());
    QVERIFY(!isForeign("a.run"));
}

void tst_ModelImport::cutRunIsNotForeign()
{
    writeRunFile(path("b.run").toStdString(), sampleCheckpoint());
    const QByteArray whole = contentOf(path("b.run"));
    for (const qsizetype size : {qsizetype(4), qsizetype(100), whole.size() - 1}) {
        QVERIFY(writeContent(path("cut.run"), whole.left(size)));
        QVERIFY(!isForeign("cut.run"));
    }
}

void tst_ModelImport::tensorsAloneAreForeign()
{
    QVERIFY(writeContent(path("plain.safetensors"), safetensors('{' + kTensor + '}')));
    QVERIFY(isForeign("plain.safetensors"));
    QVERIFY(writeContent(path("other.bin"), safetensors(R"({"__metadata__":{"format":"pt"},)" + kTensor + '}')));
    QVERIFY(isForeign("other.bin"));
}

void tst_ModelImport::onnxIsForeign()
{
    QVERIFY(writeContent(path("model.ONNX"), "anything"));
    QVERIFY(isForeign("model.ONNX"));
}

void tst_ModelImport::runIsOursWhateverItsName()
{
    writeRunFile(path("run.onnx").toStdString(), sampleCheckpoint());
    QVERIFY(!isForeign("run.onnx"));
}

void tst_ModelImport::otherFilesAreNot_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("this is no model, and long enough for a length");
    QTest::newRow("a header that promises more") << safetensors(kTensor).left(20);
    QTest::newRow("a header of something else") << safetensors("{}");
}

void tst_ModelImport::otherFilesAreNot()
{
    QFETCH(QByteArray, content);
    QVERIFY(writeContent(path("file"), content));
    QVERIFY(!isForeign("file"));
    QVERIFY(!isForeign("nowhere"));
    QVERIFY(!isForeign("."));
}

void tst_ModelImport::otherFormatsAreNamed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    const QByteArray zip = "PK\x03\x04";
    const QByteArray kept(60, '\1');
    QTest::newRow("model.pt") << zip + kept << "found a checkpoint of PyTorch; load it in Python and write ONNX";
    QTest::newRow("old.pth") << QByteArray("\x80\x02\x8a") + kept << "found a checkpoint of PyTorch";
    QTest::newRow("model.keras") << zip + kept << "found a model of Keras; write ONNX in Python";
    QTest::newRow("model.h5") << QByteArray("\x89HDF") + kept << "found an HDF5 file, as Keras writes its models";
    QTest::newRow("model.tflite") << QByteArray("\x1c\0\0\0TFL3", 8) + kept << "found a model of TensorFlow Lite";
    QTest::newRow("model.onnx") << QByteArray("version https://git-lfs.github.com/spec/v1") << "git lfs pull";
    QTest::newRow("page.onnx") << QByteArray("<!DOCTYPE html>") << "found a web page";
    QTest::newRow("model.json") << QByteArray("{}") << "found JSON, which holds no weights";
}

void tst_ModelImport::otherFormatsAreNamed()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, words);
    const char* const name = QTest::currentDataTag();
    QVERIFY(writeContent(path(name), content));
    const QString message = messageOf([&] { (void)importModel({path(name).toStdString(), "", ""}, std::nullopt); });
    QVERIFY2(message.contains(words), qPrintable(message));
}

ISTHMUS_GUILESS_TEST(tst_ModelImport)
#include "tst_ModelImport.moc"
