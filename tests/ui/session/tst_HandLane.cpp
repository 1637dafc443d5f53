// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Latent.h"
#include "core/base/Error.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/HandLane.h"

#include <QSignalSpy>

#include <new>

using namespace isthmus;
using isthmus::test::windowRun;

namespace {

std::shared_ptr<const Snapshot> snapshotWith(std::uint64_t seed)
{
    const RunSpec run = windowRun();
    auto snapshot = std::make_shared<Snapshot>();
    const auto model = std::make_shared<const Autoencoder>(run.model, run.data->shape);
    snapshot->frozen = {model, model->initialise(seed)};
    return snapshot;
}

constexpr double kAlwaysInline = 1e9;
constexpr double kNeverInline = 0;

} // namespace

class TestHandLane : public QObject
{
    Q_OBJECT

private slots:
    void quickDecodeIsThereAtOnce();
    void slowDecodeComesFromItsThread();
    void bothWaysGiveTheSamePicture();
    void newestRequestWins();
    void sameRequestDoesNothing();
    void codeOfAnotherSizeIsIgnored();
    void clearForgetsWhatIsOnItsWay();
    void faultLeavesTheLastPicture_data();
    void faultLeavesTheLastPicture();
};

void TestHandLane::quickDecodeIsThereAtOnce()
{
    HandLane lane(nullptr, nullptr, kAlwaysInline);
    QSignalSpy decoded(&lane, &HandLane::decoded);
    lane.request(snapshotWith(1), {1, 2});
    QCOMPARE(decoded.count(), 1);
    QCOMPARE(lane.code(), (std::vector<float>{1, 2}));
    QCOMPARE(lane.image().size(), std::size_t(28 * 28));
    QVERIFY(lane.milliseconds() > 0);
    QVERIFY(!lane.isDecoding());
}

void TestHandLane::slowDecodeComesFromItsThread()
{
    HandLane lane(nullptr, nullptr, kNeverInline);
    QSignalSpy decoded(&lane, &HandLane::decoded);
    lane.request(snapshotWith(1), {1, 2});
    QCOMPARE(decoded.count(), 0);
    QVERIFY(lane.isDecoding());
    QTRY_COMPARE(decoded.count(), 1);
    QCOMPARE(lane.image().size(), std::size_t(28 * 28));
    QVERIFY(!lane.isDecoding());
}

void TestHandLane::bothWaysGiveTheSamePicture()
{
    const auto snapshot = snapshotWith(1);
    HandLane quick(nullptr, nullptr, kAlwaysInline), slow(nullptr, nullptr, kNeverInline);
    quick.request(snapshot, {1, 2});
    slow.request(snapshot, {1, 2});
    QTRY_VERIFY(!slow.image().empty());
    QVERIFY(slow.image() == quick.image());
}

void TestHandLane::newestRequestWins()
{
    HandLane lane(nullptr, nullptr, kNeverInline);
    const auto snapshot = snapshotWith(1);
    for (int move = 0; move < 50; ++move)
        lane.request(snapshot, {float(move), 0});
    QTRY_VERIFY(!lane.isDecoding());
    QCOMPARE(lane.code(), (std::vector<float>{49, 0}));
}

void TestHandLane::sameRequestDoesNothing()
{
    HandLane lane(nullptr, nullptr, kAlwaysInline);
    const auto snapshot = snapshotWith(1);
    lane.request(snapshot, {1, 2});
    const std::vector<float> first = lane.image();
    QSignalSpy decoded(&lane, &HandLane::decoded);
    lane.request(snapshot, {1, 2});
    QCOMPARE(decoded.count(), 0);
    lane.request(snapshotWith(2), {1, 2});
    QCOMPARE(decoded.count(), 1);
    QVERIFY(lane.image() != first);
}

void TestHandLane::codeOfAnotherSizeIsIgnored()
{
    HandLane lane(nullptr, nullptr, kAlwaysInline);
    lane.request(snapshotWith(1), {1, 2, 3});
    QVERIFY(lane.image().empty());
}

void TestHandLane::clearForgetsWhatIsOnItsWay()
{
    HandLane lane(nullptr, nullptr, kNeverInline);
    std::vector<std::vector<float>> shown;
    connect(&lane, &HandLane::decoded, &lane, [&] { shown.push_back(lane.code()); });
    lane.request(snapshotWith(1), {1, 2});
    lane.clear();
    QVERIFY(lane.image().empty());
    QVERIFY(!lane.isDecoding());
    lane.request(snapshotWith(1), {3, 4});
    QTRY_COMPARE(lane.code(), (std::vector<float>{3, 4}));
    QCOMPARE(shown, (std::vector<std::vector<float>>{{}, {3, 4}})); // the thread decodes one after the other
}

void TestHandLane::faultLeavesTheLastPicture_data()
{
    QTest::addColumn<double>("inlineLimit");
    QTest::newRow("at once") << kAlwaysInline;
    QTest::newRow("on its thread") << kNeverInline;
}

void TestHandLane::faultLeavesTheLastPicture()
{
    QFETCH(double, inlineLimit);
    HandLane lane(nullptr, nullptr, inlineLimit,
        [](const Autoencoder& model, const FloatVector& parameters, std::span<const float> code, Workspace& workspace,
            ThreadPool& pool) -> std::vector<float> {
            if (code[0] == 7)
                throw std::bad_alloc();
            if (code[0] == 8)
                throw Error("out of reach");
            return decodeOne(model, parameters, code, workspace, pool);
        });
    const auto snapshot = snapshotWith(1);
    QSignalSpy failed(&lane, &HandLane::failed);
    lane.request(snapshot, {1, 2});
    QTRY_VERIFY(!lane.image().empty());
    const std::vector<float> before = lane.image();
    lane.request(snapshot, {7, 0});
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains("memory"));
    lane.request(snapshot, {8, 0});
    QTRY_VERIFY(!lane.isDecoding());
    QCOMPARE(failed.count(), 1); // said once
    QCOMPARE(lane.code(), (std::vector<float>{1, 2}));
    QVERIFY(lane.image() == before);
    lane.request(snapshot, {3, 4});
    QTRY_COMPARE(lane.code(), (std::vector<float>{3, 4}));
    lane.request(snapshot, {8, 0});
    QTRY_COMPARE(failed.count(), 2);
}

ISTHMUS_GUILESS_TEST(TestHandLane)
#include "tst_HandLane.moc"
