// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Safetensors.h"
#include "core/nn/Optimizer.h"
#include "core/runs/RunFile.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cstring>
#include <functional>

using namespace isthmus;

/// Run files that are cut, changed, foreign or contradict themselves: one sentence each, never a crash.
class tst_BrokenRunFile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void truncatedFileIsAnError();
    void flippedBytesNeverCrash();
    void changedTextIsNamed_data();
    void changedTextIsNamed();
    void foreignFileIsNamed();
    void missingTensorIsNamed();
    void tensorOfAnotherShapeIsNamed();
    void tensorThatTheModelHasNotIsNamed();
    void notANumberIsNamed();
    void historyOfAnotherLengthIsNamed();
    void historyThatEndsElsewhereIsNamed();
    void historyThatDoesNotRiseIsNamed();
    void historyWithoutTimeIsNamed();

private:
    [[nodiscard]] QString message(const QByteArray& content) const;
    [[nodiscard]] QByteArray rewritten(const std::function<void(std::vector<TensorSource>&)>& change) const;

    QTemporaryDir m_folder;
    QString m_path;
    QByteArray m_sound;
};

namespace {

TensorSource copyOf(const TensorInfo& info, const QByteArray& data)
{
    const QByteArray part = data.mid(info.begin, info.end - info.begin);
    return {info.name, info.type, info.shape,
        [part](std::byte* out) { std::memcpy(out, part.constData(), static_cast<std::size_t>(part.size())); }};
}

std::vector<TensorSource>::iterator find(std::vector<TensorSource>& tensors, const std::string& name)
{
    return std::find_if(tensors.begin(), tensors.end(), [&](const TensorSource& each) { return each.name == name; });
}

} // namespace

void tst_BrokenRunFile::initTestCase()
{
    m_path = m_folder.filePath("run.safetensors");
    writeRunFile(m_path.toStdString(), sampleCheckpoint());
    m_sound = contentOf(m_path);
    QVERIFY(m_sound.size() > 1000);
    QCOMPARE(message(m_sound), QString("no error"));
}

QString tst_BrokenRunFile::message(const QByteArray& content) const
{
    if (!writeContent(m_path, content))
        return QStringLiteral("could not write");
    return messageOf([&] { (void)readRunFile(m_path.toStdString()); });
}

/// The sound file with other tensors and the same metadata.
QByteArray tst_BrokenRunFile::rewritten(const std::function<void(std::vector<TensorSource>&)>& change) const
{
    const QString path = m_folder.filePath("rewritten.safetensors");
    if (!writeContent(path, m_sound))
        return {};
    const SafetensorsFile sound(path.toStdString());
    std::int64_t end = 0;
    for (const auto& [name, info] : sound.tensors())
        end = std::max(end, info.end);
    std::vector<TensorSource> tensors;
    for (const auto& [name, info] : sound.tensors())
        tensors.push_back(copyOf(info, m_sound.right(end)));
    change(tensors);
    writeSafetensors(path.toStdString(), sound.metadata(), tensors);
    return contentOf(path);
}

void tst_BrokenRunFile::truncatedFileIsAnError()
{
    for (int part = 0; part < 50; ++part) {
        const QString found = message(m_sound.left(m_sound.size() * part / 50));
        QVERIFY2(found.startsWith(m_path + ": expected "), qPrintable(found));
        QVERIFY2(found.contains("found "), qPrintable(found));
    }
    const QString found = message(m_sound.chopped(1));
    QVERIFY2(found.startsWith(m_path + ": expected "), qPrintable(found));
    QVERIFY(message(m_sound + 'x').startsWith(m_path + ": expected "));
}

/// Every byte once, in one of three ways: an Error or a good load, whose tensors have the model's sizes.
void tst_BrokenRunFile::flippedBytesNeverCrash()
{
    QVERIFY(writeContent(m_path, m_sound));
    int refused = 0;
    for (qsizetype i = 0; i < m_sound.size(); ++i) {
        const int mask = i % 3 == 0 ? 0x01 : i % 3 == 1 ? 0x10 : 0xff;
        const FlippedByte flipped(m_path, i, mask);
        try {
            const Checkpoint run = readRunFile(m_path.toStdString());
            const Autoencoder model(run.model, run.data.shape);
            QCOMPARE(static_cast<Index>(run.parameters.size()), model.parameterCount());
            QCOMPARE(run.optimizer.moments.size(), optimizerType(run.training.optimizer).moments.size());
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).startsWith(m_path), error.what());
            ++refused;
        }
    }
    QVERIFY(refused > 1000);
}

