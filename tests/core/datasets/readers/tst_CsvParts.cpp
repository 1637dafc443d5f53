// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvParts.h"
#include "tests/TestProgram.h"

using namespace isthmus;

class TestCsvParts : public QObject
{
    Q_OBJECT
private slots:
    void rowsForValidationAreThatPart()
    {
        const CsvParts parts = csvParts({CsvPart::Train, CsvPart::Validation, CsvPart::Test, CsvPart::Train});
        QCOMPARE(parts.train, (std::vector<std::size_t>{0, 3}));
        QCOMPARE(parts.test, (std::vector<std::size_t>{2}));
        QCOMPARE(parts.validation, (std::vector<std::size_t>{1}));
        QCOMPARE(csvPartsText("column 2 (set)", parts),
            std::string("The column 2 (set) says which rows are for training (2) and for testing (1); 1 for validation "
                        "are the validation part."));
    }

    void rowsForValidationAreForTestingWhereNoOthersAre()
    {
        const CsvParts both = csvParts({CsvPart::Train, CsvPart::Validation, CsvPart::Test, CsvPart::Train},
            ReadOptions::ValidationPart::LeaveOut);
        QCOMPARE(both.train, (std::vector<std::size_t>{0, 3}));
        QCOMPARE(both.test, (std::vector<std::size_t>{2}));
        QVERIFY(both.validation.empty());
        QCOMPARE(csvPartsText("column 2 (set)", both),
            std::string("The column 2 (set) says which rows are for training (2) and for testing (1); 1 for validation "
                        "were left out."));
        QCOMPARE(csvParts({CsvPart::Train, CsvPart::Validation}).test, (std::vector<std::size_t>{1}));
    }

    void rowsForTestingAreForTrainingWhereNoOthersAre()
    {
        const CsvParts parts =
            csvParts({CsvPart::Test, CsvPart::Test, CsvPart::Validation}, ReadOptions::ValidationPart::LeaveOut);
        QCOMPARE(parts.train, (std::vector<std::size_t>{0, 1}));
        QVERIFY(parts.test.empty());
        QCOMPARE(csvPartsText("last column", parts),
            std::string("The last column says of no row that it is for training: the 2 for testing were taken for it; "
                        "1 for validation were left out."));
    }
};

ISTHMUS_APPLESS_TEST(TestCsvParts)
#include "tst_CsvParts.moc"
