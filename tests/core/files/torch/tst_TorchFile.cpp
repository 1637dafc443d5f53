// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/torch/TorchFile.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"
#include "tests/core/files/torch/TorchArchives.h"
#include "tests/core/messageOf.h"

#include <algorithm>
#include <map>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

/// A file that tests/fixtures/make_torch.py made.
std::string torchFixture(const QString& name)
{
    return (ISTHMUS_SOURCE_DIR "/tests/fixtures/torch/" + name).toStdString();
}

std::map<std::string, FloatVector> floatsOf(const std::string& path)
{
    TorchFile file(path);
    std::map<std::string, FloatVector> all;
    for (const TorchTensor& tensor : file.tensors())
        if (!tensor.name.ends_with("num_batches_tracked"))
            all[tensor.name] = file.floats(tensor);
    return all;
}

QString torchRefusal(const QByteArray& bytes)
{
    const Folder folder;
    const std::string path = folder.write("x.pt", bytes);
    QString message = messageOf([&] { static_cast<void>(floatsOf(path)); });
    return message.replace(QString::fromStdString(path), "x.pt");
}

} // namespace

/// Tensors in files of torch.save().
class TestTorchFile : public QObject
{
    Q_OBJECT

private slots:
    void kindsAreTold_data();
    void kindsAreTold();
    void namesComeInTheOrderOfTheModel();
    void formsHoldTheSameNumbers_data();
    void formsHoldTheSameNumbers();
    void stridesAndOffsetsAreFollowed();
    void emptyTensorIsEmpty();
    void partsOfACheckpointAreJoined();
    void wrongClaimIsRefused_data();
    void wrongClaimIsRefused();
    void otherContentIsRefused_data();
    void otherContentIsRefused();
    void otherObjectsAreNamed();
    void cutFileIsRefused();
    void dictionariesThatAreManyAreNotSearchedForEver();
};

void TestTorchFile::kindsAreTold_data()
{
    QTest::addColumn<TorchKind>("kind");
    for (const char* name : {"weights.pt", "checkpoint.pth", "parameters.pt", "parts.pt", "numpy-loss.pth"})
        QTest::newRow(name) << TorchKind::Named;
    QTest::newRow("tensor.pt") << TorchKind::Tensors;
    QTest::newRow("list.pt") << TorchKind::Tensors;
    QTest::newRow("whole.pt") << TorchKind::Object;
    QTest::newRow("script.pt") << TorchKind::Script;
    QTest::newRow("old.pth") << TorchKind::Old;
    QTest::newRow("model.json") << TorchKind::None;
    QTest::newRow("nothing.pt") << TorchKind::None;
}

void TestTorchFile::kindsAreTold()
{
    QFETCH(TorchKind, kind);
    QCOMPARE(torchKindOf(torchFixture(QTest::currentDataTag())), kind);
}

void TestTorchFile::namesComeInTheOrderOfTheModel()
{
    const TorchFile file(torchFixture("named.pt"));
    QStringList names;
    for (const TorchTensor& tensor : file.tensors())
        names += QString::fromStdString(tensor.name);
    QCOMPARE(names.join(' '),
        "conv1.weight conv1.bias bn1.weight bn1.bias bn1.running_mean bn1.running_var bn1.num_batches_tracked "
        "fc1.weight "
        "fc1.bias fc2.weight fc2.bias up.weight up.bias");
    QCOMPARE(file.tensors().front().shape, (std::vector<Index>{2, 1, 3, 3}));
}

void TestTorchFile::formsHoldTheSameNumbers_data()
{
    QTest::addColumn<double>("tolerance"); // relative
    QTest::newRow("double.pt") << 0.0;
    QTest::newRow("strided.pt") << 0.0;
    QTest::newRow("shared.pt") << 0.0;
    QTest::newRow("parameters.pt") << 0.0;
    QTest::newRow("checkpoint.pth") << 0.0;
    QTest::newRow("parts.pt") << 0.0;
    QTest::newRow("half.pt") << 0.0005;
    QTest::newRow("bfloat16.pt") << 0.004;
}

