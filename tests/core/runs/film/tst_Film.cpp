// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/film/pathFilm.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QDir>
#include <QImageReader>
#include <QPainter>
#include <QTemporaryDir>
#include <QtEndian>

#include <csignal>
#include <new>
#include <sys/resource.h>

using namespace isthmus;

/// Frames come back from the disk as they were, by Qt's reader, and a film that cannot go on keeps those it has.
class tst_Film : public QObject
{
    Q_OBJECT

private slots:
    void webpComesBackFrameByFrame();
    void unchangedFramesStayFrames();
    void lossyIsNearTheSame();
    void webpTellsItsRun();
    void pngsComeBackWithTheirRuns();
    void otherSizesAreFitted();
    void placeThatCannotBeWrittenIsNamed_data();
    void placeThatCannotBeWrittenIsNamed();
    void unfinishedAnimationLeavesNothing();
    void filesOfOthersStay();
    void linkAndRightsStay();
    void fullDiskKeepsTheFramesBefore();
    void fullDiskAtTheEndTellsWhatIsKept();
    void shortMemoryKeepsTheFramesBefore();
    void shortMemoryAtTheFirstFrameKeepsTheOldFile();
    void pathIsDecoded();

private:
    [[nodiscard]] std::string path(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
    const Provenance m_provenance{"0123456789abcdef", "vae-2d", "sprites", 12, 0.5};
};

namespace {

/// A picture without a pattern, of which later ones differ in a moving square alone.
QImage frameOf(int number, QSize size = {37, 23})
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, qRgb((x * 71 + y * 13) % 256, (x * y) % 256, (y * 97) % 256));
    QPainter(&image).fillRect(3 * number + 1, number + 2, 5, 4, QColor(255, 10 * number, 0));
    return image;
}

/// Pictures that differ everywhere.
QImage noisyFrame(int number)
{
    QImage image(60, 60, QImage::Format_RGB32);
    quint32 state = 1 + static_cast<quint32>(number);
    for (int y = 0; y < 60; ++y)
        for (int x = 0; x < 60; ++x) {
            state = state * 1664525 + 1013904223;
            image.setPixel(x, y, 0xFF000000 | (state >> 8));
        }
    return image;
}

std::vector<QImage> framesOf(const std::string& path)
{
    QImageReader reader(QString::fromStdString(path));
    std::vector<QImage> frames;
    for (QImage image = reader.read(); !image.isNull(); image = reader.read())
        frames.push_back(image.convertToFormat(QImage::Format_RGB32));
    return frames;
}

/// Files cannot grow above this size, as on a disk that is full.
class FileLimit
{
public:
    explicit FileLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FileLimit(const FileLimit&) = delete;
    FileLimit& operator=(const FileLimit&) = delete;

private:
    rlimit m_before{};
};

} // namespace

void tst_Film::webpComesBackFrameByFrame()
{
    const std::unique_ptr<Film> film = makeFilm(path("a film.webp"), {.millisecondsPerFrame = 40});
    for (int i = 0; i < 6; ++i)
        film->add(frameOf(i), m_provenance);
    QCOMPARE(film->frames(), 6);
    QVERIFY(!QFile::exists(m_folder.filePath("a film.webp")));
    film->finish();

    QImageReader reader(m_folder.filePath("a film.webp"));
    QVERIFY(reader.supportsAnimation());
    QCOMPARE(reader.imageCount(), 6);
    const std::vector<QImage> frames = framesOf(path("a film.webp"));
    QVERIFY(frames.size() >= 6);
    for (int i = 0; i < 6; ++i)
        QCOMPARE(frames[static_cast<std::size_t>(i)], frameOf(i));
    (void)reader.read();
    QCOMPARE(reader.nextImageDelay(), 40);
    QCOMPARE(QDir(m_folder.path()).entryList({"a film*"}), QStringList{"a film.webp"});
}