void tst_BrokenRunFile::changedTextIsNamed_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after"); // of the same length
    QTest::addColumn<QString>("message");

    QTest::newRow("newer format") << QByteArray(R"(\"format\":2)") << QByteArray(R"(\"format\":3)")
                                  << "isthmus.state: format: expected a run file of format 2, found 3";
    QTest::newRow("step is negative") << QByteArray(R"(,\"step\":\"1152921504606846977\")")
                                      << QByteArray(R"(,\"step\":\"-152921504606846977\")")
                                      << "isthmus.state: step: expected a whole number of at least 0, found "
                                         "\"-152921504606846977\"";
    QTest::newRow("step is too large to go on from")
        << QByteArray(R"(,\"step\":\"1152921504606846977\")") << QByteArray(R"(,\"step\":\"9223372036854775807\")")
        << "isthmus.state: step: expected at most 4,611,686,018,427,387,904, found \"9223372036854775807\"";
    QTest::newRow("record is of another step")
        << QByteArray(R"(\"step\":\"1152921504606846977\",\"trainedKl\")")
        << QByteArray(R"(\"step\":\"1152921504606846976\",\"trainedKl\")")
        << "isthmus.state: record: step: expected that of the run, 1,152,921,504,606,846,977, found "
           "\"1152921504606846976\"";
    QTest::newRow("epoch is infinite") << QByteArray(R"(\"epoch\":1.3333333333333333)")
                                       << QByteArray(R"(\"epoch\":\"inf\"           )")
                                       << "isthmus.state: record: epoch: expected a number of at least 0, found "
                                          "\"inf\"";
    QTest::newRow("no record") << QByteArray(R"(\"record\")") << QByteArray(R"(\"rekord\")")
                               << "isthmus.state: record: expected an object, found nothing";
    QTest::newRow("units grew") << QByteArray(R"(\"units\":5)") << QByteArray(R"(\"units\":6)")
                                << "tensor encoder.1.weight: expected the shape [6, 18], found [5, 18]";
    QTest::newRow("picture grew") << QByteArray(R"(\"height\":2)") << QByteArray(R"(\"height\":3)")
                                  << "tensor encoder.1.weight: expected the shape [5, 27], found [5, 18]";
    QTest::newRow("no JSON") << QByteArray(R"({\"bottleneck\")") << QByteArray(R"([\"bottleneck\")")
                             << "isthmus.model: expected JSON text, found at byte";
    QTest::newRow("unknown knob value") << QByteArray(R"(mask:0.7\",\"freeBits)")
                                        << QByteArray(R"(mash:0.7\",\"freeBits)")
                                        << "isthmus.state: knobs: corruption: expected one of none";
    QTest::newRow("unknown activation") << QByteArray(R"(\"tanh\")") << QByteArray(R"(\"tank\")")
                                        << "isthmus.model: encoder 4: layer type: expected one of";
    QTest::newRow("unknown knob") << QByteArray(R"(\"learning-rate\")") << QByteArray(R"(\"learning-mate\")")
                                  << "isthmus.state: knobChanges 0: knob: expected one of learning-rate, ";
    QTest::newRow("knob is no number") << QByteArray(R"(\"from\":\"0.3\")") << QByteArray(R"(\"from\":\"nan\")")
                                       << "isthmus.state: knobChanges 0: knob learning-rate: expected a number of at "
                                          "least 0, found \"nan\"";
    QTest::newRow("knob is empty") << QByteArray(R"(\"to\":\"0.1\")") << QByteArray(R"(\"to\":\"\"   )")
                                   << "isthmus.state: knobChanges 0: knob learning-rate: expected a number of at "
                                      "least 0, found \"\"";
    QTest::newRow("negative rate") << QByteArray(R"(\"learningRate\":0.30000)")
                                   << QByteArray(R"(\"learningRate\":-.30000)")
                                   << "isthmus.training: learningRate: expected a number of at least 0, found -0.3";
    QTest::newRow("no seed") << QByteArray(R"(\"seed\":\"77\")") << QByteArray(R"(\"seed\":\"7x\")")
                             << "isthmus.data: split: seed: expected a whole number from 0 to 18446744073709551615, "
                                "found \"7x\"";
}

void tst_BrokenRunFile::changedTextIsNamed()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, message);
    QCOMPARE(after.size(), before.size());
    QVERIFY2(m_sound.contains(before), m_sound.left(3000));
    const QString found = this->message(QByteArray(m_sound).replace(before, after));
    QVERIFY2(found.startsWith(m_path + ": " + message), qPrintable(found));
}

void tst_BrokenRunFile::foreignFileIsNamed()
{
    writeSafetensors(m_path.toStdString(), {{"format", "pt"}}, {});
    QCOMPARE(messageOf([&] { (void)readRunFile(m_path.toStdString()); }),
        m_path + ": expected the metadata isthmus.state, found none");
    QCOMPARE(messageOf([&] { (void)readRunOrigin(m_path.toStdString()); }),
        m_path + ": expected the metadata isthmus.state, found none");
}

