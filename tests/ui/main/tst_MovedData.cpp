// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/OfferedFiles.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/main/DataOffer.h"
#include "ui/main/FileActions.h"

#include <QFile>

using namespace isthmus;
using namespace isthmus::test;

/// What is asked about a run whose data was found in another place, and which is as its file says otherwise.
class TestMovedData : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void placeAloneIsNoTrainingToLose();
    void savedPlaceIsNotAskedFor();
    void stepsAfterItAreCounted();
    void cleanupTestCase() { m_theme.reset(); }

private:
    /// Opens the run and locates its data.
    void locate(OpenWindow& open) const
    {
        open.page.files().open(m_run);
        QTRY_VERIFY(open.session.saved());
        open.page.dataOffer().locate(m_elsewhere);
        QTRY_VERIFY(open.session.canTrain());
        QVERIFY(open.rests(2));
    }

    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    QString m_elsewhere;
    QString m_run;
};

void TestMovedData::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    const QString place = m_settings->path("pictures-images-idx3-ubyte");
    m_elsewhere = m_settings->path("moved-images-idx3-ubyte");
    m_run = m_settings->path("of-pictures.safetensors");
    writeFile(place, idxImages(4, 9));
    OpenWindow open;
    open.page.files().openData(place);
    QTRY_COMPARE(open.session.data()->count(), Index(kImages));
    open.session.stepEpoch();
    QVERIFY(open.rests(2));
    open.page.files().setRunPath(m_run);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(m_run) && !open.page.files().isSaving());
    QVERIFY(QFile::rename(place, m_elsewhere));
}

void TestMovedData::placeAloneIsNoTrainingToLose()
{
    OpenWindow open;
    locate(open);
    QVERIFY(!open.window.close());
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    QVERIFY2(box->informativeText().startsWith("All training is saved"), qPrintable(box->informativeText()));
    QVERIFY2(!box->informativeText().contains("epochs"), qPrintable(box->informativeText()));
    press(box, QMessageBox::Cancel);
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QVERIFY(!openBox(open.page, "save-question")); // a reset loses nothing
    QVERIFY(open.rests(0));
}

void TestMovedData::stepsAfterItAreCounted()
{
    OpenWindow open;
    locate(open);
    open.session.stepEpoch();
    QVERIFY(open.rests(4));
    QVERIFY(!open.window.close());
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    QVERIFY2(box->informativeText().contains("1.00 epochs"), qPrintable(box->informativeText()));
    press(box, QMessageBox::Cancel);
}

void TestMovedData::savedPlaceIsNotAskedFor()
{
    OpenWindow open;
    locate(open);
    const QString copy = m_settings->path("copy.safetensors");
    open.page.files().setRunPath(copy);
    QVERIFY(!open.window.close());
    press(openBox(open.page, "save-question"), QMessageBox::Save);
    QTRY_VERIFY(!open.window.isVisible());
    QCOMPARE(readRunFile(copy.toStdString()).data.name, m_elsewhere.toStdString());
}

ISTHMUS_TEST(TestMovedData)
#include "tst_MovedData.moc"