void tst_Film::unchangedFramesStayFrames()
{
    const std::unique_ptr<Film> film = makeFilm(path("still.webp"), {});
    for (int i = 0; i < 3; ++i)
        film->add(frameOf(1), m_provenance);
    film->finish();
    QCOMPARE(QImageReader(m_folder.filePath("still.webp")).imageCount(), 3);
    QCOMPARE(framesOf(path("still.webp"))[2], frameOf(1));
    QVERIFY(QFile(m_folder.filePath("still.webp")).size() < 6000);
}

void tst_Film::lossyIsNearTheSame()
{
    QImage smooth(64, 64, QImage::Format_RGB32);
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x)
            smooth.setPixel(x, y, qRgb(4 * x, 4 * x, 4 * x));
    const std::unique_ptr<Film> film = makeFilm(path("lossy.webp"), {.isLossless = false, .quality = 90});
    film->add(smooth, m_provenance);
    film->add(smooth.mirrored(true, false), m_provenance);
    film->finish();
    const std::vector<QImage> frames = framesOf(path("lossy.webp"));
    QVERIFY(frames.size() >= 2);
    for (int x = 0; x < 64; ++x) {
        QVERIFY(std::abs(qGray(frames[0].pixel(x, 20)) - 4 * x) < 12);
        QVERIFY(std::abs(qGray(frames[1].pixel(x, 20)) - 4 * (63 - x)) < 12);
    }
}

void tst_Film::webpTellsItsRun()
{
    const std::unique_ptr<Film> film = makeFilm(path("run.webp"), {});
    film->add(frameOf(0), m_provenance);
    film->finish();
    const QByteArray bytes = contentOf(m_folder.filePath("run.webp"));
    const qsizetype xmp = bytes.indexOf("XMP ");
    QVERIFY(xmp > 0);
    QVERIFY(bytes.mid(xmp).contains("<isthmus:run>0123456789abcdef</isthmus:run>"));
    QCOMPARE(static_cast<qsizetype>(qFromLittleEndian<quint32>(bytes.constData() + 4)) + 8, bytes.size());
}

void tst_Film::pngsComeBackWithTheirRuns()
{
    const std::unique_ptr<Film> film = makeFilm(path("new/frames"), {.isFolder = true});
    for (int i = 0; i < 3; ++i)
        film->add(frameOf(i), {m_provenance.run, "vae-2d", "sprites", 12 + i, 0.5});
    film->finish();
    const QDir folder(m_folder.filePath("new/frames"));
    QCOMPARE(folder.entryList(QDir::Files), (QStringList{"frame-000001.png", "frame-000002.png", "frame-000003.png"}));
    const QImage last(folder.filePath("frame-000003.png"));
    QCOMPARE(last.convertToFormat(QImage::Format_RGB32), frameOf(2));
    QCOMPARE(last.text("isthmus.step"), QString("14"));
    QVERIFY(messageOf([&] {
        (void)makeFilm(path("new/frames"), {.isFolder = true});
    }).contains("without frames, found frame-000001.png"));
}

void tst_Film::otherSizesAreFitted()
{
    const std::unique_ptr<Film> film = makeFilm(path("sizes.webp"), {});
    film->add(frameOf(0, {20, 20}), m_provenance);
    film->add(frameOf(1, {30, 10}), m_provenance);
    film->finish();
    const std::vector<QImage> frames = framesOf(path("sizes.webp"));
    QCOMPARE(frames[1].size(), QSize(20, 20));
    QCOMPARE(frames[1].copy(0, 0, 20, 10), frameOf(1, {30, 10}).copy(0, 0, 20, 10));
    QCOMPARE(frames[1].pixel(10, 15), frameOf(1, {30, 10}).pixel(0, 0));
}

void tst_Film::placeThatCannotBeWrittenIsNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isFolder");
    QTest::newRow("animation below a file") << "a-file/film.webp" << false;
    QTest::newRow("folder below a file") << "a-file/frames" << true;
    QTest::newRow("no such folder") << "nowhere/film.webp" << false;
}