void TestTorchFile::formsHoldTheSameNumbers()
{
    QFETCH(double, tolerance);
    const auto expected = floatsOf(torchFixture("weights.pt"));
    const auto found = floatsOf(torchFixture(QTest::currentDataTag()));
    QCOMPARE(found.size(), expected.size());
    for (const auto& [name, values] : expected) {
        const FloatVector& others = found.at(name);
        QCOMPARE(others.size(), values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            QVERIFY(std::abs(double(others[i]) - double(values[i]))
                <= tolerance * std::abs(double(values[i])) + 1e-7 * (tolerance > 0));
    }
}

void TestTorchFile::stridesAndOffsetsAreFollowed()
{
    const Folder folder;
    const auto valuesOf = [&](const TensorClaim& claim) {
        return floatsOf(folder.write("x.pt", oneTensor(claim))).at("w");
    };
    QCOMPARE(valuesOf({}), (FloatVector{1, -2}));
    QCOMPARE(valuesOf({.shape = {1}, .offset = 1}), (FloatVector{-2}));
    QCOMPARE(valuesOf({.shape = {}, .strides = {}, .offset = 1}), (FloatVector{-2}));
    QCOMPARE(valuesOf({.shape = {2}, .strides = {0}, .offset = 1}), (FloatVector{-2, -2}));
    QCOMPARE(valuesOf({.shape = {1, 2}, .strides = {1'000'000, 1}}), (FloatVector{1, -2}));
}

void TestTorchFile::emptyTensorIsEmpty()
{
    const Folder folder;
    const qint64 huge = qint64(1) << 47;
    const TensorClaim claim{.shape = {huge, huge, 0, huge}, .strides = {huge, huge, 1, 1}};
    QCOMPARE(floatsOf(folder.write("x.pt", oneTensor(claim))).at("w").size(), std::size_t(0));
}

void TestTorchFile::partsOfACheckpointAreJoined()
{
    const TorchFile file(torchFixture("parts.pt"));
    QCOMPARE(file.tensors().front().name, std::string("encoder.0.weight"));
    QCOMPARE(file.tensors().back().name, std::string("decoder.3.bias"));
}

void TestTorchFile::wrongClaimIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* title, const TensorClaim& claim, const char* found) {
        QTest::newRow(title) << oneTensor(claim) << QString(found);
    };
    const qint64 huge = qint64(1) << 47;
    row("more than the storage", {.shape = {3}}, "found [3] in a storage of 2 values");
    row("beyond the storage", {.offset = 1}, "found [2] in a storage of 2 values");
    row("long steps", {.strides = {2}}, "found [2] in a storage of 2 values");
    row("steps that overflow", {.strides = {huge}, .offset = huge}, "in a storage of 2 values");
    row("extents that overflow", {.shape = {huge, huge, huge}, .strides = {0, 0, 0}}, "in a storage of 2 values");
    row("an extent below 0", {.shape = {-2}}, "a shape that is no count");
    row("a step below 0", {.strides = {-1}, .offset = 1}, "a list of strides that is no count");
    row("a place below 0", {.offset = -1}, "a place in its storage that is no count");
    row("steps for another shape", {.strides = {1, 1}}, "other numbers of extents and strides");
    row("a storage that claims more", {.shape = {3}, .numbers = 3}, "expected a storage of 3 numbers, found 8 bytes");
    row("a huge storage", {.shape = {huge}, .numbers = huge}, "found 8 bytes");
    row("wider numbers", {.storage = "DoubleStorage"}, "expected a storage of 2 numbers, found 8 bytes");
    row("whole numbers", {.shape = {1}, .numbers = 1, .storage = "LongStorage"}, "expected floats, found I64");
    row("a storage that is not there", {.key = "7"}, "expected archive/data/7 in the archive, found none");
    QTest::newRow("another byte order") << oneTensor({}, "big") << "expected the byte order little, found big";
}

