// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FieldFault.h"
#include "ui/widgets/KnobSlider.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QVBoxLayout>

using namespace isthmus;

/// A knob follows the hand, the keyboard and exact entry, and tells of the user's changes alone.
class tst_KnobSlider : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanupTestCase() { m_theme.reset(); }
    void middleOfALogarithmicScaleIsTheGeometricMean();
    void valueFromElsewhereIsSilentAndExact();
    void keysMoveTheSliderAndTell();
    void typedValueIsTakenExactly();
    void typedCommaIsAPoint();
    void typedValueBeyondTheScaleStaysMarked();
    void typedNonsenseStaysMarked();
    void escTakesBackWhatIsTyped();
    void movingTheSliderPutsItRight();
    void zeroIsTakenWhereTheLeftEndIsZero();
    void clickingTheValueOpensTheEntry();
    void keyboardAloneReachesTheValue();
    void tabGoesFromASliderToItsNumber();

private:
    std::unique_ptr<Theme> m_theme;
};

static void typeInto(KnobSlider& knob, const QString& text)
{
    QTest::mouseClick(&knob.edit(), Qt::LeftButton);
    knob.edit().selectAll();
    QTest::keyClicks(&knob.edit(), text);
    QTest::keyClick(&knob.edit(), Qt::Key_Return);
}

void tst_KnobSlider::middleOfALogarithmicScaleIsTheGeometricMean()
{
    KnobSlider knob("Learning rate", {.minimum = 1e-5, .maximum = 1e-1, .logarithmic = true, .text = {}});
    QSignalSpy changed(&knob, &KnobSlider::valueChanged);
    knob.slider().setValue(500);
    QCOMPARE(knob.value(), 1e-3);
    QCOMPARE(knob.edit().text(), "1.0e-3");
    QCOMPARE(changed.count(), 1);
}

void tst_KnobSlider::valueFromElsewhereIsSilentAndExact()
{
    KnobSlider knob("Noise", {});
    QSignalSpy changed(&knob, &KnobSlider::valueChanged);
    knob.setValue(0.12345);
    QCOMPARE(knob.value(), 0.12345);
    QCOMPARE(knob.slider().value(), 123);
    QCOMPARE(changed.count(), 0);
}

void tst_KnobSlider::keysMoveTheSliderAndTell()
{
    KnobSlider knob("Noise", {});
    knob.setValue(0.5);
    QSignalSpy changed(&knob, &KnobSlider::valueChanged);
    QTest::keyClick(&knob.slider(), Qt::Key_Right);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toDouble(), 0.51);
    QTest::keyClick(&knob.slider(), Qt::Key_Home);
    QCOMPARE(knob.value(), 0.0);
}

void tst_KnobSlider::typedValueIsTakenExactly()
{
    KnobSlider knob("Learning rate", {.minimum = 1e-5, .maximum = 1, .logarithmic = true, .text = {}});
    knob.show();
    QSignalSpy changed(&knob, &KnobSlider::valueChanged);
    typeInto(knob, "3.7e-4");
    QCOMPARE(knob.value(), 3.7e-4);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toDouble(), 3.7e-4);
}

void tst_KnobSlider::typedCommaIsAPoint()
{
    KnobSlider knob("Learning rate", {.minimum = 1e-5, .maximum = 1, .logarithmic = true});
    knob.show();
    typeInto(knob, "1,5e-3");
    QCOMPARE(knob.value(), 1.5e-3);
    QCOMPARE(knob.edit().text(), "1.5e-3");
}

void tst_KnobSlider::typedValueBeyondTheScaleStaysMarked()
{
    KnobSlider knob("Learning rate", {.minimum = 1e-5, .maximum = 0.1, .logarithmic = true});
    knob.setValue(1e-3);
    knob.show();
    QSignalSpy changed(&knob, &KnobSlider::valueChanged);
    typeInto(knob, "0.5");
    QCOMPARE(knob.value(), 1e-3);
    QCOMPARE(knob.edit().text(), "0.5");
    QCOMPARE(knob.fault().sentence(), "Type a number between 1e-5 and 0.1, or press Esc");
    QVERIFY(knob.edit().property("fault").toBool());
    QCOMPARE(changed.count(), 0);
    knob.setValue(2e-3); // from elsewhere
    QCOMPARE(knob.edit().text(), "0.5");
    typeInto(knob, "0.05");
    QVERIFY(!knob.fault().isShown());
    QCOMPARE(knob.value(), 0.05);
}

