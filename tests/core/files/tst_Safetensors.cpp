// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Safetensors.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QDir>
#include <QTemporaryDir>

#include <csignal>
#include <cstring>
#include <sys/resource.h>

using namespace isthmus;

/// The safetensors format itself: bytes as the description has them, and every way in which a file may break it.
class tst_Safetensors : public QObject
{
    Q_OBJECT

private slots:
    void writtenFileHasTheFormatsBytes();
    void everyTypeComesBack();
    void weightsOfAnyFloatAreRead();
    void dataIsAligned();
    void brokenFileIsNamed_data();
    void brokenFileIsNamed();
    void wrongTensorIsNamed();
    void hugeHeaderLengthIsRefused_data();
    void hugeHeaderLengthIsRefused();
    void missingFileAndFolderAreNamed();
    void filesAreKnownByTheirBeginning_data();
    void filesAreKnownByTheirBeginning();
    void fullDiskLeavesTheOldFile();

private:
    [[nodiscard]] std::string written(const QByteArray& content) const;

    QTemporaryDir m_folder;
};

namespace {

QByteArray file(const QByteArray& header, const QByteArray& data)
{
    const auto length = static_cast<quint64>(header.size());
    return QByteArray(reinterpret_cast<const char*>(&length), 8) + header + data;
}

TensorSource source(const std::string& name, TensorType type, const std::vector<Index>& shape, QByteArray data)
{
    return {name, type, shape,
        [data](std::byte* out) { std::memcpy(out, data.constData(), static_cast<std::size_t>(data.size())); }};
}

template <typename T>
QByteArray raw(const std::vector<T>& values)
{
    return {reinterpret_cast<const char*>(values.data()), static_cast<qsizetype>(values.size() * sizeof(T))};
}

} // namespace

std::string tst_Safetensors::written(const QByteArray& content) const
{
    const QString path = m_folder.filePath("file.safetensors");
    return writeContent(path, content) ? path.toStdString() : std::string();
}

void tst_Safetensors::writtenFileHasTheFormatsBytes()
{
    const QString path = m_folder.filePath("bytes.safetensors");
    writeSafetensors(path.toStdString(), {{"key", "a \"text\""}},
        {source("w", TensorType::F32, {1, 2}, raw<float>({1.0F, -2.0F})),
            source("n", TensorType::I64, {}, raw<std::int64_t>({-1}))});
    QByteArray header = R"({"__metadata__":{"key":"a \"text\""},"n":{"data_offsets":[0,8],"dtype":"I64","shape":[]},)"
                        R"("w":{"data_offsets":[8,16],"dtype":"F32","shape":[1,2]}})";
    while (header.size() % 8 != 0)
        header += ' ';
    QCOMPARE(contentOf(path), file(header, QByteArray(8, '\xff') + QByteArray("\0\0\x80\x3f\0\0\0\xc0", 8)));
}

void tst_Safetensors::everyTypeComesBack()
{
    const std::string path = m_folder.filePath("types.safetensors").toStdString();
    const std::vector<double> doubles{0.1 + 0.2, -1.0 / 3};
    const std::vector<std::int64_t> integers{std::numeric_limits<std::int64_t>::min(), 1, 2};
    const std::vector<std::uint8_t> bytes{0, 255, 7, 1, 2};
    writeSafetensors(path, {{"schlüssel", "größe"}},
        {source("u", TensorType::U8, {5}, raw(bytes)), source("größe", TensorType::F64, {2, 1}, raw(doubles)),
            source("none", TensorType::F32, {0, 3}, {}), source("i", TensorType::I64, {3}, raw(integers)),
            source("f", TensorType::F32, {2}, raw<float>({0.1F, 3.0F}))});
    SafetensorsFile back(path);
    QCOMPARE(back.tensors().size(), std::size_t(5));
    QCOMPARE(back.metadataText("schlüssel"), std::string("größe"));
    QCOMPARE(back.doubles("größe"), doubles);
    QCOMPARE(back.integers("i"), integers);
    QCOMPARE(back.bytes("u"), bytes);
    QCOMPARE(back.floats("f"), (FloatVector{0.1F, 3.0F}));
    QVERIFY(back.floats("none").empty());
    QCOMPARE(back.tensor("none", TensorType::F32).shape, (std::vector<Index>{0, 3}));
}

