// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/Sprites.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/session/PreviewReader.h"

#include <QPointer>
#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace isthmus;

namespace {

DataChoice sprites()
{
    DataChoice choice;
    choice.nameOrPath = "sprites";
    return choice;
}

std::shared_ptr<const Dataset> someSprites()
{
    return std::make_shared<const Dataset>(makeSprites(60, 20));
}

} // namespace

/// A data set is read for its preview on another thread, while the wish for it may change.
class TestPreviewReader : public QObject
{
    Q_OBJECT

private slots:
    void stagesComeInTheirOrder()
    {
        PreviewReader reader;
        QStringList stages;
        connect(&reader, &PreviewReader::choicesFound, this, [&] { stages << "choices"; });
        connect(&reader, &PreviewReader::dataRead, this, [&] { stages << "data"; });
        connect(&reader, &PreviewReader::previewed, this, [&](const DatasetPreview& preview) {
            stages << "preview";
            QCOMPARE(preview.total, Index(80));
        });
        reader.readWith([](const auto&...) { return someSprites(); });
        reader.begin(sprites());
        QVERIFY(reader.isBusy());
        QTRY_COMPARE(stages, (QStringList{"choices", "data", "preview"}));
        QVERIFY(!reader.isBusy());
        QCOMPARE(reader.data()->count(), Index(80));
    }

    void otherSplitReadsNothingAnew()
    {
        PreviewReader reader;
        std::atomic<int> reads = 0;
        reader.readWith([&](const auto&...) {
            ++reads;
            return someSprites();
        });
        QSignalSpy previewed(&reader, &PreviewReader::previewed);
        reader.begin(sprites());
        QTRY_COMPARE(previewed.count(), 1);
        DataChoice choice = reader.wish();
        choice.split.validation = 0.5;
        reader.want(choice);
        QTRY_COMPARE(previewed.count(), 2);
        QCOMPARE(reads.load(), 1);
    }

    void newestWishWins()
    {
        PreviewReader reader;
        std::atomic<int> reads = 0;
        reader.readWith([&](const auto&, const auto&, const Progress& progress) {
            if (reads++ == 0)
                for (;;)
                    report(progress, 0.5); // until it is told to stop
            return someSprites();
        });
        QSignalSpy read(&reader, &PreviewReader::dataRead);
        QSignalSpy failed(&reader, &PreviewReader::failed);
        reader.begin(sprites());
        QTRY_COMPARE(reads.load(), 1);
        QTRY_COMPARE(reader.progress(), 0.5);
        DataChoice other = reader.wish();
        other.reading.width = 7;
        reader.want(other);
        QTRY_COMPARE(read.count(), 1);
        QCOMPARE(reads.load(), 2);
        QCOMPARE(failed.count(), 0);
        QCOMPARE(reader.wish().reading.width, other.reading.width);
    }

    void stoppedReaderGoesOnWhenAsked()
    {
        PreviewReader reader;
        std::atomic<bool> mayEnd = false;
        reader.readWith([&](const auto&, const auto&, const Progress& progress) {
            while (!mayEnd)
                report(progress, 0);
            return someSprites();
        });
        QSignalSpy stopped(&reader, &PreviewReader::stopped);
        QSignalSpy previewed(&reader, &PreviewReader::previewed);
        reader.begin(sprites());
        reader.stop();
        QCOMPARE(stopped.count(), 1);
        QVERIFY(!reader.isBusy());
        mayEnd = true;
        reader.again();
        QTRY_COMPARE(previewed.count(), 1);
    }

    void failureIsOneSentence()
    {
        PreviewReader reader;
        reader.readWith(
            [](const auto&...) -> std::shared_ptr<const Dataset> { throw Error("a.npy: expected 3 axes, found 2"); });
        QSignalSpy failed(&reader, &PreviewReader::failed);
        reader.begin(sprites());
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.front().front().toString(), QString("a.npy: expected 3 axes, found 2"));
        QVERIFY(!reader.isBusy());
        QVERIFY(!reader.data());
    }

    void retiredReaderHoldsNobodyUp()
    {
        QObject keeper;
        std::atomic<bool> isReading = false;
        const QPointer<PreviewReader> reader = new PreviewReader;
        reader->readWith([&](const auto&, const auto&, const Progress& progress) {
            isReading = true;
            for (;;)
                report(progress, 0);
            return someSprites();
        });
        reader->begin(sprites());
        QTRY_VERIFY(isReading.load());
        reader->retire(&keeper);
        QTRY_VERIFY(!reader);
    }
};

ISTHMUS_GUILESS_TEST(TestPreviewReader)
#include "tst_PreviewReader.moc"
