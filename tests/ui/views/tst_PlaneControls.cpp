// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/views/LatentFixture.h"
#include "ui/views/latent/DimensionDrawer.h"
#include "ui/views/latent/FoldingLegend.h"
#include "ui/views/latent/HoverCard.h"
#include "ui/views/latent/LegendWidget.h"
#include "ui/views/latent/PlaneTools.h"
#include "ui/views/latent/PointControls.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

using namespace isthmus;

/// What floats on the plane: tools, choice of samples, sliders, drawer and legend; and the names of the axes.
class tst_PlaneControls : public test::LatentFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void trainingSamplesAreShownOnDemand();
    void hoverKnowsSamplesByNumberInEachScope();
    void dotSizeIsRemembered();
    void balanceIsThereWithTheGrid();
    void drawerSaysWhatItWaitsFor();
    void legendFoldsInASmallPlane();
    void legendOfLongNamesLeavesTheToolsFree();
    void legendOfManyClassesScrolls();
    void legendHidesInTheSelection();
    void axesAreNamed();
    void toolsAreButtonsWithNamesAndToolTips();
    void noNumberLiesBehindAnother();
    void platesReachNoFurtherThanTheControls();
};

void tst_PlaneControls::trainingSamplesAreShownOnDemand()
{
    start(2);
    QComboBox& scopes = m_view->tools().points().scopes();
    QVERIFY(scopes.isVisible());
    const Split& split = m_session->split();
    scopes.setFocus();
    QTest::keyClick(&scopes, Qt::Key_Down);
    QTRY_VERIFY(m_view->plane().points().size() == split.train.size() && hasAllPoints());
    QCOMPARE(m_view->plane().points().background, std::size_t(0));
    QTest::keyClick(&scopes, Qt::Key_Down);
    QTRY_VERIFY(m_view->plane().points().size() == split.train.size() + split.test.size() && hasAllPoints());
    const PlanePoints& points = m_view->plane().points();
    QCOMPARE(points.background, split.train.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Index sample = i < split.train.size() ? split.train[i] : split.test[i - split.train.size()];
        QCOMPARE(points.labels[i], m_data->labels[static_cast<std::size_t>(sample)]);
    }
}

void tst_PlaneControls::hoverKnowsSamplesByNumberInEachScope()
{
    start(2);
    const std::size_t before = loneliestPoint();
    QTest::mouseClick(&m_view->plane().plot(), Qt::LeftButton, {}, pixelOf(before));
    const QPointF place = m_view->plane().pinned().value();
    QComboBox& scopes = m_view->tools().points().scopes();
    scopes.setFocus();
    QTest::keyClick(&scopes, Qt::Key_End);
    QTRY_VERIFY(m_view->plane().points().background > 0 && hasAllPoints());
    QVERIFY((m_view->plane().pinned().value() - place).manhattanLength() < 1e-4); // in another row now
    const std::size_t point = loneliestPoint();
    QTest::mouseMove(&m_view->plane().plot(), pixelOf(point));
    const Split& split = m_session->split();
    const Index sample = point < split.train.size() ? split.train[point] : split.test[point - split.train.size()];
    QCOMPARE(m_session->selection().hovered(), std::optional<Index>(sample));
    QCOMPARE(m_view->hoverCard().sample(), sample);
    QTest::keyClick(&scopes, Qt::Key_Up); // training samples alone: the pinned one has no dot, and stays pinned
    QTRY_VERIFY(m_view->plane().points().size() == split.train.size() && hasAllPoints());
    QVERIFY(!m_view->plane().pinned());
    QVERIFY(m_session->selection().pinned());
}

void tst_PlaneControls::dotSizeIsRemembered()
{
    start(2);
    QSlider& dots = m_view->tools().points().dots();
    QTest::keyClick(&dots, Qt::Key_End);
    m_view = std::make_unique<LatentView>(*m_session, nullptr);
    QCOMPARE(m_view->tools().points().dotScale(), 2.5);
    QSettings().setValue("plane/dots", "nonsense");
    m_view = std::make_unique<LatentView>(*m_session, nullptr);
    QCOMPARE(m_view->tools().points().dotScale(), 0.4);
}

