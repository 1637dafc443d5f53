// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/RowData.h"
#include "ui/dialogs/film/PathFilmDialog.h"
#include "ui/samples/SampleFrame.h"
#include "ui/samples/SampleWidget.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/hand/GridWindow.h"
#include "ui/views/hand/HandView.h"
#include "ui/views/hand/PriorGrid.h"
#include "ui/views/latent/latentJobs.h"

#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolTip>

using namespace isthmus;
using namespace isthmus::test;

namespace {

QString plainTip(QWidget& widget, QPoint place)
{
    QToolTip::hideText();
    QHelpEvent help(QEvent::ToolTip, place, widget.mapToGlobal(place));
    QApplication::sendEvent(&widget, &help);
    return QToolTip::text().remove(QRegularExpression("<[^>]*>")).simplified();
}

/// As the pointer moves; offscreen there may be no pointer to move.
void pointAt(QWidget& widget, QPointF place)
{
    QMouseEvent move(QEvent::MouseMove, place, widget.mapToGlobal(place), Qt::NoButton, {}, {});
    QApplication::sendEvent(&widget, &move);
}

class Tireless : public Breather
{
public:
    bool breathe() override { return true; }
};

} // namespace

/// What is drawn from the prior, and what the plane decodes, of signals and of rows of a table.
class TestRowDraws : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanup()
    {
        m_view.reset();
        m_session.reset();
        m_theme->setChoice(ThemeChoice::System);
    }
    void drawnRowsTellTheirNumbers();
    void drawnRowsAreEnlargedWithTheirNames();
    void drawnSignalsAreCurves();
    void planeHasCurvesAndBars();
    void filmSaysHowLargeItsFramesAre();

private:
    void open(Dataset data);
    void draw();

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<RunSession> m_session;
    std::unique_ptr<HandView> m_view;
};

void TestRowDraws::open(Dataset data)
{
    m_session = std::make_unique<RunSession>(nullptr, 1);
    m_view = std::make_unique<HandView>(*m_session);
    m_view->resize(376, 340);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get(), kPatience));
    m_session->startRun(rowsRun(std::move(data)));
    QTRY_VERIFY(m_session->snapshot());
}

void TestRowDraws::draw()
{
    QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
    QTRY_VERIFY(!m_view->grid().isEmpty());
}

void TestRowDraws::drawnRowsTellTheirNumbers()
{
    open(tableOfEight());
    draw();
    PriorGrid& grid = m_view->grid();
    QCOMPARE(grid.accessibleName(), QString("Drawn row 1 of 64"));
    const QString tip = plainTip(grid, grid.cell(9).center().toPoint());
    QVERIFY2(tip.startsWith("value length [cm]"), qPrintable(tip));
    QVERIFY2(tip.contains("density of the fur [1/mm2]") && tip.endsWith("(arrows and Enter)"), qPrintable(tip));
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme->setChoice(choice);
        QVERIFY(pixelsLike(grid.grab().toImage(), m_theme->tokens().accent) > 64 * 8);
    }
}

void TestRowDraws::drawnRowsAreEnlargedWithTheirNames()
{
    open(tableOfEight());
    draw();
    for (auto* button : m_view->findChildren<QPushButton*>())
        if (button->text() == "Enlarge")
            QTest::keyClick(button, Qt::Key_Space);
    GridWindow* large = m_view->enlarged();
    QVERIFY(large && large->isVisible());
    QCOMPARE(large->windowTitle(), QString("64 drawn rows"));
    QVERIFY(large->looked().isVisible() && large->looked().hasNumbers());
    QVERIFY(large->looked().width() >= 200);
    QVERIFY(QTest::qWaitForWindowExposed(large, kPatience));
    const QImage first = large->looked().grab().toImage();
    pointAt(large->grid(), large->grid().cell(12).center());
    QCOMPARE(large->grid().looked(), 12);
    QVERIFY(large->looked().grab().toImage() != first);
    QTest::mouseClick(&large->grid(), Qt::LeftButton, {}, large->grid().cell(12).center().toPoint());
    QVERIFY(m_session->selection().code() == m_session->selection().priorCodes()[12]);
}

void TestRowDraws::drawnSignalsAreCurves()
{
    open(sines());
    draw();
    PriorGrid& grid = m_view->grid();
    QCOMPARE(grid.accessibleName(), QString("Drawn signal 1 of 64"));
    const QString tip = plainTip(grid, grid.cell(0).center().toPoint());
    QVERIFY2(tip.startsWith("column "), qPrintable(tip));
    QVERIFY(pixelsLike(grid.grab().toImage(), m_theme->tokens().accent) > 64 * 4);
    m_session->startRun(windowRun());
    QTRY_COMPARE(grid.accessibleName(), QString("64 drawn pictures, none yet"));
}

/// In the colours of the theme, and the same axes in all cells.
void TestRowDraws::planeHasCurvesAndBars()
{
    for (Dataset data : {tableOfEight(), sines()}) {
        const RunSpec run = rowsRun(data);
        const auto model = std::make_shared<const Autoencoder>(run.model, data.shape);
        const auto snapshot = std::make_shared<const Snapshot>(Snapshot{{}, {model, model->initialise(1)}});
        Tireless breather;
        ManifoldOrder order{.snapshot = snapshot,
            .base = {0, 0},
            .range = {-3, -3, 6, 6},
            .columns = 4,
            .scaling = data.scaling,
            .columnNames = data.columns,
            .colours = {Qt::white, Qt::red, Qt::blue}};
        const QImage image = decodeManifold(order, breather)->image;
        const int drawn = pixelsLike(image, Qt::red);
        const bool areBars = data.shape.size() == 8;
        QVERIFY2(drawn > (areBars ? 16 * 8 : 16 * 10), qPrintable(QString::number(drawn)));
        QVERIFY(pixelsLike(image, Qt::white) > drawn);
        int onTheMean = 0; // where bars begin
        for (int x = 0; x < image.width(); ++x)
            onTheMean += image.pixelColor(x, kRowCell.height() / 2 - 1) != Qt::white;
        QCOMPARE(onTheMean > image.width() / 2, areBars);
    }
}

void TestRowDraws::filmSaysHowLargeItsFramesAre()
{
    open(tableOfEight());
    PathFilmDialog dialog(*m_session, nullptr);
    const QSize size = SampleFrames{sampleForm(tableOfEight()), m_theme->tokens(), m_theme->small(), 2}.size();
    QCOMPARE(dialog.findChild<QLabel*>("size")->text(),
        QString::fromUtf8("%1 × %2 pixels").arg(size.width()).arg(size.height()));
}

ISTHMUS_TEST(TestRowDraws)
#include "tst_RowDraws.moc"
