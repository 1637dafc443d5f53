// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/WheelHand.h"
#include "tests/ui/main/DataHands.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/ExportDialog.h"
#include "ui/dialogs/ImportDialog.h"
#include "ui/dialogs/film/PathFilmDialog.h"
#include "ui/dialogs/film/TrainingFilmDialog.h"
#include "ui/dialogs/model/ModelEditor.h"
#include "ui/main/FileActions.h"
#include "ui/session/RunExports.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>

#include <functional>
#include <utility>
#include <vector>

using namespace isthmus;
using namespace isthmus::test;

namespace {

bool isControl(const QWidget* widget)
{
    const bool isSlider = qobject_cast<const QAbstractSlider*>(widget) && !qobject_cast<const QScrollBar*>(widget);
    return isSlider || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget)
        || qobject_cast<const QTabBar*>(widget);
}

QWidgetList controlsOf(const QWidget& root)
{
    QWidgetList controls;
    for (QWidget* widget : root.findChildren<QWidget*>())
        if (isControl(widget) && widget->isVisibleTo(&root))
            controls << widget;
    return controls;
}

QString valueOf(const QWidget* control)
{
    if (const auto* slider = qobject_cast<const QAbstractSlider*>(control))
        return QString::number(slider->value());
    if (const auto* choice = qobject_cast<const QComboBox*>(control))
        return QString::number(choice->currentIndex());
    if (const auto* tabs = qobject_cast<const QTabBar*>(control))
        return QString::number(tabs->currentIndex());
    return qobject_cast<const QAbstractSpinBox*>(control)->text();
}

QScrollArea* areaAround(const QWidget* widget)
{
    for (QWidget* parent = widget->parentWidget(); parent; parent = parent->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(parent))
            return area;
    return nullptr;
}

/// Both ways over each control: none may change or take the focus, and what it lies in scrolls.
/// @return how many controls lay in something that scrolls
int turnOverAll(QWidget& root)
{
    int scrolled = 0;
    for (QWidget* control : controlsOf(root)) {
        control->clearFocus();
        QScrollArea* area = areaAround(control);
        if (area)
            area->ensureWidgetVisible(control);
        const QString before = valueOf(control);
        for (const int notches : {-1, 1}) {
            QScrollBar* bar = area ? area->verticalScrollBar() : nullptr;
            const int place = bar ? bar->value() : 0;
            const bool canMove = bar && (notches < 0 ? place < bar->maximum() : place > bar->minimum());
            turnWheel(*control, notches);
            if (valueOf(control) != before || control->hasFocus() || (canMove && bar->value() == place)) {
                qWarning() << control << control->accessibleName() << before << valueOf(control) << place;
                return -1;
            }
            scrolled += canMove ? 1 : 0;
        }
    }
    return scrolled;
}

using Opener = std::function<QDialog*(OpenWindow& open)>;

/// Every dialog with something to choose, by name.
const std::vector<std::pair<const char*, Opener>>& openers()
{
    static const std::vector<std::pair<const char*, Opener>> all = [] {
        std::vector<std::pair<const char*, Opener>> openers{
            {"open data",
                [](OpenWindow& open) -> QDialog* {
                    open.page.files().openDialogAction()->trigger();
                    OpenDialog* dialog = openDialog(open.page);
                    dialog->choose(kFixtures + "table.csv");
                    return waitFor([&] { return isRead(*dialog); }) ? dialog : nullptr;
                }},
            {"model editor",
                [](OpenWindow& open) -> QDialog* {
                    open.page.view("model")->actions().front()->trigger();
                    return open.window.findChild<ModelEditor*>();
                }},
            {"film of a path", [](OpenWindow& open) { return new PathFilmDialog(open.session, &open.window); }},
            {"film of training",
                [](OpenWindow& open) {
                    return new TrainingFilmDialog({{"latent", "Latent space"}, {"loss", "Loss"}}, &open.window);
                }},
            {"import", [](OpenWindow& open) { return new ImportDialog("sprites", &open.window); }},
        };
        for (const ExportType& type : exportTypes())
            openers.push_back({type.id, [&type](OpenWindow& open) {
                                   return new ExportDialog(
                                       type, exportSource(open.session), "name", "now", &open.window);
                               }});
        return openers;
    }();
    return all;
}

} // namespace

/// The wheel scrolls, whatever it turns over; only what has the focus takes it.
class TestWheel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void nothingInThePanelsChanges();
    void nothingInTheDialogsChanges_data();
    void nothingInTheDialogsChanges();
    void focusedControlTakesTheWheel();
    void openListScrolls();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestWheel::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestWheel::cleanupTestCase()
{
    m_theme.reset();
}

void TestWheel::nothingInThePanelsChanges()
{
    OpenWindow open;
    open.window.resize(1024, 700);
    QVERIFY(open.rests(0));
    const Knobs knobs = open.session.knobs();
    QVERIFY(controlsOf(open.page).size() >= 15);
    QVERIFY(turnOverAll(open.page) >= 10);
    QVERIFY(open.session.knobs() == knobs);
}

void TestWheel::nothingInTheDialogsChanges_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < openers().size(); ++i)
        QTest::newRow(openers()[i].first) << static_cast<int>(i);
}

void TestWheel::nothingInTheDialogsChanges()
{
    QFETCH(int, index);
    OpenWindow open;
    QVERIFY(open.rests(0));
    QDialog* dialog = openers()[static_cast<std::size_t>(index)].second(open);
    QVERIFY(dialog);
    dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog, kPatience));
    QVERIFY(!controlsOf(*dialog).isEmpty());
    QVERIFY(turnOverAll(*dialog) >= 0);
}

void TestWheel::focusedControlTakesTheWheel()
{
    OpenWindow open;
    QVERIFY(open.rests(0));
    auto* slider = open.page.view("training")->findChild<QSlider*>();
    slider->setFocus();
    const int before = slider->value();
    turnWheel(*slider, 1);
    QVERIFY(slider->value() > before);
}

void TestWheel::openListScrolls()
{
    QComboBox box;
    for (int i = 0; i < 100; ++i)
        box.addItem(QString::number(i));
    box.setMaxVisibleItems(5);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box, kPatience));
    box.showPopup();
    QAbstractItemView* list = box.view();
    QTRY_VERIFY(list->isVisible());
    const int before = list->verticalScrollBar()->value();
    turnWheel(*list->viewport(), -1);
    QVERIFY(list->verticalScrollBar()->value() > before);
    QCOMPARE(box.currentIndex(), 0);
    box.hidePopup();
}

ISTHMUS_TEST(TestWheel)
#include "tst_Wheel.moc"
