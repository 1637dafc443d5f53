// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/widgets/ElidedLabel.h"

#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>

using namespace isthmus;

/// A sentence that is longer than its line.
class TestElidedLabel : public QObject
{
    Q_OBJECT

private slots:
    void shortTextIsSeenWhole();
    void longTextLosesItsMiddle();
    void toolTipTellsWhatIsNotSeen();
};

namespace {

const QString kLong = "Saved /home/somebody/a folder <b>with</b> a long name/and one below it/codes.csv";

struct Line
{
    Line(const QString& text, int width)
    {
        label.setText(text);
        label.resize(width, 20);
        label.show();
    }

    ElidedLabel label;
};

QString toolTipOf(ElidedLabel& label)
{
    QHelpEvent help(QEvent::ToolTip, {5, 5}, label.mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(&label, &help);
    return QToolTip::text();
}

} // namespace

void TestElidedLabel::shortTextIsSeenWhole()
{
    const Line line("Saved", 400);
    QCOMPARE(line.label.seenText(), QString("Saved"));
}

void TestElidedLabel::longTextLosesItsMiddle()
{
    const Line line(kLong, 200);
    const QString seen = line.label.seenText();
    QVERIFY2(seen.startsWith("Saved /") && seen.endsWith(".csv") && seen.contains(QChar(0x2026)), qPrintable(seen));
    QVERIFY(line.label.fontMetrics().horizontalAdvance(seen) <= 200);
    QCOMPARE(line.label.text(), kLong);
}

void TestElidedLabel::toolTipTellsWhatIsNotSeen()
{
    Line whole("Saved", 400); // first, since a tool tip fades slowly
    QCOMPARE(toolTipOf(whole.label), QString());
    Line shown(kLong, 200);
    QCOMPARE(toolTipOf(shown.label), kLong.toHtmlEscaped());
}

ISTHMUS_TEST(TestElidedLabel)
#include "tst_ElidedLabel.moc"
