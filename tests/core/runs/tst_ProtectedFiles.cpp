// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/protectedFiles.h"
#include "tests/TestProgram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace isthmus;

/// What a run is made of is not written over.
class TestProtectedFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void fileOfTheImagesStays();
    void folderOfTheImagesStays();
    void fileOfTheLabelsStays();
    void fileOfTheRunStays();
    void elsewhereIsFree();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    static QString of(const QString& path, const QString& data, const QString& runFile)
    {
        return QString::fromStdString(protectedFile(path.toStdString(), data.toStdString(), runFile.toStdString()));
    }

    QTemporaryDir m_folder;
};

void TestProtectedFiles::initTestCase()
{
    QVERIFY(QDir().mkpath(path("pictures/a")));
    for (const char* name : {"digits.npy", "run.safetensors", "pictures/a/1.png", "t10k-images-idx3-ubyte",
             "t10k-labels-idx1-ubyte.gz", "x_train.npy", "y_train.npy"}) {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(QFile::link(path("pictures"), path("link")));
}

void TestProtectedFiles::fileOfTheImagesStays()
{
    QVERIFY(of(path("digits.npy"), path("digits.npy"), {}).contains("file of the images"));
    QVERIFY(of(path("pictures/../digits.npy"), path("digits.npy"), {}).contains("file of the images"));
}

void TestProtectedFiles::folderOfTheImagesStays()
{
    for (const char* name : {"pictures/a/1.png", "pictures/a/new.png", "pictures/new.png", "link/a/1.png"})
        QVERIFY2(of(path(name), path("pictures"), {}).contains("folder of the images"), name);
    QVERIFY(of(path("pictures/a/1.png"), path("link"), {}).contains("folder of the images"));
    QVERIFY(of(path("pictures-new.png"), path("pictures"), {}).isEmpty());
}

void TestProtectedFiles::fileOfTheLabelsStays()
{
    const QString images = path("t10k-images-idx3-ubyte");
    QVERIFY(of(path("t10k-labels-idx1-ubyte.gz"), images, {}).contains("file of their labels"));
    QVERIFY(of(path("t10k-labels-idx1-ubyte"), images, {}).isEmpty());
    QVERIFY(of(path("y_train.npy"), path("x_train.npy"), {}).contains("file of their labels"));
}

void TestProtectedFiles::fileOfTheRunStays()
{
    QVERIFY(of(path("run.safetensors"), "sprites", path("run.safetensors")).contains("file of the run"));
}

void TestProtectedFiles::elsewhereIsFree()
{
    QVERIFY(of(path("new.png"), path("digits.npy"), path("run.safetensors")).isEmpty());
    QVERIFY(of(path("no folder/new.png"), path("digits.npy"), {}).isEmpty());
    QVERIFY(of(path("digits.npy"), "sprites", {}).isEmpty());
    QVERIFY(of(path("digits.npy"), {}, {}).isEmpty());
}

ISTHMUS_GUILESS_TEST(TestProtectedFiles)
#include "tst_ProtectedFiles.moc"