void tst_KnobSlider::typedNonsenseStaysMarked()
{
    KnobSlider knob("Noise", {});
    knob.setValue(0.25);
    knob.show();
    QSignalSpy changed(&knob, &KnobSlider::valueChanged);
    for (const char* text : {"much", "nan", "inf", "1,2,3"}) {
        typeInto(knob, text);
        QCOMPARE(knob.value(), 0.25);
        QCOMPARE(knob.edit().text(), QString(text));
        QVERIFY(knob.fault().isShown());
    }
    QCOMPARE(changed.count(), 0);
}

void tst_KnobSlider::escTakesBackWhatIsTyped()
{
    KnobSlider knob("Noise", {});
    knob.setValue(0.25);
    knob.show();
    typeInto(knob, "40");
    QTest::keyClick(&knob.edit(), Qt::Key_Escape);
    QCOMPARE(knob.edit().text(), "0.25");
    QVERIFY(!knob.fault().isShown());
    QVERIFY(!knob.edit().property("fault").toBool());
}

void tst_KnobSlider::movingTheSliderPutsItRight()
{
    KnobSlider knob("Noise", {});
    knob.setValue(0.25);
    knob.show();
    typeInto(knob, "40");
    QTest::keyClick(&knob.slider(), Qt::Key_Right);
    QCOMPARE(knob.edit().text(), "0.26");
    QVERIFY(!knob.fault().isShown());
}

void tst_KnobSlider::zeroIsTakenWhereTheLeftEndIsZero()
{
    KnobSlider knob("Weight", {.minimum = 0.01, .maximum = 10, .logarithmic = true, .leastIsZero = true});
    knob.setValue(1);
    knob.show();
    typeInto(knob, "0");
    QCOMPARE(knob.value(), 0.01);
    typeInto(knob, "0.001");
    QCOMPARE(knob.fault().sentence(), "Type 0, or a number between 0.01 and 10, or press Esc");
}

void tst_KnobSlider::clickingTheValueOpensTheEntry()
{
    KnobSlider knob("Noise", {});
    knob.show();
    QVERIFY(QTest::qWaitForWindowActive(&knob, test::kPatience));
    knob.slider().setFocus();
    QTest::mouseClick(&knob.edit(), Qt::LeftButton);
    QVERIFY(knob.edit().hasFocus());
    QTest::keyClick(&knob.edit(), Qt::Key_Return);
    QVERIFY(knob.slider().hasFocus());
}

void tst_KnobSlider::keyboardAloneReachesTheValue()
{
    KnobSlider knob("Noise", {});
    knob.setValue(0.5);
    knob.show();
    QApplication::setActiveWindow(&knob);
    QVERIFY(QTest::qWaitForWindowActive(&knob, test::kPatience));
    knob.slider().setFocus();
    QTest::keyClick(&knob, Qt::Key_Tab);
    QVERIFY(knob.edit().hasFocus());
    QTest::keyClick(&knob.edit(), Qt::Key_Up);
    QCOMPARE(knob.value(), 0.51);
    QTest::keyClick(&knob.edit(), Qt::Key_Down);
    QTest::keyClick(&knob.edit(), Qt::Key_Down);
    QCOMPARE(knob.edit().text(), "0.49");
    QTest::keyClicks(&knob.edit(), "0,7"); // all is selected
    QTest::keyClick(&knob.edit(), Qt::Key_Return);
    QCOMPARE(knob.value(), 0.7);
    QVERIFY(knob.slider().hasFocus());
}

void tst_KnobSlider::tabGoesFromASliderToItsNumber()
{
    QWidget panel;
    auto* column = new QVBoxLayout(&panel);
    auto* one = new KnobSlider("One", {}, &panel);
    auto* other = new KnobSlider("Other", {}, &panel);
    column->addWidget(one);
    column->addWidget(other);
    panel.show();
    QApplication::setActiveWindow(&panel);
    QVERIFY(QTest::qWaitForWindowActive(&panel, test::kPatience));
    one->slider().setFocus();
    for (QWidget* next : {static_cast<QWidget*>(&one->edit()), static_cast<QWidget*>(&other->slider()),
             static_cast<QWidget*>(&other->edit())}) {
        QTest::keyClick(panel.focusWidget(), Qt::Key_Tab);
        QVERIFY2(next->hasFocus(), qPrintable(panel.focusWidget()->accessibleName()));
    }
}

ISTHMUS_TEST(tst_KnobSlider)
#include "tst_KnobSlider.moc"