/// The weights are as other programs write them; types that nobody reads here are known all the same.
void tst_Safetensors::weightsOfAnyFloatAreRead()
{
    const QByteArray header = R"({"half":{"dtype":"F16","shape":[3],"data_offsets":[0,6]},)"
                              R"("brain":{"dtype":"BF16","shape":[3],"data_offsets":[6,12]},)"
                              R"("wide":{"dtype":"F64","shape":[1],"data_offsets":[12,20]},)"
                              R"("count":{"dtype":"I32","shape":[1],"data_offsets":[20,24]},)"
                              R"("on":{"dtype":"BOOL","shape":[1],"data_offsets":[24,25]}})";
    const QByteArray data = raw<std::uint16_t>({0x3C00, 0xC100, 0x7C00}) + raw<std::uint16_t>({0x3F80, 0xC020, 0x7F80})
        + raw<double>({0.1}) + raw<std::int32_t>({7}) + raw<std::uint8_t>({1});
    SafetensorsFile back(written(file(header, data)));
    const float infinite = std::numeric_limits<float>::infinity();
    QCOMPARE(back.roundedFloats("half"), (FloatVector{1, -2.5F, infinite}));
    QCOMPARE(back.roundedFloats("brain"), (FloatVector{1, -2.5F, infinite}));
    QCOMPARE(back.roundedFloats("wide"), (FloatVector{0.1F}));
    QVERIFY(messageOf([&] { (void)back.roundedFloats("count"); }).contains("tensor count: expected F32, found I32"));
    QCOMPARE(tensorTypeSize(back.tensor("on").type), Index(1));
}

void tst_Safetensors::dataIsAligned()
{
    const std::string path = m_folder.filePath("aligned.safetensors").toStdString();
    for (int length = 1; length < 20; ++length) {
        writeSafetensors(path, {{"pad", std::string(static_cast<std::size_t>(length), 'x')}},
            {source("a", TensorType::U8, {3}, raw<std::uint8_t>({1, 2, 3})),
                source("b", TensorType::F32, {1}, raw<float>({1.0F})),
                source("c", TensorType::F64, {1}, raw<double>({1.0}))});
        const SafetensorsFile back(path);
        const QByteArray content = contentOf(QString::fromStdString(path));
        quint64 header = 0;
        std::memcpy(&header, content.constData(), 8);
        QCOMPARE(header % 8, quint64(0));
        QCOMPARE(back.tensor("c", TensorType::F64).begin, 0);
        QCOMPARE(back.tensor("b", TensorType::F32).begin, 8);
        QCOMPARE(back.tensor("a", TensorType::U8).begin, 12);
    }
}