void tst_BrokenRunFile::missingTensorIsNamed()
{
    for (const char* name : {"decoder.2.bias", "optimizer.v.mu.weight", "history.kl", "history.evaluation.step"}) {
        const QByteArray content = rewritten([&](auto& tensors) { tensors.erase(find(tensors, name)); });
        QCOMPARE(message(content), m_path + ": expected the tensor " + name + ", found none");
    }
}

void tst_BrokenRunFile::tensorOfAnotherShapeIsNamed()
{
    const QByteArray flat = rewritten([](auto& tensors) { find(tensors, "mu.weight")->shape = {12}; });
    QCOMPARE(message(flat), m_path + ": tensor mu.weight: expected the shape [3, 4], found [12]");
    const QByteArray turned = rewritten([](auto& tensors) { find(tensors, "optimizer.m.mu.weight")->shape = {4, 3}; });
    QCOMPARE(message(turned), m_path + ": tensor optimizer.m.mu.weight: expected the shape [3, 4], found [4, 3]");
}

void tst_BrokenRunFile::tensorThatTheModelHasNotIsNamed()
{
    const QByteArray content = rewritten([](auto& tensors) {
        tensors.push_back(*find(tensors, "encoder.3.bias"));
        tensors.back().name = "encoder.9.bias";
    });
    QCOMPARE(message(content), m_path + ": expected the tensors of the model sample, found encoder.9.bias");
}

void tst_BrokenRunFile::notANumberIsNamed()
{
    for (const char* name : {"log_var.bias", "optimizer.v.log_var.bias"}) {
        const QByteArray content = rewritten([&](auto& tensors) {
            find(tensors, name)->fill = [](std::byte* out) {
                const float values[]{1.0F, 2.0F, std::numeric_limits<float>::quiet_NaN()};
                std::memcpy(out, values, sizeof values);
            };
        });
        QCOMPARE(message(content), m_path + ": tensor " + name + ": expected finite numbers, found nan at 2");
    }
}

void tst_BrokenRunFile::historyOfAnotherLengthIsNamed()
{
    const QByteArray shorter = rewritten([](auto& tensors) { find(tensors, "history.loss")->shape = {4}; });
    QCOMPARE(message(shorter), m_path + ": tensor history.loss: expected the shape [5], found [4]");
    const QByteArray square = rewritten([](auto& tensors) { find(tensors, "history.step")->shape = {1, 5}; });
    QCOMPARE(message(square), m_path + ": tensor history.step: expected one axis, found [1, 5]");
    const QByteArray fewer = rewritten([](auto& tensors) { find(tensors, "history.knob.step")->shape = {1}; });
    QCOMPARE(message(fewer), m_path + ": tensor history.knob.step: expected the shape [2], found [1]");
}

void tst_BrokenRunFile::historyThatEndsElsewhereIsNamed()
{
    const QByteArray content = rewritten([](auto& tensors) {
        find(tensors, "history.step")->fill = [](std::byte* out) {
            const std::int64_t steps[]{1, 2, 3, 4, 5};
            std::memcpy(out, steps, sizeof steps);
        };
    });
    QCOMPARE(message(content),
        m_path + ": tensor history.step: expected 1,152,921,504,606,846,977 at its end, the step of the run, found 5");
}

void tst_BrokenRunFile::historyThatDoesNotRiseIsNamed()
{
    const QByteArray content = rewritten([](auto& tensors) {
        find(tensors, "history.step")->fill = [](std::byte* out) {
            const std::int64_t steps[]{1, 2, 7, 4, (std::int64_t(1) << 60) + 1};
            std::memcpy(out, steps, sizeof steps);
        };
    });
    QCOMPARE(message(content), m_path + ": tensor history.step: expected a step after 7, found 4 at 3");
}

void tst_BrokenRunFile::historyWithoutTimeIsNamed()
{
    for (const char* name : {"history.epoch", "history.seconds"}) {
        const QByteArray content = rewritten([&](auto& tensors) {
            find(tensors, name)->fill = [](std::byte* out) {
                const double values[]{0.1, 0.2, std::numeric_limits<double>::infinity(), 0.4, 0.5};
                std::memcpy(out, values, sizeof values);
            };
        });
        QCOMPARE(message(content), m_path + ": tensor " + name + ": expected finite numbers, found inf at 2");
    }
}

ISTHMUS_GUILESS_TEST(tst_BrokenRunFile)
#include "tst_BrokenRunFile.moc"