void TestTorchFile::wrongClaimIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, found);
    const QString message = torchRefusal(bytes);
    QVERIFY2(message.startsWith("x.pt: ") && message.contains(found), qPrintable(message));
}

void TestTorchFile::otherContentIsRefused_data()
{
    QTest::addColumn<QByteArray>("index");
    QTest::addColumn<QString>("found");
    QTest::newRow("a program") << QByteArray("\x80\2}(X\1\0\0\0acposix\nsystem\nX\4\0\0\0true\x85Ru.", 37)
                               << "found the name posix system; nothing of it was executed; if you trust it, in Python";
    QTest::newRow("nothing") << QByteArray("\x80\2}.") << "found none";
    QTest::newRow("no tensors") << "\x80\2}(" + pickledText("epoch") + "K\3" + pickledText("best") + "G12345678u."
                                << "found the keys epoch, best";
    QTest::newRow("one tensor") << "\x80\2" + pickledTensor({}) + '.' << "found one tensor without a name";
    QTest::newRow("no arguments") << "\x80\2}" + pickledText("w") + "ctorch._utils\n_rebuild_tensor_v2\n)Rs."
                                  << "found one without a storage";
    QTest::newRow("a tensor of a text") << "\x80\2}" + pickledText("w") + "ctorch._utils\n_rebuild_tensor_v2\n("
            + pickledText("a") + "K\1))tRs."
                                        << "found one without a storage";
    QTest::newRow("a storage of nothing")
        << "\x80\2}" + pickledText("w") + "ctorch._utils\n_rebuild_tensor_v2\n(NQK\1))tRs."
        << "a storage that is described in another way";
    QTest::newRow("a parameter of a parameter") << "\x80\2}" + pickledText("w")
            + "ctorch._utils\n_rebuild_parameter\n(ctorch._utils\n_rebuild_parameter\n)RtRs."
                                                << "found something else";
    QTest::newRow("a name that is no text") << QByteArray("\x80\2}(X\1\0\0\0\xffK\1u.", 14) << "damaged or ends early";
}

void TestTorchFile::otherContentIsRefused()
{
    QFETCH(QByteArray, index);
    QFETCH(QString, found);
    const QString message = torchRefusal(torchArchive(index, {QByteArray(8, '\0')}));
    QVERIFY2(message.startsWith("x.pt: ") && message.contains(found), qPrintable(message));
}

void TestTorchFile::otherObjectsAreNamed()
{
    const QString whole = messageOf([] { TorchFile file(torchFixture("whole.pt")); });
    QVERIFY2(whole.contains("found the name __main__ Model; nothing of it was executed"), qPrintable(whole));
    const QString scalar = messageOf([] { TorchFile file(torchFixture("numpy-loss.pth")); });
    QVERIFY2(scalar.contains("found the name numpy.core.multiarray scalar"), qPrintable(scalar));
    QVERIFY2(
        scalar.endsWith("torch.save(torch.load('numpy-loss.pth', weights_only=False)['state_dict'], 'weights.pt')"),
        qPrintable(scalar));
}

void TestTorchFile::cutFileIsRefused()
{
    const QByteArray whole = oneTensor({});
    for (qsizetype size = 0; size < whole.size(); size += 3)
        QVERIFY2(torchRefusal(whole.left(size)).contains("expected"), qPrintable(QString::number(size)));
}

/// One dictionary under 20,000 keys, which is written in few bytes.
void TestTorchFile::dictionariesThatAreManyAreNotSearchedForEver()
{
    QByteArray index = "\x80\2}(" + pickledText("a") + QByteArray("}q\0(", 4);
    for (int i = 0; i < 20'000; ++i)
        index += "K\1N";
    index += 'u';
    for (int i = 0; i < 20'000; ++i)
        index += QByteArray("U\1bh\0", 5);
    const QString message = torchRefusal(torchArchive(index + "u.", {}));
    QVERIFY2(message.contains("found the keys a, b, b, b"), qPrintable(message));
}

ISTHMUS_APPLESS_TEST(TestTorchFile)
#include "tst_TorchFile.moc"
