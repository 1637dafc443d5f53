// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/FormHand.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/training/TrainingView.h"
#include "ui/widgets/FieldFault.h"
#include "ui/widgets/LabelledRow.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSpinBox>

using namespace isthmus;
using isthmus::test::windowRun;

namespace {

} // namespace

/// Fields of the Training panel say what waits to be applied, and what cannot be.
class TestPendingFields : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup() { m_session.reset(); }
    void batchBeyondItsRangeIsNotApplied();
    void pendingFieldsAreMarked();
    void everyNumberFieldSaysItsRange();

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<RunSession> m_session;
};

void TestPendingFields::init()
{
    m_session = std::make_unique<RunSession>(nullptr, 1);
    m_session->startRun(windowRun());
}

void TestPendingFields::batchBeyondItsRangeIsNotApplied()
{
    TrainingView view(*m_session);
    view.show();
    auto* seed = fieldIn<QSpinBox>(view, "Seed");
    seed->setValue(7);
    QVERIFY(m_session->pending().canApply());
    auto* batch = fieldIn<QSpinBox>(view, "Batch");
    QTest::keyClick(batch, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(batch, "99999");
    QTest::keyClick(batch, Qt::Key_Return);
    QCOMPARE(batch->text(), "99999");
    QVERIFY(!m_session->pending().canApply());
    QVERIFY2(m_session->pending().fault().contains("marked"), qPrintable(m_session->pending().fault()));
    QTest::keyClick(batch, Qt::Key_Escape);
    QCOMPARE(batch->value(), 32);
    QVERIFY(m_session->pending().canApply());
    QCOMPARE(m_session->pending().training().seed, std::uint64_t(7));
}

void TestPendingFields::pendingFieldsAreMarked()
{
    TrainingView view(*m_session);
    view.show();
    auto* batch = fieldIn<QSpinBox>(view, "Batch");
    batch->setFocus();
    QTest::keyClick(batch, Qt::Key_Up);
    QVERIFY(batch->property("pending").toBool());
    QVERIFY(!fieldIn<QSpinBox>(view, "Seed")->property("pending").toBool());
    choose(*choiceWith(view, "adam"), "sgd");
    QVERIFY(choiceWith(view, "adam")->property("pending").toBool());
    view.findChild<QCheckBox*>()->click();
    QVERIFY(view.findChild<QCheckBox*>()->property("pending").toBool());
    QTest::keyClick(view.findChild<QCheckBox*>(), Qt::Key_Escape);
    QVERIFY(m_session->pending().isEmpty());
    QVERIFY(!batch->property("pending").toBool());
    QCOMPARE(batch->value(), 32);
    QVERIFY(!view.findChild<QCheckBox*>()->isChecked());
}

void TestPendingFields::everyNumberFieldSaysItsRange()
{
    TrainingView view(*m_session);
    view.show();
    int fields = 0;
    for (auto* field : view.findChildren<QAbstractSpinBox*>()) {
        if (!field->isVisible())
            continue;
        const auto* fault = field->findChild<FieldFault*>();
        QVERIFY2(fault, qPrintable(field->accessibleName()));
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, "-7");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY2(fault->sentence().contains("between"), qPrintable(fault->sentence()));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!fault->isShown());
        ++fields;
    }
    QVERIFY(fields >= 6);
    QVERIFY(m_session->pending().isEmpty());
}

ISTHMUS_TEST(TestPendingFields)
#include "tst_PendingFields.moc"