void tst_Film::placeThatCannotBeWrittenIsNamed()
{
    QFETCH(QString, name);
    QFETCH(bool, isFolder);
    QVERIFY(writeContent(m_folder.filePath("a-file"), "x"));
    const QString message = messageOf([&] { (void)makeFilm(path(name), {.isFolder = isFolder}); });
    QVERIFY2(message.startsWith(QString::fromStdString(path(name)) + ": "), qPrintable(message));
}

void tst_Film::unfinishedAnimationLeavesNothing()
{
    {
        const std::unique_ptr<Film> film = makeFilm(path("gone.webp"), {});
        film->add(frameOf(0), m_provenance);
    }
    QCOMPARE(QDir(m_folder.path()).entryList({"gone*"}), QStringList());
    const std::unique_ptr<Film> empty = makeFilm(path("gone.webp"), {});
    QVERIFY(messageOf([&] { empty->finish(); }).contains("no frames"));
}

void tst_Film::filesOfOthersStay()
{
    const QString others = m_folder.filePath("mine.webp.part");
    QVERIFY(writeContent(others, "a download"));
    QVERIFY(writeContent(m_folder.filePath("mine.webp"), "an older film"));
    const std::unique_ptr<Film> film = makeFilm(path("mine.webp"), {});
    const std::unique_ptr<Film> twin = makeFilm(path("mine.webp"), {});
    film->add(frameOf(0), m_provenance);
    twin->add(frameOf(1), m_provenance);
    QCOMPARE(contentOf(others), QByteArray("a download"));
    QCOMPARE(contentOf(m_folder.filePath("mine.webp")), QByteArray("an older film"));
    film->finish();
    QCOMPARE(framesOf(path("mine.webp"))[0], frameOf(0));
    twin->finish();
    QCOMPARE(framesOf(path("mine.webp"))[0], frameOf(1));
    QCOMPARE(contentOf(others), QByteArray("a download"));
    QCOMPARE(QDir(m_folder.path()).entryList({"mine*"}), (QStringList{"mine.webp", "mine.webp.part"}));
}

void tst_Film::linkAndRightsStay()
{
    const QString target = m_folder.filePath("target.webp");
    QVERIFY(writeContent(target, "an older film"));
    QVERIFY(QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner));
    const QFile::Permissions before = QFile::permissions(target);
    QVERIFY(QFile::link(target, m_folder.filePath("link.webp")));
    const std::unique_ptr<Film> film = makeFilm(path("link.webp"), {});
    film->add(frameOf(0), m_provenance);
    film->finish();
    QVERIFY(QFileInfo(m_folder.filePath("link.webp")).isSymLink());
    QCOMPARE(framesOf(path("target.webp"))[0], frameOf(0));
    QCOMPARE(QFile::permissions(target), before);
}