void tst_PlaneControls::balanceIsThereWithTheGrid()
{
    start(2);
    QSlider& balance = m_view->tools().points().balanceSlider();
    QVERIFY(!balance.isVisible());
    m_view->tools().manifold().trigger();
    QVERIFY(balance.isVisible());
    QVERIFY(m_view->rect().contains(m_view->tools().geometry()));
    const PointControls& controls = m_view->tools().points();
    QVERIFY(controls.width() >= controls.sizeHint().width()); // nothing in it is squeezed
    m_view->resize(360, 400); // nor cut in a narrow plane
    QTRY_VERIFY(m_view->tools().geometry().right() < m_view->width());
    QVERIFY(balance.width() >= balance.minimumWidth());
    m_view->tools().manifold().trigger();
    QVERIFY(!balance.isVisible());
}

void tst_PlaneControls::drawerSaysWhatItWaitsFor()
{
    order(24);
    m_view->tools().drawer().trigger();
    const auto text = [this] {
        for (const QLabel* label : m_view->drawer().findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains("Encoding"))
                return true;
        return false;
    };
    QVERIFY(text());
    QTRY_COMPARE(m_view->drawer().dimensions().size(), std::size_t(16));
    QVERIFY(!text());
}

void tst_PlaneControls::legendFoldsInASmallPlane()
{
    const std::shared_ptr<const Dataset> few = m_data;
    auto twelve = std::make_shared<Dataset>(*few);
    while (twelve->classNames.size() < 12)
        twelve->classNames.emplace_back("Ankle boot");
    m_data = std::move(twelve);
    start(2);
    m_data = few;
    FoldingLegend& legend = m_view->foldingLegend();
    QVERIFY(!legend.isFolded());
    m_view->resize(320, 240);
    QTRY_VERIFY(legend.isFolded());
    QVERIFY(!legend.legend().isVisible());
    QVERIFY(m_view->rect().contains(legend.geometry()));
    QVERIFY(!legend.geometry().intersects(m_view->tools().geometry()));
    QTest::mouseClick(&legend.button(), Qt::LeftButton);
    QVERIFY(legend.legend().isVisible());
    QVERIFY(m_view->rect().contains(legend.geometry()));
    m_view->resize(700, 500);
    QTest::mouseClick(&legend.button(), Qt::LeftButton);
    QVERIFY(legend.isFolded()); // as the user wants it
}

void tst_PlaneControls::legendOfLongNamesLeavesTheToolsFree()
{
    const std::shared_ptr<const Dataset> few = m_data;
    auto longer = std::make_shared<Dataset>(*few);
    for (std::string& name : longer->classNames)
        name.append(60, 'w');
    m_data = std::move(longer);
    start(2);
    m_data = few;
    m_view->resize(388, 400);
    FoldingLegend& legend = m_view->foldingLegend();
    if (legend.isFolded())
        QTest::mouseClick(&legend.button(), Qt::LeftButton);
    QTRY_VERIFY(legend.legend().isVisible());
    const QRect list(legend.legend().mapTo(m_view.get(), QPoint()), legend.legend().size());
    QVERIFY(!list.intersects(m_view->tools().geometry()));
    QVERIFY(m_view->rect().contains(list) && list.height() > 40);
}

void tst_PlaneControls::legendOfManyClassesScrolls()
{
    const std::shared_ptr<const Dataset> few = m_data;
    auto many = std::make_shared<Dataset>(*few);
    for (int i = static_cast<int>(many->classNames.size()); i < 99; ++i)
        many->classNames.push_back("class " + std::to_string(i));
    many->classNames.emplace_back(300, 'w');
    m_data = std::move(many);
    start(2);
    m_data = few;
    QVERIFY(QTest::qWaitForWindowActive(m_view.get(), test::kPatience));
    LegendWidget& legend = m_view->legend();
    QCOMPARE(legend.count(), 100);
    QVERIFY(m_view->foldingLegend().isFolded()); // it would take too much of the plane
    QTest::mouseClick(&m_view->foldingLegend().button(), Qt::LeftButton);
    QVERIFY(m_view->rect().contains(m_view->foldingLegend().geometry()));
    QVERIFY(legend.width() < m_view->width() / 2);
    const QPoint before = legend.entry(99).mapTo(m_view.get(), QPoint(2, 2));
    QVERIFY(!m_view->rect().contains(before));
    legend.entry(98).setFocus(Qt::TabFocusReason);
    QTest::keyClick(&legend.entry(98), Qt::Key_Tab);
    QVERIFY(legend.entry(99).hasFocus());
    const QRect last(legend.entry(99).mapTo(&legend, QPoint()), legend.entry(99).size());
    QVERIFY(legend.viewport()->rect().contains(last));
    QTest::mouseClick(&legend.entry(99), Qt::LeftButton);
    QVERIFY(m_session->selection().hiddenClasses()[99]);
}

