// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/ReadFields.h"
#include "core/datasets/readers.h"
#include "core/files/RowWriter.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/Questions.h"
#include "ui/dialogs/guide/GuideWindow.h"
#include "ui/dialogs/open/PreviewPage.h"
#include "ui/session/RunExports.h"

#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextTable>

using namespace isthmus;
using namespace isthmus::test;

namespace {

QString allText()
{
    QString text;
    for (const GuideSection& section : guideSections())
        text += section.text + '\n';
    return text;
}

GuideWindow* openGuide()
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* guide = qobject_cast<GuideWindow*>(widget))
            return guide;
    return nullptr;
}

int visibleSections(const GuideWindow& guide)
{
    const auto* contents = guide.findChild<QListWidget*>();
    int count = 0;
    for (int row = 0; row < contents->count(); ++row)
        count += contents->item(row)->isHidden() ? 0 : 1;
    return count;
}

/// Where the first link of the shown page is.
QPoint firstLink(const QTextBrowser& text)
{
    for (QTextBlock block = text.document()->begin(); block.isValid(); block = block.next())
        for (auto part = block.begin(); !part.atEnd(); ++part)
            if (!part.fragment().charFormat().anchorHref().isEmpty()) {
                QTextCursor cursor(text.document());
                cursor.setPosition(part.fragment().position() + 2);
                return text.cursorRect(cursor).center();
            }
    return {};
}

} // namespace

/// The user guide: complete, whole, and found by hand.
class TestGuideWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanup();
    void everyReaderIsNamed();
    void everyChoiceInReadingIsNamed();
    void everyExportIsNamed();
    void linksResolve();
    void everyIdeaHasItsPage_data();
    void everyIdeaHasItsPage();
    void picturesAreSmall();
    void picturesFollowTheTheme();
    void everyPageIsInTheContents();
    void keyOpensIt();
    void menuOpensItOnce();
    void linkIsFollowedByTheMouse();
    void searchLeavesWhatHoldsTheWords();
    void errorLeadsToWhatToDo();
    void entryIsThatOfTheSentence_data();
    void entryIsThatOfTheSentence();
    void everyEntryIsFound();
    void faultOfDataLeadsToWhatToDo();
    void itGoesWithItsWindow();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestGuideWindow::cleanup()
{
    delete openGuide();
}

void TestGuideWindow::everyReaderIsNamed()
{
    const QString page = guidePage("data.html");
    for (const DatasetReader& reader : datasetReaders())
        QVERIFY2(page.contains(reader.name, Qt::CaseInsensitive), reader.name);
    for (const BuiltinDataset& set : builtinDatasets())
        QVERIFY2(page.contains(QString::fromStdString(set.title)), set.title.c_str());
}

void TestGuideWindow::everyChoiceInReadingIsNamed()
{
    for (const ReadField& field : readFields())
        QVERIFY2(guidePage("opening.html").contains(QString("<code>%1</code>").arg(field.name)), field.name);
}

void TestGuideWindow::everyExportIsNamed()
{
    for (const ExportType& type : exportTypes()) {
        QVERIFY2(allText().contains(QString(type.menuText).remove('&')), type.menuText);
        for (const ExportFormat& format : type.formats())
            QVERIFY2(guidePage("exports.html").contains(format.name), qPrintable(format.name));
    }
    const BlankSettings settings;
    const OpenWindow open;
    int entries = 0;
    for (const QMenu* menu : open.page.findChildren<QMenu*>())
        for (const QAction* action : menu->title() == "&Export" ? menu->actions() : QList<QAction*>()) {
            const QString name = action->text().remove('&');
            QVERIFY2(allText().contains(name), qPrintable(name));
            entries += name.isEmpty() ? 0 : 1;
        }
    QVERIFY(entries > 3);
    for (const RowFormat& format : rowFormats())
        QVERIFY2(guidePage("terminal.html").contains(format.suffix), format.suffix);
}

void TestGuideWindow::linksResolve()
{
    static const QRegularExpression href("href=\"([^\"]*)\"");
    QStringList targets;
    for (const GuideSection& section : guideSections())
        targets << section.link();
    int count = 0;
    for (const GuideSection& section : guideSections()) {
        if (!section.anchor.isEmpty())
            continue; // its page was looked through
        QRegularExpressionMatchIterator links = href.globalMatch(guidePage(section.page));
        while (links.hasNext()) {
            const QString link = links.next().captured(1);
            QVERIFY2(targets.contains(link), qPrintable(section.page + ": " + link));
            ++count;
        }
    }
    QVERIFY2(count >= 30, qPrintable(QString::number(count)));
}

void TestGuideWindow::everyIdeaHasItsPage_data()
{
    QTest::addColumn<QString>("page");
    for (const char* page : {"autoencoder.html", "code.html", "reconstruction.html", "loss.html", "kl.html",
             "denoising.html", "plane.html"})
        QTest::newRow(page) << page;
}

