// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/theme/Theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/NumberField.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace isthmus;

namespace {

/// A window with a field of 1 to 64 and something else that takes the focus.
struct Form
{
    Form()
    {
        whole.setRange(1, 64);
        whole.setValue(32);
        auto* column = new QVBoxLayout(&window);
        column->addWidget(&whole);
        column->addWidget(&other);
        window.resize(500, 200);
        window.show();
        QApplication::setActiveWindow(&window);
        (void)QTest::qWaitForWindowActive(&window, test::kPatience);
    }

    void type(const QString& text)
    {
        whole.setFocus();
        QTest::keyClick(&whole, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(&whole, text);
    }

    QWidget window; // destroyed last: its children leave it before
    WholeField whole;
    QPushButton other{"other"};
};

void typeInto(QAbstractSpinBox& field, const QString& text)
{
    QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&field, text);
    QTest::keyClick(&field, Qt::Key_Return);
}

} // namespace

/// What cannot be stays as it was typed, and says the range.
class TestNumberField : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanupTestCase() { m_theme.reset(); }
    void numbersAreReadWithPointOrComma_data();
    void numbersAreReadWithPointOrComma();
    void rangeIsSaidInWords();
    void numberInTheRangeIsTaken();
    void numberBeyondTheRangeStaysAndSaysIt_data();
    void numberBeyondTheRangeStaysAndSaysIt();
    void leavingTheFieldJudgesToo();
    void puttingItRightTakesTheMarkAway();
    void foldedFieldCountsAndHiddenOneDoesNot();
    void escTakesBack();
    void enterOfAFaultGoesNoFurther();
    void arrowsStep();
    void wordsAreTaken();
    void tooManyDecimalsAreSaid();
    void noteScrollsWithTheField();
    void noteStandsWhereItIsSeen();
    void markShowsInBothThemes();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestNumberField::numbersAreReadWithPointOrComma_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<double>("number"); // below 0: none
    QTest::newRow("point") << "1.5e-3" << false << 1.5e-3;
    QTest::newRow("comma") << "1,5e-3" << false << 1.5e-3;
    QTest::newRow("true minus") << QString::fromUtf8("1.5e−3") << false << 1.5e-3;
    QTest::newRow("spaces") << " 2 " << false << 2.0;
    QTest::newRow("thousands") << "10,000" << true << 10000.0;
    QTest::newRow("whole by an exponent") << "1e3" << true << 1000.0;
    QTest::newRow("not whole") << "2.5" << true << -1.0;
    QTest::newRow("not whole, comma") << "2,5" << true << -1.0;
    QTest::newRow("point and comma") << "1,000.5" << false << -1.0;
    QTest::newRow("two commas") << "1,2,3" << false << -1.0;
    QTest::newRow("word") << "much" << false << -1.0;
    QTest::newRow("nothing") << "" << false << -1.0;
    QTest::newRow("infinite") << "inf" << false << -1.0;
    QTest::newRow("nan") << "nan" << false << -1.0;
    QTest::newRow("too large") << "10001" << true << -1.0;
}

void TestNumberField::numbersAreReadWithPointOrComma()
{
    QFETCH(QString, text);
    QFETCH(bool, isWhole);
    QFETCH(double, number);
    QCOMPARE(typedNumber(text, {.minimum = 0, .maximum = 10000, .isWhole = isWhole}).value_or(-1), number);
}

void TestNumberField::rangeIsSaidInWords()
{
    QCOMPARE(rangeText({.minimum = 1e-6, .maximum = 0.1}), "a number between 1e-6 and 0.1");
    QCOMPARE(rangeText({.minimum = 1, .maximum = 65536, .isWhole = true}), "a whole number between 1 and 65,536");
    QCOMPARE(rangeText({.minimum = 0, .maximum = 9, .decimals = 1}), "a number between 0 and 9, with up to 1 decimal");
    QCOMPARE(rangeText({.minimum = 0, .maximum = 9, .decimals = 2}), "a number between 0 and 9, with up to 2 decimals");
    QCOMPARE(rangeText({.minimum = 0.01, .maximum = 10, .hasZero = true}), "0, or a number between 0.01 and 10");
}