void tst_Safetensors::brokenFileIsNamed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const QByteArray eight(8, '\0');
    const auto entry = [&](const QByteArray& text) { return file("{\"w\":" + text + "}", eight); };

    QTest::newRow("empty") << QByteArray() << "expected a safetensors file of at least 8 bytes, found 0";
    QTest::newRow("three bytes") << QByteArray("abc") << "expected a safetensors file of at least 8 bytes, found 3";
    QTest::newRow("a text") << QByteArray("{\"model\": 1}")
                            << "expected a safetensors header of at most 4 bytes, found "
                               "the length 2480468976814858875";
    QTest::newRow("no JSON") << file("not JSON", {})
                             << "expected a safetensors header that starts with \"{\", found none";
    QTest::newRow("space first") << file(" {}", {})
                                 << "expected a safetensors header that starts with \"{\", found none";
    QTest::newRow("entry is a number") << entry("3") << "header: w: expected an object, found 3";
    QTest::newRow("no type") << entry(R"({"shape":[2],"data_offsets":[0,8]})")
                             << "tensor w: dtype: expected a text, found nothing";
    QTest::newRow("other type")
        << entry(R"({"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]})")
        << "tensor w: dtype: expected one of F32, F64, I64, U8, F16, BF16, I8, I16, I32, U16, U32, U64, "
           "BOOL, found \"F8_E4M3\"";
    QTest::newRow("shape is a number") << entry(R"({"dtype":"F32","shape":2,"data_offsets":[0,8]})")
                                       << "tensor w: shape: expected a list, found 2";
    QTest::newRow("negative extent") << entry(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})")
                                     << "tensor w: shape: expected whole numbers of at least 0, found -2";
    QTest::newRow("half an extent") << entry(R"({"dtype":"F32","shape":[2.5],"data_offsets":[0,8]})")
                                    << "tensor w: shape: expected whole numbers of at least 0, found 2.5";
    QTest::newRow("one offset") << entry(R"({"dtype":"F32","shape":[2],"data_offsets":[0]})")
                                << "tensor w: data_offsets: expected begin and end, found [0]";
    QTest::newRow("end before begin") << entry(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})")
                                      << "tensor w: data_offsets: expected begin and end, found [8, 0]";
    QTest::newRow("shape of another size") << entry(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})")
                                           << "tensor w: expected 12 bytes for F32 [3], found offsets of 8";
    QTest::newRow("shape that overflows")
        << entry(R"({"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]})")
        << "tensor w: expected 9,223,372,036,854,775,807 bytes for F32 [4294967296, 4294967296], found offsets of 8";
    QTest::newRow("beyond the end") << entry(R"({"dtype":"F32","shape":[1000],"data_offsets":[0,4000]})")
                                    << "expected 4,000 bytes of tensors behind the header, found 8";
    QTest::newRow("bytes left over") << entry(R"({"dtype":"F32","shape":[1],"data_offsets":[0,4]})")
                                     << "expected 4 bytes of tensors behind the header, found 8";
    QTest::newRow("hole at the start")
        << entry(R"({"dtype":"F32","shape":[1],"data_offsets":[4,8]})")
        << "tensor w: expected to start at byte 0 of the data, without a hole or an overlap, found 4";
    QTest::newRow("overlap") << entry(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                                      R"("x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]})")
                             << "tensor x: expected to start at byte 8 of the data, without a hole or an overlap, "
                                "found 4";
    QTest::newRow("metadata is a list") << file(R"({"__metadata__":[]})", {})
                                        << "header: __metadata__: expected an object, found a list";
    QTest::newRow("metadata holds a number")
        << file(R"({"__metadata__":{"a":1}})", {}) << "header: __metadata__: a: expected a text, found 1";
}

void tst_Safetensors::brokenFileIsNamed()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const std::string path = written(content);
    QCOMPARE(messageOf([&] { const SafetensorsFile opened(path); }), QString::fromStdString(path) + ": " + message);
}

