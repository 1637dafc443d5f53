// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/session/FilmThread.h"

#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <future>

using namespace isthmus;

namespace {

void addFrame(Film& film)
{
    QImage frame(8, 8, QImage::Format_RGB32);
    frame.fill(QColor(40 * film.frames() % 256, 90, 120));
    film.add(frame, {});
}

QStringList framesIn(const QString& folder)
{
    return QDir(folder).entryList({"frame-*.png"}, QDir::Files, QDir::Name);
}

} // namespace

/// Frames that the window hands over become a film on another thread.
class TestFilmThread : public QObject
{
    Q_OBJECT

private slots:
    void framesAreWrittenInTheirOrder()
    {
        FilmThread film;
        QSignalSpy ended(&film, &FilmThread::ended);
        QSignalSpy told(&film, &FilmThread::framesChanged);
        film.start(path("film"), folder());
        int handed = 0;
        while (handed < 12) {
            handed += film.offer(addFrame) ? 1 : 0;
            QCoreApplication::processEvents();
        }
        film.finish();
        QVERIFY(!film.offer(addFrame));
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(!film.isRunning());
        QCOMPARE(film.frames(), 12);
        QVERIFY(told.count() > 0);
        QCOMPARE(framesIn(path("film")).size(), 12);
        QCOMPARE(QImage(path("film/frame-000003.png")).pixelColor(0, 0), QColor(80, 90, 120));
    }

    void framesAreLeftOutWhileTheDiskIsSlow()
    {
        FilmThread film;
        QSignalSpy ended(&film, &FilmThread::ended);
        film.start(path("slow"), folder());
        std::promise<void> entered;
        std::promise<void> mayGoOn;
        QVERIFY(film.offer([&](Film& out) {
            entered.set_value();
            mayGoOn.get_future().wait();
            addFrame(out);
        }));
        entered.get_future().wait();
        int waiting = 0;
        while (film.offer(addFrame))
            ++waiting;
        QVERIFY(waiting > 0 && waiting < 10);
        mayGoOn.set_value();
        film.finish();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(film.frames(), 1 + waiting);
    }

    void stoppedFilmKeepsWhatIsThere()
    {
        FilmThread film;
        QSignalSpy ended(&film, &FilmThread::ended);
        film.start(path("stopped"), folder());
        std::promise<void> entered;
        QVERIFY(film.offer([&](Film& out) {
            addFrame(out);
            film.count(out.frames());
            entered.set_value();
            while (!film.isStopping())
                std::this_thread::yield();
            throw Cancelled("stopped");
        }));
        entered.get_future().wait();
        film.stop();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(framesIn(path("stopped")), QStringList{"frame-000001.png"});
    }

    void failureIsOneSentence()
    {
        FilmThread film;
        QSignalSpy ended(&film, &FilmThread::ended);
        QSignalSpy failed(&film, &FilmThread::failed);
        film.start(path("nowhere/film.webp"), {});
        film.finish();
        QTRY_COMPARE(failed.count(), 1);
        const QString sentence = failed.front().front().toString();
        QVERIFY2(sentence.contains("film.webp") && !sentence.contains('\n'), qPrintable(sentence));
        QCOMPARE(ended.count(), 0);
        QVERIFY(!film.isRunning());
    }

    void destroyedFilmIsWhole()
    {
        {
            FilmThread film;
            film.start(path("destroyed"), folder());
            QVERIFY(film.offer(addFrame));
            QTRY_COMPARE(film.frames(), 1);
        }
        QCOMPARE(framesIn(path("destroyed")).size(), 1);
    }

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

    static FilmSettings folder()
    {
        FilmSettings settings;
        settings.isFolder = true;
        return settings;
    }

    QTemporaryDir m_folder;
};

ISTHMUS_GUILESS_TEST(TestFilmThread)
#include "tst_FilmThread.moc"
