// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/TrainedWindow.h"
#include "ui/main/FrameMeter.h"
#include "ui/main/StatusLine.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/LegendWidget.h"
#include "ui/widgets/NumberLabel.h"

#include <qcustomplot.h>

#include <QSignalSpy>

using namespace isthmus;
using namespace isthmus::test;

/// The figure of the status line: from the hand on the plane to its picture.
class TestFrameMeter : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void handOnThePlaneIsMeasured();
    void figureOfARestingHandFades();
    void legendMovesNoProbe();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestFrameMeter::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestFrameMeter::handOnThePlaneIsMeasured()
{
    TrainedWindow open;
    QVERIFY(open.shown);
    QSignalSpy painted(open.page.findChild<FrameMeter*>(), &FrameMeter::probePainted);
    QTest::mouseClick(&open.latent().plane().plot(), Qt::LeftButton);
    QTRY_COMPARE(painted.count(), 1);
    QVERIFY(painted[0][0].toDouble() > 0);
}

void TestFrameMeter::figureOfARestingHandFades()
{
    TrainedWindow open;
    QVERIFY(open.shown);
    const auto* probe = open.page.findChild<StatusLine*>()->findChild<NumberLabel*>(); // the first one
    QVERIFY(probe->isStale()); // nobody has dragged
    QTest::mouseClick(&open.latent().plane().plot(), Qt::LeftButton);
    QTRY_VERIFY(!probe->isStale());
    const QString text = probe->text();
    QTRY_VERIFY(probe->isStale());
    QCOMPARE(probe->text(), text); // it is the last one still
}

void TestFrameMeter::legendMovesNoProbe()
{
    TrainedWindow open;
    QVERIFY(open.shown);
    const auto* meter = open.page.findChild<FrameMeter*>();
    QSignalSpy painted(meter, &FrameMeter::probePainted);
    QSignalSpy decoded(&open.session.hand(), &HandLane::decoded);
    QTest::mouseClick(&open.latent().legend().entry(0), Qt::LeftButton);
    QVERIFY(open.session.selection().hiddenClasses()[0]);
    open.session.stepBatch(); // with other weights the picture under the hand is another one
    QTRY_VERIFY(decoded.count() > 0);
    QSignalSpy frames(meter, &FrameMeter::framePainted);
    open.window.update();
    QTRY_VERIFY(frames.count() > 0); // the frame that has the picture; a probe would be told with it
    QCOMPARE(painted.count(), 0);
}

ISTHMUS_TEST(TestFrameMeter)
#include "tst_FrameMeter.moc"
