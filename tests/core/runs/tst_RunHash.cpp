// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Provenance.h"
#include "core/runs/RunHash.h"
#include "tests/Skip.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace isthmus;

/// The hash that ties a picture to its run: what it depends on, that it stays, and that others can recompute it.
class tst_RunHash : public QObject
{
    Q_OBJECT

private slots:
    void staysWhatItIs();
    void dependsOnAllThatItNames();
    void pythonRecomputesIt();
    void pictureOfTheResultTellsItsMoment();
    void fieldsAndPacketSayTheSame();
};

namespace {

std::string hashOf(const Checkpoint& checkpoint)
{
    return runHash(Autoencoder(checkpoint.model, checkpoint.data.shape), checkpoint.parameters, checkpoint.training,
        checkpoint.data.fingerprint, checkpoint.step);
}

} // namespace

void tst_RunHash::staysWhatItIs()
{
    // Another value here would cut the ties of all pictures made before.
    ModelSpec model = sampleModel();
    Checkpoint checkpoint = sampleCheckpoint(model);
    for (std::size_t i = 0; i < checkpoint.parameters.size(); ++i)
        checkpoint.parameters[i] = static_cast<float>(i) / 8;
    QCOMPARE(QString::fromStdString(hashOf(checkpoint)), QString("302e852167fad940"));
}

void tst_RunHash::dependsOnAllThatItNames()
{
    const Checkpoint checkpoint = sampleCheckpoint();
    const std::string hash = hashOf(checkpoint);
    QCOMPARE(hash.size(), std::size_t(16));
    QCOMPARE(hashOf(checkpoint), hash);

    std::vector<Checkpoint> others(5, checkpoint);
    others[0].model.title = "Another";
    others[1].training.learningRate *= 2;
    others[2].data.fingerprint.back() = '0';
    others[3].step += 1;
    others[4].parameters.back() += 1;
    for (const Checkpoint& other : others)
        QVERIFY(hashOf(other) != hash);
}

void tst_RunHash::pythonRecomputesIt()
{
    const QString python = QStandardPaths::findExecutable("python3");
    if (python.isEmpty())
        ISTHMUS_SKIP("python3 is not installed");
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.safetensors");
    const Checkpoint checkpoint = sampleCheckpoint();
    writeRunFile(path.toStdString(), checkpoint);

    QProcess process;
    process.start(python, {ISTHMUS_SOURCE_DIR "/tests/core/runs/run_hash.py", path});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.readAllStandardOutput().trimmed().toStdString(), hashOf(checkpoint));
}

void tst_RunHash::pictureOfTheResultTellsItsMoment()
{
    Checkpoint checkpoint = sampleCheckpoint();
    const Autoencoder model(checkpoint.model, checkpoint.data.shape);
    QCOMPARE(provenanceOf(checkpoint).step, checkpoint.step);
    QCOMPARE(provenanceOf(checkpoint).run, hashOf(checkpoint));

    checkpoint.best.parameters = std::make_shared<const FloatVector>(sampleNumbers(checkpoint.parameters.size(), 0.4));
    const Provenance best = provenanceOf(checkpoint);
    QCOMPARE(best.step, checkpoint.best.record.step);
    QCOMPARE(best.run,
        runHash(model, *checkpoint.best.parameters, checkpoint.training, checkpoint.data.fingerprint, best.step));
}

void tst_RunHash::fieldsAndPacketSayTheSame()
{
    const Provenance provenance{"0123456789abcdef", "vae <2>", "/bilder/für & zwei", 1234, 2.125};
    const TextFields fields = textFields(provenance);
    QCOMPARE(fields.size(), std::size_t(6));
    QVERIFY(fields[0].second.rfind("Isthmus 0.", 0) == 0);
    QCOMPARE(QString::fromStdString(sentenceOf(provenance)),
        QString::fromUtf8("run 0123456789abcdef, vae <2> on /bilder/für & zwei, step 1,234, epoch 2.125"));

    QXmlStreamReader xml(QByteArray::fromStdString(xmpPacket(provenance)));
    std::map<std::string, std::string> found;
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.namespaceUri() == QString("urn:isthmus:run:1.0")) {
            const std::string name = xml.name().toString().toStdString(); // reading the text moves on
            found["isthmus." + name] = xml.readElementText().toStdString();
        }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    for (std::size_t i = 1; i < fields.size(); ++i)
        QCOMPARE(found[fields[i].first], fields[i].second);
}

ISTHMUS_GUILESS_TEST(tst_RunHash)
#include "tst_RunHash.moc"