void TestNumberField::numberInTheRangeIsTaken()
{
    Form form;
    QSignalSpy changed(&form.whole, &QSpinBox::valueChanged);
    form.type("50");
    QTest::keyClick(&form.whole, Qt::Key_Return);
    QCOMPARE(form.whole.value(), 50);
    QCOMPARE(changed.last().first().toInt(), 50);
    QVERIFY(!form.whole.fault().isShown());
}

void TestNumberField::numberBeyondTheRangeStaysAndSaysIt_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"5000", "0", "-3", "abc", "", "1.5"})
        QTest::newRow(text) << QString(text);
}

void TestNumberField::numberBeyondTheRangeStaysAndSaysIt()
{
    QFETCH(QString, text);
    Form form;
    form.whole.setFocus();
    QTest::keyClick(&form.whole, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&form.whole, Qt::Key_Delete);
    QTest::keyClicks(&form.whole, text);
    QTest::keyClick(&form.whole, Qt::Key_Return);
    QCOMPARE(form.whole.text(), text);
    QCOMPARE(form.whole.value(), 32);
    QVERIFY(form.whole.fault().isShown());
    QVERIFY(form.whole.fault().note()->isVisible());
    QCOMPARE(form.whole.fault().sentence(), "Type a whole number between 1 and 64, or press Esc");
    QCOMPARE(form.whole.accessibleDescription(), form.whole.fault().sentence());
    QCOMPARE(FieldFault::firstFieldBelow(form.window), &form.whole);
}

void TestNumberField::leavingTheFieldJudgesToo()
{
    Form form;
    form.type("5000");
    QVERIFY(!form.whole.fault().isShown()); // while it is typed
    form.other.setFocus();
    QVERIFY(form.whole.fault().isShown());
    QCOMPARE(form.whole.text(), "5000");
    QCOMPARE(form.whole.value(), 32);
    QVERIFY(!FieldFault::areAllTaken(form.window));
    QVERIFY(form.whole.hasFocus());
    form.other.setFocus();
    QCOMPARE(form.whole.text(), "5000");
}

void TestNumberField::puttingItRightTakesTheMarkAway()
{
    Form form;
    form.type("640");
    QTest::keyClick(&form.whole, Qt::Key_Return);
    QVERIFY(form.whole.fault().isShown());
    QTest::keyClick(&form.whole, Qt::Key_End);
    QTest::keyClick(&form.whole, Qt::Key_Backspace);
    QVERIFY(!form.whole.fault().isShown());
    QCOMPARE(form.whole.value(), 64);
    QVERIFY(FieldFault::areAllTaken(form.window));
}

void TestNumberField::foldedFieldCountsAndHiddenOneDoesNot()
{
    QWidget window;
    auto* part = new QWidget(&window);
    auto* row = new QWidget(part);
    auto* field = new WholeField(row);
    window.show();
    typeInto(*field, "much");
    QCOMPARE(FieldFault::firstFieldBelow(window), field);
    part->hide();
    QCOMPARE(FieldFault::firstFieldBelow(window), field);
    row->hide();
    QVERIFY(!FieldFault::firstFieldBelow(window));
}

void TestNumberField::escTakesBack()
{
    Form form;
    QSignalSpy changed(&form.whole, &QSpinBox::valueChanged);
    form.type("640");
    QCOMPARE(form.whole.value(), 64); // on the way there
    QTest::keyClick(&form.whole, Qt::Key_Return);
    QCOMPARE(form.whole.value(), 32);
    QTest::keyClick(&form.whole, Qt::Key_Escape);
    QCOMPARE(form.whole.text(), "32");
    QVERIFY(!form.whole.fault().isShown());
    form.type("5");
    QTest::keyClick(&form.whole, Qt::Key_Escape);
    QCOMPARE(form.whole.value(), 32);
    QCOMPARE(form.whole.text(), "32");
}

