// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Tables.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

constexpr Index kRows = 30;

/// A file that tests/fixtures/make_tables.py or make_tables.R made.
std::string table(const QString& name)
{
    return ISTHMUS_SOURCE_DIR "/tests/fixtures/tables/" + name.toStdString();
}

} // namespace

/// Tables of other programs, as they write them unless they are asked for something else.
class TestTables : public QObject
{
    Q_OBJECT
private slots:
    void areReadAsTheyAreMeant_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("classes");
        QTest::newRow("pandas-index.csv") << 100 << 0;
        QTest::newRow("pandas-unnamed.csv") << 100 << 0;
        QTest::newRow("pandas-unnamed.csv.gz") << 100 << 0;
        QTest::newRow("pandas-names.csv") << 64 << 3;
        QTest::newRow("pandas-pixels.csv") << 64 << 3;
        QTest::newRow("pandas-pixels-2.csv") << 64 << 3;
        QTest::newRow("numpy.txt") << 12 << 0;
        QTest::newRow("numpy.csv") << 12 << 0;
        QTest::newRow("numpy.npy.gz") << 12 << 0;
        QTest::newRow("numpy-label-last.csv") << 64 << 3;
        QTest::newRow("r.txt") << 12 << 3;
        QTest::newRow("r.tsv") << 12 << 3;
        QTest::newRow("r.csv") << 12 << 3;
    }

    void areReadAsTheyAreMeant()
    {
        QFETCH(int, columns);
        QFETCH(int, classes);
        const QString name = QTest::currentDataTag();
        const auto data = openDataset(table(name));
        QCOMPARE(data->count(), kRows);
        const bool isOnePicture = name.startsWith("pandas-pixels"); // all in one field
        QCOMPARE(data->shape, isOnePicture ? (Shape{1, 8, 8}) : (Shape{1, 1, columns}));
        QCOMPARE(data->classNames.size(), static_cast<std::size_t>(classes));
        for (Index n = 0; n < kRows; ++n) {
            QCOMPARE(data->hasLabels() ? data->labels[static_cast<std::size_t>(n)] : 0, classes > 0 ? int(n % 3) : 0);
            const std::vector<float> row = rawSample(*data, n);
            const Index first = name == "numpy-label-last.csv" ? 1 : 0; // a corner that is 0 in all of them
            for (Index i = first; i < data->shape.size(); ++i)
                QCOMPARE(row[static_cast<std::size_t>(i)], static_cast<float>(scriptValue(n, i)));
        }
    }

    void partsThatAColumnNamesAreParts()
    {
        const auto data = openDataset(table("pandas-pixels.csv"));
        QCOMPARE(data->trainCount, Index(20));
        QCOMPARE(data->testCount, Index(10));
        QCOMPARE(openDataset(table("pandas-pixels-2.csv"))->testCount, Index(0));
    }
};

ISTHMUS_APPLESS_TEST(TestTables)
#include "tst_Tables.moc"