/// Each with a picture, a formula and where it comes from, and with a way to the others.
void TestGuideWindow::everyIdeaHasItsPage()
{
    QFETCH(QString, page);
    const QString html = guidePage(page);
    QVERIFY(html.contains("class=\"formula\"") && html.contains("class=\"source\"") && html.contains("href=\""));
    static const QRegularExpression picture("<img src=\"([^\"]*)\" alt=\"[^\"]+\">");
    QRegularExpressionMatchIterator found = picture.globalMatch(html);
    QVERIFY(found.hasNext());
    while (found.hasNext()) {
        const QString path = ":/isthmus/help/" + found.next().captured(1);
        const auto isThere = [&](const char* look) { return !QImage(QString(path).replace(".png", look)).isNull(); };
        QVERIFY2(isThere(".png") || (isThere("-dark.png") && isThere("-light.png")), qPrintable(path));
    }
    QVERIFY(!html.contains("http")); // the guide is read without a network
}

void TestGuideWindow::picturesAreSmall()
{
    qint64 all = 0;
    for (const QFileInfo& file : QDir(":/isthmus/help/pictures").entryInfoList()) {
        QVERIFY2(file.size() <= 60'000, qPrintable(file.fileName()));
        all += file.size();
    }
    QVERIFY2(all > 0 && all <= 400'000, qPrintable(QString::number(all)));
}

void TestGuideWindow::picturesFollowTheTheme()
{
    GuideWindow guide;
    guide.showLink("plane.html");
    guide.show();
    auto* text = guide.findChild<QTextBrowser*>();
    const auto picture = [text] {
        return text->document()->resource(QTextDocument::ImageResource, QUrl("pictures/plane.png")).value<QImage>();
    };
    m_theme->setChoice(ThemeChoice::Dark);
    const QImage dark = picture();
    m_theme->setChoice(ThemeChoice::Light);
    const QImage light = picture();
    m_theme->setChoice(ThemeChoice::System);
    QVERIFY(!dark.isNull() && !light.isNull());
    QVERIFY(qGray(dark.pixel(2, 2)) < 80 && qGray(light.pixel(2, 2)) > 200);
}

void TestGuideWindow::everyPageIsInTheContents()
{
    QStringList pages;
    for (const GuideSection& section : guideSections())
        if (section.anchor.isEmpty())
            pages << section.page;
    QStringList files = QDir(":/isthmus/help").entryList(QDir::Files);
    QVERIFY(!files.isEmpty());
    files.sort();
    pages.sort();
    QCOMPARE(pages, files);
}

void TestGuideWindow::keyOpensIt()
{
    const BlankSettings settings;
    OpenWindow open;
    QTest::keyClick(&open.window, Qt::Key_F1, Qt::ShiftModifier);
    GuideWindow* guide = openGuide();
    QVERIFY(guide && guide->isVisible());
    QVERIFY(guide->height() + 80 <= guide->screen()->availableSize().height()); // its title is above it
    QCOMPARE(guide->link(), "index.html");
    QVERIFY(guide->findChild<QTextBrowser*>()->toPlainText().startsWith("User guide"));
    QTest::keyClick(guide, Qt::Key_Escape);
    QTRY_VERIFY(!openGuide());
}

void TestGuideWindow::menuOpensItOnce()
{
    const BlankSettings settings;
    OpenWindow open;
    for (int i = 0; i < 2; ++i) {
        QApplication::setActiveWindow(&open.window);
        QTest::keyClick(&open.window, Qt::Key_H, Qt::AltModifier);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction* action : menu->actions())
            if (action->text().remove('&') == "User guide")
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QVERIFY(openGuide());
    }
    qsizetype guides = 0;
    for (QWidget* widget : QApplication::topLevelWidgets())
        guides += qobject_cast<GuideWindow*>(widget) ? 1 : 0;
    QCOMPARE(guides, qsizetype(1));
}

void TestGuideWindow::linkIsFollowedByTheMouse()
{
    GuideWindow guide;
    guide.showLink("index.html");
    guide.show();
    QVERIFY(QTest::qWaitForWindowExposed(&guide, test::kPatience));
    auto* text = guide.findChild<QTextBrowser*>();
    QTest::mouseClick(text->viewport(), Qt::LeftButton, {}, firstLink(*text));
    QCOMPARE(guide.link(), "autoencoder.html");
    QCOMPARE(guide.findChild<QListWidget*>()->currentItem()->text(), "What an autoencoder is");
    QTest::keyClick(text, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(guide.link(), "index.html");
}

void TestGuideWindow::searchLeavesWhatHoldsTheWords()
{
    GuideWindow guide;
    guide.showLink("index.html");
    guide.show();
    const int all = visibleSections(guide);
    auto* search = guide.findChild<QLineEdit*>();
    QApplication::setActiveWindow(&guide);
    QTest::keyClick(&guide, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, "decimal comma");
    QVERIFY(visibleSections(guide) > 0 && visibleSections(guide) < all / 4);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(guide.link(), "data.html#csv");
    QVERIFY(!guide.findChild<QTextBrowser*>()->extraSelections().isEmpty());
    QTest::keyClicks(search, " no such words");
    QCOMPARE(visibleSections(guide), 0);
    search->clear();
    QCOMPARE(visibleSections(guide), all);
}

void TestGuideWindow::errorLeadsToWhatToDo()
{
    QWidget window;
    window.show();
    showError(
        &window, "It could not be opened", "a.bin: expected a data set, found an empty file", "trouble.html#open");
    auto* box = window.findChild<QMessageBox*>("error");
    QPushButton* help = nullptr;
    for (QAbstractButton* button : box->buttons())
        if (box->buttonRole(button) == QMessageBox::HelpRole)
            help = qobject_cast<QPushButton*>(button);
    QVERIFY(help);
    QTest::mouseClick(help, Qt::LeftButton);
    QVERIFY(openGuide());
    QCOMPARE(openGuide()->link(), "trouble.html#open");
    const auto* text = openGuide()->findChild<QTextBrowser*>();
    QCOMPARE(text->textCursor().selectedText(), QString("found an empty file"));
    QVERIFY2(text->viewport()->rect().contains(text->cursorRect()), "it is not in sight");
    QVERIFY(text->cursorRect().top() < text->viewport()->height() / 4);
    QVERIFY(box->isVisible()); // one can read both
    box->close();
}

void TestGuideWindow::entryIsThatOfTheSentence_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("entry");
    QTest::newRow("as it is") << "a.bin: expected a data set, found an empty file"
                              << "found an empty file";
    QTest::newRow("with figures")
        << "train-images.idx: expected 47,040,016 bytes for 60,000 images of 28 x 28, found 1,024"
        << "expected ... bytes for ..., found ...";
    QTest::newRow("of two wordings") << "a.npy: expected numbers, found records of several fields"
                                     << "expected numbers, found records of several fields";
    QTest::newRow("none") << "it is another trouble altogether"
                          << "";
}

void TestGuideWindow::entryIsThatOfTheSentence()
{
    QFETCH(QString, sentence);
    QTEST(guideEntry("trouble.html#open", sentence), "entry");
}

void TestGuideWindow::everyEntryIsFound()
{
    QWidget window;
    window.show();
    showGuide(&window, "trouble.html");
    QStringList links{"trouble.html#open", "trouble.html#locate", "trouble.html#runs", "trouble.html#train"};
    for (QTextFrame* frame : openGuide()->findChild<QTextBrowser*>()->document()->rootFrame()->childFrames()) {
        const auto* table = qobject_cast<QTextTable*>(frame);
        QVERIFY(table && !links.isEmpty());
        for (int row = 1; row < table->rows(); ++row) {
            QTextCursor cell = table->cellAt(row, 0).firstCursorPosition();
            cell.setPosition(table->cellAt(row, 0).lastCursorPosition().position(), QTextCursor::KeepAnchor);
            for (const QString& entry : cell.selectedText().split(QChar::LineSeparator))
                QCOMPARE(guideEntry(links.front(), "a.bin: " + QString(entry).replace("...", "7") + " (1)"), entry);
        }
        links.removeFirst();
    }
    QVERIFY(links.isEmpty());
}

void TestGuideWindow::faultOfDataLeadsToWhatToDo()
{
    PreviewPage page;
    page.resize(500, 600);
    page.show();
    const auto helpOf = [&page]() -> QPushButton* {
        for (QPushButton* button : page.findChildren<QPushButton*>())
            if (button->text() == "What to do")
                return button;
        return nullptr;
    };
    QVERIFY(!helpOf()->isVisible());
    page.showMessage("a.bin: expected a data set, found an empty file", {}, true);
    QTest::mouseClick(helpOf(), Qt::LeftButton);
    QVERIFY(openGuide());
    QCOMPARE(openGuide()->link(), "trouble.html#open");
    page.showMessage("a.csv: Binary cross-entropy expects values from 0 to 1, found -1.67", {}, true);
    QTest::mouseClick(helpOf(), Qt::LeftButton);
    QCOMPARE(openGuide()->link(), "trouble.html#train"); // which has the line for it
    QCOMPARE(openGuide()->findChild<QTextBrowser*>()->textCursor().selectedText(), "expects values from 0 to 1");
    page.showMessage("Reading was stopped.", "Read it again", false);
    QVERIFY(!helpOf()->isVisible());
}

void TestGuideWindow::itGoesWithItsWindow()
{
    auto window = std::make_unique<QWidget>();
    showGuide(window.get());
    QVERIFY(openGuide());
    window.reset();
    QVERIFY(!openGuide());
}

ISTHMUS_TEST(TestGuideWindow)
#include "tst_GuideWindow.moc"
