// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/ReadFields.h"
#include "core/datasets/readers.h"
#include "core/datasets/readers/FashionMnist.h"
#include "tests/Skip.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"

#include <algorithm>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

QString openMessage(const std::string& path)
{
    return messageOf([&] { static_cast<void>(openDataset(path)); });
}

bool fashionMnistIsThere()
{
    const std::vector<BuiltinDataset> all = builtinDatasets();
    return all.front().available;
}

} // namespace

class TestDatasets : public QObject
{
    Q_OBJECT
private slots:
    void builtinSets()
    {
        const std::vector<BuiltinDataset> all = builtinDatasets();
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].name, std::string("fashion-mnist"));
        QCOMPARE(all[0].title, std::string("Fashion-MNIST"));
        QCOMPARE(all[0].package, std::string("dataset-fashion-mnist"));
        QCOMPARE(all[1].name, std::string("sprites"));
        QVERIFY(all[1].available);
        QVERIFY(all[1].package.empty());
    }

    void spritesNeedNothing()
    {
        const auto data = openDataset("sprites");
        QCOMPARE(data->trainCount, Index(10000));
        QCOMPARE(data->testCount, Index(2000));
        QCOMPARE(data->name, std::string("sprites"));
    }

    /// Facts of the published set: 7,000 samples of each class, and the first three labels.
    void fashionMnistIsWhole()
    {
        if (!fashionMnistIsThere())
            ISTHMUS_SKIP("the package dataset-fashion-mnist is not installed");
        const auto data = openDataset("fashion-mnist");
        QCOMPARE(data->trainCount, Index(60000));
        QCOMPARE(data->testCount, Index(10000));
        QCOMPARE(data->shape, (Shape{1, 28, 28}));
        QCOMPARE(data->name, std::string("fashion-mnist"));
        QCOMPARE(data->title, std::string("Fashion-MNIST"));
        QCOMPARE(data->className(0), std::string("Ankle boot"));
        QCOMPARE(data->className(1), std::string("T-shirt"));
        QCOMPARE(data->className(60000), std::string("Ankle boot"));
        for (std::int32_t label = 0; label < 10; ++label)
            QCOMPARE(std::count(data->labels.begin(), data->labels.end(), label), 7000);
        double sum = 0;
        const auto& images = static_cast<const ByteImages&>(*data->images);
        for (Index sample = 0; sample < data->trainCount; ++sample)
            for (const std::uint8_t byte : images.sample(sample))
                sum += byte;
        QVERIFY(std::abs(sum / (60000.0 * 784 * 255) - 0.2860) < 0.0001); // mean of the training pixels, as published
    }

    void aMissingBuiltinSetNamesItsPackage()
    {
        const Folder folder;
        QVERIFY(!hasFashionMnist(folder.path().toStdString()));
        QCOMPARE(messageOf([&] { static_cast<void>(readFashionMnist(folder.path().toStdString())); }),
            "fashion-mnist: expected its files in " + folder.path()
                + ", found none; install Debian's package dataset-fashion-mnist");
    }

    void opensFilesByContent()
    {
        const Folder folder;
        const std::string path = folder.write("something.dat", idx({2, 3, 4}, counting(24)));
        QCOMPARE(openDataset(path)->count(), Index(2));
        folder.write("train-images-idx3-ubyte.gz", gzip(idx({3, 3, 4}, counting(36))));
        QCOMPARE(openDataset(folder.path().toStdString())->count(), Index(3));
    }

    void whatCannotBeOpenedIsExplained()
    {
        const Folder folder;
        QCOMPARE(openMessage("fashion-mnits"),
            QString("fashion-mnits: expected a file, a folder or one of the built-in data sets fashion-mnist, sprites, "
                    "found none of that name"));
        QVERIFY(openMessage("").contains("found none of that name"));
        const std::string empty = folder.write("empty.idx", {});
        QCOMPARE(openMessage(empty), QString::fromStdString(empty) + ": expected a data set, found an empty file");
        const QString here = folder.path();
        QVERIFY2(openMessage(here.toStdString()).startsWith(here + ": expected a folder with a data set in one of"),
            qPrintable(openMessage(here.toStdString())));
        const std::string text = folder.write("letter.doc", "Dear reader");
        QVERIFY2(openMessage(text).endsWith("found another kind of file"), qPrintable(openMessage(text)));
    }

    /// The name tells which format a broken file was meant to have.
    /// A file in it that opens, or what its files are.
    void aFolderIsExplainedByItsFiles()
    {
        const auto found = [](const Folder& folder) {
            const QString message = openMessage(folder.path().toStdString());
            return message.mid(message.indexOf(", found ") + 8);
        };
        const Folder tables;
        tables.write("notes.txt", "Dear reader");
        tables.write("train.csv", "a,b\n1,2\n3,4\n");
        QCOMPARE(found(tables), "none as a whole, but the file train.csv (CSV), which can be opened by itself");
        const Folder foreign;
        QDir().mkpath(foreign.path("data"));
        foreign.write("data/part-0.parquet", "PAR1");
        QCOMPARE(found(foreign),
            "none in it, but the file data/part-0.parquet, a Parquet file; in Python: "
            "pandas.read_parquet('part-0.parquet').to_csv('table.csv', index=False)");
        const Folder letters;
        letters.write("notes.txt", "Dear reader");
        QCOMPARE(found(letters), "none in it");
        QCOMPARE(found(Folder()), "none in it, since it holds no file");
    }

    void aBrokenFileOfAUsualNameGetsItsReadersWord()
    {
        const Folder folder;
        const std::string path = folder.write("a-images-idx3-ubyte", "not what the name says");
        QVERIFY2(openMessage(path).contains("expected an IDX file"), qPrintable(openMessage(path)));
    }

    void everyReaderIsComplete()
    {
        for (const DatasetReader& reader : datasetReaders()) {
            QVERIFY(reader.name != nullptr && reader.sniff != nullptr && reader.read != nullptr);
            QVERIFY(QString(reader.summary).size() > 10);
            for (const std::string& name : reader.fields)
                QVERIFY(std::any_of(readFields().begin(), readFields().end(),
                    [&](const ReadField& field) { return field.name == name; }));
        }
    }

    void contentDecidesNotTheName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("format");
        for (const auto& [name, format] : {std::pair("images.npy", "NPY"), {"split.npz", "NPZ"}, {"table.csv", "CSV"},
                 {"table.tsv", "TSV"}, {"cifar/test_batch.bin", "CIFAR-10"}, {"colours/1.png", "picture"}})
            QTest::newRow(name) << name << format;
    }

    void contentDecidesNotTheName()
    {
        QFETCH(QString, name);
        QFETCH(QString, format);
        const Folder folder;
        QVERIFY(QFile::copy(QString(ISTHMUS_SOURCE_DIR "/tests/fixtures/data/") + name, folder.path("x.idx")));
        QCOMPARE(QString::fromStdString(openDataset(folder.path("x.idx").toStdString())->format), format);
    }

    void anOptionThatAFormatHasNoUseForIsRefused()
    {
        const Folder folder;
        const std::string path = folder.write("a.idx", idx({2, 3, 4}, counting(24)));
        ReadOptions options;
        options.patch = 3;
        QCOMPARE(messageOf([&] { static_cast<void>(openDataset(path, options)); }),
            QString::fromStdString(path) + ": the format IDX has nothing that patch could choose; leave it out");
        QCOMPARE(messageOf([&] { static_cast<void>(openDataset("sprites", options)); }),
            QString("the built-in set sprites has nothing that patch could choose; leave it out"));
        QCOMPARE(applicableOptions(options, path), ReadOptions());
    }

    void builtinSetsTakeAScaling()
    {
        ReadOptions options;
        options.scale = ReadOptions::Scale::Symmetric;
        const auto data = openDataset("sprites", options);
        QCOMPARE(data->scaling.form, ScalingForm::Symmetric);
        QCOMPARE(data->scaling.at(0)(data->images->minimum()), -1.0);
        QCOMPARE(data->reading, options);
        QCOMPARE(applicableOptions(options, "sprites"), options);
    }

    void choicesInReadingAreKeptAsTexts()
    {
        ReadOptions options;
        for (const auto& [name, text] : {std::pair("array", "x"), {"label-array", "y"}, {"label-column", "3"},
                 {"size", "20x30"}, {"channels", "grey"}, {"channel-order", "first"}, {"fit", "pad"}, {"turn", "left"},
                 {"patch", "7"}, {"stride", "5"}, {"scaling", "range"}, {"missing", "leave-out"}, {"one-hot", "a,b"},
                 {"validation-part", "leave-out"}})
            for (const ReadField& field : readFields())
                if (std::string(field.name) == name)
                    field.set(options, text);
        const QJsonObject object = toJson(options);
        QCOMPARE(object.size(), qsizetype(readFields().size()));
        QCOMPARE(object["size"].toString(), QString("20x30"));
        QCOMPARE(readingFromJson(object, "run"), options);
        QVERIFY(toJson(ReadOptions()).isEmpty());
        QCOMPARE(messageOf([] {
            static_cast<void>(readingFromJson({{"size", "20"}}, "run"));
        }),
            QString("run: size: expected width x height in pixels, such as 32x32, found '20'"));
        QVERIFY(messageOf([] { static_cast<void>(readingFromJson({{"color", "red"}}, "run")); }) != "no error");
    }
};

ISTHMUS_APPLESS_TEST(TestDatasets)
#include "tst_Datasets.moc"