void tst_PlaneControls::legendHidesInTheSelection()
{
    start(2);
    QCOMPARE(m_view->legend().count(), static_cast<int>(m_data->classNames.size()));
    QTest::mouseClick(&m_view->legend().entry(1), Qt::LeftButton);
    QVERIFY(m_session->selection().hiddenClasses()[1]);
    QTest::mouseClick(&m_view->legend().entry(1), Qt::LeftButton);
    QVERIFY(!m_session->selection().hiddenClasses()[1]);
}

void tst_PlaneControls::axesAreNamed()
{
    const auto titles = [this] {
        QStringList found;
        for (const AxisLayer::Text& text : m_view->plane().axisTexts())
            if (text.isTitle)
                found << text.text;
        return found.join(' ');
    };
    start(3);
    m_session->selection().setDimensions(2, 0);
    QCOMPARE(titles(), QString::fromUtf8("z₃ z₁"));
    start(1);
    QCOMPARE(titles(), QString::fromUtf8("z₁ image number"));
}

void tst_PlaneControls::toolsAreButtonsWithNamesAndToolTips()
{
    start(24);
    QVERIFY(m_view->tools().actions().size() > 2);
    for (const QAction* action : m_view->tools().actions()) {
        const QList<QToolButton*> buttons = m_view->tools().findChildren<QToolButton*>();
        const auto isIts = [action](const QToolButton* button) { return button->defaultAction() == action; };
        const auto button = std::find_if(buttons.begin(), buttons.end(), isIts);
        QVERIFY2(button != buttons.end() && (*button)->isVisible(), qPrintable(action->text()));
        QVERIFY(!(*button)->toolTip().isEmpty() && !(*button)->accessibleName().isEmpty());
        QVERIFY((*button)->focusPolicy() & Qt::TabFocus);
    }
    for (const QWidget* control : {static_cast<QWidget*>(&m_view->tools().points().scopes()),
             static_cast<QWidget*>(&m_view->tools().points().dots())})
        QVERIFY(!control->toolTip().isEmpty() && !control->accessibleName().isEmpty());
}

void tst_PlaneControls::noNumberLiesBehindAnother()
{
    start(2);
    const int toolsBottom = m_view->tools().geometry().bottom();
    for (int step = 0; step < 12; ++step) {
        QTest::mousePress(&m_view->plane().plot(), Qt::MiddleButton, {}, QPoint(300, 200));
        QTest::mouseMove(&m_view->plane().plot(), QPoint(300, 209));
        QTest::mouseRelease(&m_view->plane().plot(), Qt::MiddleButton, {}, QPoint(300, 209));
        m_view->plane().plot().replot();
        const std::vector<AxisLayer::Text> texts = m_view->plane().axisTexts();
        QVERIFY(texts.size() > 6);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            QVERIFY2(texts[i].plate.top() > toolsBottom, qPrintable(texts[i].text));
            for (std::size_t j = i + 1; j < texts.size(); ++j)
                QVERIFY2(!texts[i].plate.intersects(texts[j].plate), qPrintable(texts[i].text));
        }
    }
}

void tst_PlaneControls::platesReachNoFurtherThanTheControls()
{
    start(3);
    const PlaneTools& tools = m_view->tools();
    const auto* dots = tools.points().findChild<QSlider*>();
    const std::vector<QRect> plates = tools.plates();
    QCOMPARE(plates.size(), std::size_t(2)); // the choice of dimensions, and the points
    const QRect slider(dots->mapTo(&tools, QPoint()), dots->size());
    QVERIFY(plates[1].contains(slider));
    QVERIFY(plates[1].right() <= slider.right() + 4);
    QVERIFY(plates[1].bottom() < tools.rect().bottom() - 2);
    QVERIFY(!plates[1].contains(tools.points().scopes().mapTo(&tools, tools.points().scopes().rect().center())));
}

ISTHMUS_TEST(tst_PlaneControls)
#include "tst_PlaneControls.moc"