void tst_Safetensors::wrongTensorIsNamed()
{
    const std::string path = written(file(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", {8, '\0'}));
    SafetensorsFile opened(path);
    const QString where = QString::fromStdString(path) + ": ";
    QCOMPARE(messageOf([&] { (void)opened.floats("v"); }), where + "expected the tensor v, found none");
    QCOMPARE(messageOf([&] { (void)opened.integers("w"); }), where + "tensor w: expected I64, found F32");
    QCOMPARE(messageOf([&] {
        opened.check("w", TensorType::F32, {1, 2});
    }),
        where + "tensor w: expected the shape [1, 2], found [2]");
    QCOMPARE(messageOf([&] { (void)opened.metadataText("k"); }), where + "expected the metadata k, found none");
    QVERIFY(writeContent(QString::fromStdString(path), "cut"));
    QCOMPARE(
        messageOf([&] { (void)opened.floats("w"); }), where + "tensor w: expected 8 bytes, found the file shorter");
}

void tst_Safetensors::hugeHeaderLengthIsRefused_data()
{
    QTest::addColumn<quint64>("length");
    QTest::newRow("one too many") << quint64(3);
    QTest::newRow("4 GB") << (quint64(1) << 32);
    QTest::newRow("negative as signed") << ~quint64(0);
    QTest::newRow("sign bit") << (quint64(1) << 63);
}

void tst_Safetensors::hugeHeaderLengthIsRefused()
{
    QFETCH(quint64, length);
    const std::string path = written(QByteArray(reinterpret_cast<const char*>(&length), 8) + "{}");
    QCOMPARE(messageOf([&] { const SafetensorsFile opened(path); }),
        QString::fromStdString(path) + ": expected a safetensors header of at most 2 bytes, found the length "
            + QString::number(length));
}

void tst_Safetensors::missingFileAndFolderAreNamed()
{
    const QString missing = m_folder.filePath("nowhere/run.safetensors");
    QCOMPARE(messageOf([&] { const SafetensorsFile opened(missing.toStdString()); }),
        missing + ": expected a file, found nothing");
    QCOMPARE(messageOf([&] { const SafetensorsFile opened(m_folder.path().toStdString()); }),
        m_folder.path() + ": expected a file, found something else");
    QCOMPARE(messageOf([&] { writeSafetensors(missing.toStdString(), {}, {}); }),
        missing + ": cannot be written: No such file or directory");
    const QString folder = messageOf([&] { writeSafetensors(m_folder.path().toStdString(), {}, {}); });
    QVERIFY2(folder.startsWith(m_folder.path() + ": cannot be written: "), qPrintable(folder));
}

/// A limit on the size of files stands for a full disk: both fail in write().
void tst_Safetensors::filesAreKnownByTheirBeginning_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("looksSo");
    QTest::addColumn<QByteArray>("header");
    const QByteArray whole = file("{\"a\": 1}", "data");
    QTest::newRow("whole") << whole << true << QByteArray("{\"a\": 1}");
    QTest::newRow("without its data") << whole.left(16) << true << QByteArray("{\"a\": 1}");
    QTest::newRow("cut off") << whole.left(12) << true << QByteArray();
    QTest::newRow("long header") << file('{' + QByteArray(100, ' ') + '}', {}) << true << QByteArray();
    QTest::newRow("a list") << file("[1]", {}) << false << QByteArray();
    QTest::newRow("text with a brace") << QByteArray("the text{}") << false << QByteArray();
    QTest::newRow("length alone") << whole.left(8) << false << QByteArray();
    QTest::newRow("empty") << QByteArray() << false << QByteArray();
}

void tst_Safetensors::filesAreKnownByTheirBeginning()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, looksSo);
    QFETCH(QByteArray, header);
    const std::string path = written(content);
    QCOMPARE(looksLikeSafetensors(path), looksSo);
    QCOMPARE(safetensorsHeader(path, 20), header);
    QVERIFY(!looksLikeSafetensors(m_folder.path().toStdString()));
    QVERIFY(!looksLikeSafetensors(path + ".none"));
}

void tst_Safetensors::fullDiskLeavesTheOldFile()
{
    const QString path = m_folder.filePath("kept.safetensors");
    writeSafetensors(path.toStdString(), {{"is", "old"}}, {});
    const QByteArray old = contentOf(path);

    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{100'000, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const QString message = messageOf([&] {
        writeSafetensors(path.toStdString(), {},
            {source("w", TensorType::U8, {200'000}, QByteArray(200'000, 'x')),
                source("v", TensorType::U8, {200'000}, QByteArray(200'000, 'x'))});
    });
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    QVERIFY2(message.startsWith(path + ": cannot be written: "), qPrintable(message));
    QCOMPARE(contentOf(path), old);
    QCOMPARE(QDir(m_folder.path()).entryList({"kept*"}).size(), 1);
}

ISTHMUS_GUILESS_TEST(tst_Safetensors)
#include "tst_Safetensors.moc"