void TestNumberField::enterOfAFaultGoesNoFurther()
{
    Form form;
    QSignalSpy entered(&form.whole, &QSpinBox::editingFinished);
    form.type("640");
    QTest::keyClick(&form.whole, Qt::Key_Return);
    QCOMPARE(entered.count(), 0);
    form.type("64");
    QTest::keyClick(&form.whole, Qt::Key_Return);
    QCOMPARE(entered.count(), 1);
}

void TestNumberField::arrowsStep()
{
    Form form;
    form.type("640");
    QTest::keyClick(&form.whole, Qt::Key_Return);
    QTest::keyClick(&form.whole, Qt::Key_Up);
    QCOMPARE(form.whole.value(), 33);
    QCOMPARE(form.whole.text(), "33");
    QVERIFY(!form.whole.fault().isShown());
}

void TestNumberField::wordsAreTaken()
{
    DecimalField field;
    field.setRange(0, 1000);
    field.setDecimals(1);
    field.setSuffix(" epochs");
    field.setSpecialValueText("none");
    field.show();
    typeInto(field, "2,5");
    QCOMPARE(field.value(), 2.5);
    QCOMPARE(field.text(), "2.5 epochs");
    typeInto(field, "none");
    QCOMPARE(field.value(), 0.0);
    QCOMPARE(field.text(), "none");
    typeInto(field, "some");
    QVERIFY(field.fault().sentence().contains("\"none\""));
}

void TestNumberField::tooManyDecimalsAreSaid()
{
    DecimalField field;
    field.setRange(0, 100);
    field.setDecimals(3);
    field.show();
    typeInto(field, "0.00001");
    QCOMPARE(field.text(), "0.00001");
    QVERIFY(field.fault().sentence().contains("with up to 3 decimals"));
}

void TestNumberField::noteScrollsWithTheField()
{
    QScrollArea area;
    auto* content = new QWidget;
    content->resize(300, 1000);
    auto* field = new WholeField(content);
    field->setRange(1, 9);
    field->move(20, 100);
    area.setWidget(content);
    area.resize(320, 200);
    area.show();
    typeInto(*field, "10");
    const QLabel* note = field->fault().note();
    QCOMPARE(note->parentWidget(), content);
    QVERIFY(note->isVisible());
    QVERIFY(note->y() >= field->geometry().bottom());
    QVERIFY(content->rect().contains(note->geometry()));
    const int below = note->y() - field->y();
    field->move(20, 300);
    QCOMPARE(note->y() - field->y(), below);
    field->hide();
    QVERIFY(!note->isVisible());
}

void TestNumberField::markShowsInBothThemes()
{
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme->setChoice(choice);
        Form form;
        form.type("640");
        QTest::keyClick(&form.whole, Qt::Key_Return);
        const QImage seen = form.whole.grab().toImage();
        QCOMPARE(seen.pixelColor(seen.width() / 2, 0), m_theme->tokens().bad);
    }
}

void TestNumberField::noteStandsWhereItIsSeen()
{
    QScrollArea area;
    auto* content = new QWidget;
    content->resize(300, 1000);
    auto* field = new WholeField(content);
    field->setRange(1, 9);
    field->move(20, 165); // at the lower edge of what is seen
    area.setWidget(content);
    area.resize(320, 200);
    area.show();
    typeInto(*field, "10");
    const QLabel* note = field->fault().note();
    const auto isSeen = [&] {
        return area.viewport()->rect().contains(QRect(note->mapTo(area.viewport(), QPoint()), note->size()));
    };
    QVERIFY(isSeen());
    QVERIFY(note->geometry().bottom() < field->y());
    area.verticalScrollBar()->setValue(100);
    QVERIFY(isSeen());
    QVERIFY(note->y() > field->geometry().bottom());
    area.resize(320, 110); // as when something comes below what scrolls
    QVERIFY(isSeen());
}

ISTHMUS_TEST(TestNumberField)
#include "tst_NumberField.moc"
