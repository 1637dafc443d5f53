// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "tests/ui/session/resumedRun.h"
#include "ui/main/MessageBanner.h"

#include <QLabel>
#include <QLayout>
#include <QPushButton>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// A saved run whose evaluations had these KL terms, at steps 200, 400, ...
Checkpoint pastWith(const std::vector<float>& kls)
{
    Checkpoint past = TrainingRun(windowRun()).checkpoint();
    for (const float kl : kls) {
        EvaluationRecord record;
        record.step = 200 * static_cast<std::int64_t>(past.evaluations.size() + 1);
        record.terms[AutoencoderTerm::Kl] = kl;
        past.evaluations.push_back(record);
    }
    return past;
}

void resume(OpenWindow& open, const std::vector<float>& kls)
{
    open.session.startResumed(*resumedRun(windowRun(), pastWith(kls)));
    QTRY_COMPARE(open.session.history().evaluations.size(), kls.size());
}

} // namespace

/// The banner about a collapsed code, and what it does about it.
class TestCollapseNote : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_theme.reset(); }
    void saidOnceUntilTheCodeIsAlive();
    void oneClickLowersBeta();
    void oneClickBeginsWithAWarmup();
    void narrowCentreLeavesAllOfItWhole();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestCollapseNote::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestCollapseNote::saidOnceUntilTheCodeIsAlive()
{
    OpenWindow open;
    auto* banner = open.page.findChild<MessageBanner*>("collapse-note");
    QVERIFY(banner && !banner->isVisible());
    resume(open, {0.01F, 0.01F});
    QVERIFY(!banner->isVisible());
    resume(open, {0.01F, 0.01F, 0.01F});
    QTRY_VERIFY(banner->isVisible());
    QVERIFY2(banner->message().startsWith("The code has collapsed"), qPrintable(banner->message()));
    resume(open, {0.01F, 0.01F, 0.01F, 4});
    QVERIFY(!banner->isVisible());
}

void TestCollapseNote::oneClickLowersBeta()
{
    OpenWindow open;
    resume(open, {0.01F, 0.01F, 0.01F});
    auto* banner = open.page.findChild<MessageBanner*>("collapse-note");
    auto* lower = banner->findChild<QPushButton*>("lower-beta");
    QTRY_VERIFY(lower->isVisible());
    QCOMPARE(lower->text(), QString::fromUtf8("Lower β to 0.1"));
    QTest::mouseClick(lower, Qt::LeftButton);
    QCOMPARE(open.session.knobs().beta, 0.1);
    QVERIFY(!banner->isVisible()); // it takes some evaluations to say more
}

void TestCollapseNote::oneClickBeginsWithAWarmup()
{
    OpenWindow open;
    resume(open, {0.01F, 0.01F, 0.01F});
    auto* banner = open.page.findChild<MessageBanner*>("collapse-note");
    auto* begin = banner->findChild<QPushButton*>("begin-with-warmup");
    QTRY_VERIFY(begin->isVisible());
    QTest::mouseClick(begin, Qt::LeftButton);
    QTRY_COMPARE(open.session.run().training.klWarmup, 10.0);
    QVERIFY(open.session.history().evaluations.empty());
    QVERIFY(!banner->isVisible());
}

void TestCollapseNote::narrowCentreLeavesAllOfItWhole()
{
    OpenWindow open;
    resume(open, {0.01F, 0.01F, 0.01F});
    auto* banner = open.page.findChild<MessageBanner*>("collapse-note");
    QTRY_VERIFY(banner->isVisible());
    for (const int width : {380, 520, 1100}) {
        banner->setMinimumWidth(0);
        banner->resize(width, banner->hasHeightForWidth() ? banner->heightForWidth(width) : banner->height());
        banner->layout()->activate();
        const QRect text = banner->findChild<QLabel*>()->geometry();
        QVERIFY(banner->findChild<QLabel*>()->heightForWidth(text.width()) <= text.height());
        QRect before;
        for (const QPushButton* button : banner->findChildren<QPushButton*>()) {
            const QByteArray what = button->text().toUtf8() + " in " + QByteArray::number(width);
            QVERIFY2(button->width() >= button->sizeHint().width(), what.constData());
            QVERIFY2(banner->rect().contains(button->geometry()), what.constData());
            QVERIFY2(!text.intersects(button->geometry()), what.constData());
            QVERIFY2(!before.intersects(button->geometry()), what.constData());
            before = button->geometry();
        }
    }
}

ISTHMUS_TEST(TestCollapseNote)
#include "tst_CollapseNote.moc"