void tst_Film::fullDiskKeepsTheFramesBefore()
{
    const std::unique_ptr<Film> film = makeFilm(path("full.webp"), {});
    QString message;
    int tried = 0;
    {
        const FileLimit limit(60'000); // a frame has some 11,000 bytes
        try {
            for (; tried < 100; ++tried)
                film->add(noisyFrame(tried), m_provenance);
        } catch (const Error& error) {
            message = messageOf([&] { keepFrames(*film, error); });
        }
    }
    QVERIFY(tried > 1 && tried < 100);
    QVERIFY2(message.contains("File too large") && message.contains("frames before are kept"), qPrintable(message));
    QCOMPARE(QImageReader(m_folder.filePath("full.webp")).imageCount(), film->frames());
    const std::vector<QImage> frames = framesOf(path("full.webp"));
    for (int i = 0; i < film->frames(); ++i)
        QCOMPARE(frames[static_cast<std::size_t>(i)], noisyFrame(i));
    QVERIFY(contentOf(m_folder.filePath("full.webp")).contains("<isthmus:run>"));
}

/// All frames find room, and what tells of the run at the end does not.
void tst_Film::fullDiskAtTheEndTellsWhatIsKept()
{
    const auto fill = [this](Film& film) {
        for (int i = 0; i < 5; ++i)
            film.add(noisyFrame(i), m_provenance);
    };
    const std::unique_ptr<Film> whole = makeFilm(path("whole.webp"), {});
    writeFilm(*whole, fill);
    const std::unique_ptr<Film> film = makeFilm(path("end.webp"), {});
    QString message;
    {
        const FileLimit limit(static_cast<rlim_t>(QFileInfo(m_folder.filePath("whole.webp")).size() - 10));
        message = messageOf([&] { writeFilm(*film, fill); });
    }
    QCOMPARE(message,
        QString::fromStdString(path("end.webp")) + ": cannot be written: File too large; the 4 frames before are kept");
    QCOMPARE(film->frames(), 4);
    QCOMPARE(QImageReader(m_folder.filePath("end.webp")).imageCount(), 4);
}

void tst_Film::shortMemoryKeepsTheFramesBefore()
{
    const std::unique_ptr<Film> film = makeFilm(path("memory.webp"), {});
    const QString message = messageOf([&] {
        writeFilm(*film, [this](Film& frames) {
            for (int i = 0; i < 3; ++i)
                frames.add(frameOf(i), m_provenance);
            throw std::bad_alloc();
        });
    });
    QCOMPARE(message, QString("film: there is not enough memory for this; the 3 frames before are kept"));
    QCOMPARE(QImageReader(m_folder.filePath("memory.webp")).imageCount(), 3);
    QCOMPARE(framesOf(path("memory.webp"))[2], frameOf(2));
}

void tst_Film::shortMemoryAtTheFirstFrameKeepsTheOldFile()
{
    QVERIFY(writeContent(m_folder.filePath("old.webp"), "an older film"));
    {
        const std::unique_ptr<Film> film = makeFilm(path("old.webp"), {});
        QCOMPARE(messageOf([&] { writeFilm(*film, [](Film&) { throw std::bad_alloc(); }); }),
            QString("film: there is not enough memory for this"));
    }
    QCOMPARE(contentOf(m_folder.filePath("old.webp")), QByteArray("an older film"));
    QCOMPARE(QDir(m_folder.path()).entryList({"old*"}), QStringList{"old.webp"});
}

void tst_Film::pathIsDecoded()
{
    const Checkpoint checkpoint = sampleCheckpoint();
    const FrozenModel frozen{
        std::make_shared<const Autoencoder>(checkpoint.model, checkpoint.data.shape), checkpoint.parameters};
    const std::vector<float> zero(static_cast<std::size_t>(frozen.model->latentDim()), 0.0F);
    const CodePath way = traverse(zero, 1, -2, 2, 20);
    ThreadPool pool(1);
    const std::unique_ptr<Film> film = makeFilm(path("path.webp"), {});
    double done = 0;
    const auto watch = [&](double share) {
        done = share;
        return true;
    };
    writeFilm(*film, [&](Film& frames) { addPath(frames, frozen, way, 4, m_provenance, pool, watch); });
    QCOMPARE(done, 1.0);
    QCOMPARE(QImageReader(m_folder.filePath("path.webp")).imageCount(), 20);
    QCOMPARE(
        framesOf(path("path.webp"))[0].size(), QSize(checkpoint.data.shape.width, checkpoint.data.shape.height) * 4);

    const std::unique_ptr<Film> cancelled = makeFilm(path("cancelled.webp"), {});
    const auto stop = [](double) { return false; };
    QVERIFY_THROWS_EXCEPTION(Cancelled, addPath(*cancelled, frozen, way, 1, m_provenance, pool, stop));
}

ISTHMUS_TEST(tst_Film)
#include "tst_Film.moc"
