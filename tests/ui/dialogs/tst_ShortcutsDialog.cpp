// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/ShortcutsDialog.h"
#include "ui/dialogs/model/ModelEditor.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QRegularExpression>

using namespace isthmus;
using namespace isthmus::test;

namespace {

const ShortcutGroup* group(const std::vector<ShortcutGroup>& groups, const QString& title)
{
    for (const ShortcutGroup& each : groups)
        if (each.title == title)
            return &each;
    return nullptr;
}

/// What a key does, as a group says it; empty: it does not say.
QString meaning(const ShortcutGroup* group, const QString& keys)
{
    if (group)
        for (const ShortcutLine& line : group->lines)
            if (line.keys.compare(keys, Qt::CaseInsensitive) == 0)
                return line.what;
    return {};
}

/// The keys of the table in README, each by itself: "Shift+.".
QStringList keysOfReadme()
{
    QFile file(ISTHMUS_SOURCE_DIR "/README.md");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const qsizetype begin = text.indexOf("## Keys");
    QStringList keys;
    for (const QString& line : text.mid(begin, text.indexOf("\n## ", begin + 1) - begin).split('\n')) {
        const QStringList cells = line.split('|');
        if (cells.size() < 5 || cells[1].contains("---") || cells[1].trimmed() == "key")
            continue;
        for (const int cell : {1, 3})
            for (QString key : cells[cell].split(", "))
                keys << key.remove('`').replace(" + ", "+").trimmed();
    }
    return keys;
}

} // namespace

/// The list of keys and gestures: of the window as it is.
class TestShortcutsDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keysAreThoseOfTheActions();
    void everyKeyOfTheWindowIsThere();
    void namesSayWhatIsDone();
    void keysOfTheEditorAreAsItHasThem();
    void readmeTellsNoOther();
    void keyOpensItAndItFits();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestShortcutsDialog::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestShortcutsDialog::keysAreThoseOfTheActions()
{
    QWidget window;
    auto* play = new QAction("&Pause", &window);
    play->setShortcut(Qt::Key_Space);
    play->setWhatsThis("Play or pause");
    auto* child = new QWidget(&window);
    auto* fit = new QAction("Fit the points...", child);
    fit->setShortcut(Qt::Key_0);
    new QAction("No key", &window);
    auto* hidden = new QAction("Hidden", &window);
    hidden->setShortcut(Qt::Key_H);
    hidden->setVisible(false);

    const std::vector<ShortcutGroup> groups = shortcutGroups(window);
    const ShortcutGroup* rest = group(groups, "Window");
    QVERIFY(rest);
    QVERIFY(meaning(rest, "H").isEmpty());
    QCOMPARE(meaning(rest, "Space"), "Play or pause");
    QCOMPARE(meaning(rest, "0"), "Fit the points");
}

void TestShortcutsDialog::everyKeyOfTheWindowIsThere()
{
    OpenWindow open;
    QStringList listed;
    for (const ShortcutGroup& each : shortcutGroups(open.page))
        for (const ShortcutLine& line : each.lines) {
            QVERIFY2(!line.what.isEmpty() && !listed.contains(line.keys), qPrintable(line.keys));
            listed << line.keys;
        }
    int keys = 0;
    for (const QAction* action : open.page.findChildren<QAction*>()) {
        if (action->shortcut().isEmpty() || !action->isVisible())
            continue;
        QVERIFY2(listed.contains(action->shortcut().toString(QKeySequence::NativeText)), qPrintable(action->text()));
        ++keys;
    }
    QVERIFY(keys > 10);
}

void TestShortcutsDialog::namesSayWhatIsDone()
{
    OpenWindow open;
    const std::vector<ShortcutGroup> groups = shortcutGroups(open.page);
    QCOMPARE(meaning(group(groups, "Training"), "Space"), "Play or pause");
    QCOMPARE(meaning(group(groups, "Plane"), "0"), "Show all points");
    QCOMPARE(meaning(group(groups, "Files"), "Ctrl+S"), "Save");
    for (const char* gesture : {"Arrows", "Wheel", "Middle drag", "Double click in legend"})
        QVERIFY2(!meaning(group(groups, "Plane"), gesture).isEmpty(), gesture);
}

/// They are listed although the editor is not open.
void TestShortcutsDialog::keysOfTheEditorAreAsItHasThem()
{
    OpenWindow open;
    const std::vector<ShortcutGroup> groups = shortcutGroups(open.page);
    const ModelEditor editor(
        open.session.run().model, open.session.data()->shape, open.session.run().training, nullptr);
    int count = 0;
    for (const QAction* action : editor.findChildren<QAction*>()) {
        if (action->shortcut().isEmpty())
            continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        QCOMPARE(meaning(group(groups, "Layer editor"), keys), action->text());
        ++count;
    }
    QVERIFY(count >= 6);
}

void TestShortcutsDialog::readmeTellsNoOther()
{
    OpenWindow open;
    const std::vector<ShortcutGroup> groups = shortcutGroups(open.page);
    const QStringList keys = keysOfReadme();
    QVERIFY(keys.size() >= 12);
    for (const QString& key : keys) {
        const bool isListed = std::any_of(
            groups.begin(), groups.end(), [&](const ShortcutGroup& each) { return !meaning(&each, key).isEmpty(); });
        QVERIFY2(isListed, qPrintable(key));
    }
}

void TestShortcutsDialog::keyOpensItAndItFits()
{
    OpenWindow open;
    QTest::keyClick(&open.window, Qt::Key_F1);
    auto* dialog = open.window.findChild<ShortcutsDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY2(dialog->width() <= 1000 && dialog->height() <= 680,
        qPrintable(QString("%1 x %2").arg(dialog->width()).arg(dialog->height())));
    QStringList texts;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        texts << label->text();
    QVERIFY(texts.contains("Middle drag") && texts.contains("Play or pause"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!open.window.findChild<ShortcutsDialog*>());
}

ISTHMUS_TEST(TestShortcutsDialog)
#include "tst_ShortcutsDialog.moc"
