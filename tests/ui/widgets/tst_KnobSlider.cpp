// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/KnobSlider.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

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
    void typedValueBeyondTheScaleGoesToItsEnd();
    void typedNonsenseIsForgotten();
    void clickingTheValueOpensTheEntry();

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

void tst_KnobSlider::typedValueBeyondTheScaleGoesToItsEnd()
{
    KnobSlider knob("Noise", {});
    knob.show();
    typeInto(knob, "40");
    QCOMPARE(knob.value(), 1.0);
    QCOMPARE(knob.edit().text(), "1.00");
}

void tst_KnobSlider::typedNonsenseIsForgotten()
{
    KnobSlider knob("Noise", {});
    knob.setValue(0.25);
    knob.show();
    QSignalSpy changed(&knob, &KnobSlider::valueChanged);
    for (const char* text : {"much", "", "nan", "inf"}) {
        typeInto(knob, text);
        QCOMPARE(knob.value(), 0.25);
        QCOMPARE(knob.edit().text(), "0.25");
    }
    QCOMPARE(changed.count(), 0);
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

QTEST_MAIN(tst_KnobSlider)
#include "tst_KnobSlider.moc"
