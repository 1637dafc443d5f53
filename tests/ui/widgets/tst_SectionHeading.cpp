// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/SectionHeading.h"

#include <QApplication>
#include <QTest>

using namespace isthmus;

/// A heading that is too long for its place says so.
class TestSectionHeading : public QObject
{
    Q_OBJECT

private slots:
    void endsWithDotsWhereItDoesNotFit()
    {
        const Theme theme{*qApp};
        SectionHeading heading("Other dimensions");
        heading.resize(heading.sizeHint());
        QCOMPARE(heading.shownText(), "OTHER DIMENSIONS");
        heading.resize(heading.sizeHint().width() / 2, heading.height());
        QVERIFY2(heading.shownText().endsWith(QChar(0x2026)), qPrintable(heading.shownText()));
        QVERIFY(heading.minimumSizeHint().width() < heading.width());
    }
};

ISTHMUS_TEST(TestSectionHeading)
#include "tst_SectionHeading.moc"
