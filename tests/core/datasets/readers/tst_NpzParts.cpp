// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/NpzReader.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Archives.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

const Arrays kThreeParts{{"x_train.npy", zeros("|u1", "(3, 2, 2)", 12)}, {"y_train.npy", zeros("|u1", "(3,)", 3)},
    {"x_val.npy", zeros("|u1", "(2, 2, 2)", 8)}, {"y_val.npy", zeros("|u1", "(2,)", 2)},
    {"x_test.npy", zeros("|u1", "(1, 2, 2)", 4)}, {"y_test.npy", zeros("|u1", "(1,)", 1)}};

} // namespace

/// The validation part that an archive brings.
class TestNpzParts : public QObject
{
    Q_OBJECT

private slots:
    void itIsTheLastPart()
    {
        const Folder folder;
        const Dataset data = readNpz(folder.write("x.npz", npz(kThreeParts)));
        QCOMPARE(data.trainCount, Index(3));
        QCOMPARE(data.testCount, Index(1));
        QCOMPARE(data.validationCount, Index(2));
        QCOMPARE(data.labels.size(), std::size_t(6));
        QCOMPARE(data.notices, std::vector<std::string>());
    }

    void itIsLeftOutOnRequest()
    {
        const Folder folder;
        ReadOptions options;
        options.validationPart = ReadOptions::ValidationPart::LeaveOut;
        const Dataset data = readNpz(folder.write("x.npz", npz(kThreeParts)), options);
        QCOMPARE(data.count(), Index(4));
        QCOMPARE(data.notices,
            (std::vector<std::string>{"The validation part was left out: x_val holds 2 x 2 x 2 of uint8."}));
    }

    void oneOfAnotherSizeIsLeftOut()
    {
        const Folder folder;
        const Dataset data = readNpz(folder.write("x.npz",
            npz({{"x_train.npy", zeros("|u1", "(3, 2, 2)", 12)}, {"x_val.npy", zeros("|u1", "(2, 3, 2)", 12)}})));
        QCOMPARE(data.count(), Index(3));
        QCOMPARE(data.notices.size(), std::size_t(1));
        QVERIFY(data.notices.front().starts_with("The validation part was left out: x.npz: x_val: expected images"));
    }
};

ISTHMUS_APPLESS_TEST(TestNpzParts)
#include "tst_NpzParts.moc"
