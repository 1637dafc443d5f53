// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/guide/GuideWindow.h"

#include "ui/dialogs/guide/GuideText.h"
#include "ui/dialogs/guide/guideStyle.h"
#include "ui/theme/Theme.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QScrollBar>
#include <QShortcut>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextFrame>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {
namespace {

constexpr QSize kSize{1000, 720};
constexpr QSize kFrame{16, 88}; // px of the screen that stay free: the title, and as much below
constexpr int kContentsWidth = 264;
constexpr int kTextWidth = 680; // px, at the most: longer lines are hard to follow
constexpr int kMargin = 32;
constexpr int kLine = 22; // of the contents

QUrl urlOf(const QString& link)
{
    return QUrl("qrc:/isthmus/help/" + link);
}

QString linkOf(const QUrl& url)
{
    return url.hasFragment() ? url.fileName() + '#' + url.fragment() : url.fileName();
}

} // namespace

void showGuide(const QWidget* about, const QString& link, const QString& sentence)
{
    GuideWindow* guide = nullptr;
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* open = qobject_cast<GuideWindow*>(widget))
            guide = open;
    if (!guide) {
        guide = new GuideWindow;
        guide->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(about->window(), &QObject::destroyed, guide, [guide] { delete guide; });
    }
    const QString place = guideLink(link, sentence);
    guide->showLink(place);
    guide->show();
    guide->raise();
    guide->activateWindow();
    if (const QString entry = guideEntry(place, sentence); !entry.isEmpty())
        guide->showWords(entry);
}

GuideWindow::GuideWindow()
    : m_sections(guideSections())
    , m_search(new QLineEdit(this))
    , m_contents(new QListWidget(this))
    , m_text(new GuideText(this))
{
    setObjectName("guide");
    setWindowTitle(tr("User guide"));
    setWindowFlags(Qt::Window);
    setAttribute(Qt::WA_QuitOnClose, false);
    resize(kSize.boundedTo(screen()->availableSize() - kFrame));
    m_search->setPlaceholderText(tr("Search the guide"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->installEventFilter(this);
    m_search->setToolTip(tr("Leaves the sections that hold all of these words (Ctrl+F)"));
    m_contents->setAccessibleName(tr("Contents"));
    m_contents->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->installEventFilter(this);
    m_text->setOpenExternalLinks(false);

    auto* side = new QWidget(this);
    side->setFixedWidth(kContentsWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_search);
    column->addWidget(m_contents, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(side);
    row->addWidget(m_text, 1);

    fillContents();
    dress();
    showLink(m_sections.front().link());
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search,
        [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    connect(m_search, &QLineEdit::textChanged, this, &GuideWindow::search);
    connect(m_contents, &QListWidget::currentRowChanged, this, &GuideWindow::followContents);
    connect(m_contents, &QListWidget::itemClicked, this, &GuideWindow::followContents);
    connect(m_text, &QTextBrowser::sourceChanged, this, &GuideWindow::followText);
    connect(&Theme::of(this), &Theme::changed, this, &GuideWindow::dress);
    m_contents->setFocus();
}

void GuideWindow::fillContents()
{
    for (const GuideSection& section : m_sections) {
        auto* item = new QListWidgetItem(section.anchor.isEmpty() ? section.title : "    " + section.title, m_contents);
        item->setSizeHint({0, kLine});
        if (section.anchor.isEmpty())
            item->setFont(Theme::of(this).title());
    }
}

void GuideWindow::dress()
{
    const int at = m_text->verticalScrollBar()->value();
    setStyleSheet(guideGround(Theme::of(this).tokens()));
    m_search->setClearButtonEnabled(false);
    m_search->setClearButtonEnabled(true); // in the new colours
    m_text->document()->setDefaultFont(guideFont(Theme::of(this).body()));
    m_text->document()->setDefaultStyleSheet(guideStyle(Theme::of(this).tokens()));
    m_text->reload();
    m_text->verticalScrollBar()->setValue(at);
    adaptMargin();
    mark();
}

void GuideWindow::showLink(const QString& link)
{
    m_text->setSource(urlOf(link));
}

void GuideWindow::showWords(const QString& words)
{
    const QTextCursor found = m_text->document()->find(words);
    if (found.isNull())
        return;
    m_text->setTextCursor(found);
    const QRectF line = m_text->document()->documentLayout()->blockBoundingRect(found.block());
    m_text->verticalScrollBar()->setValue(static_cast<int>(line.top()) - kMargin);
}

QString GuideWindow::link() const
{
    return linkOf(m_text->source());
}

/// The text goes elsewhere: by a link, by the contents, or back.
void GuideWindow::followText(const QUrl& url)
{
    adaptMargin();
    mark();
    const auto section = std::find_if(
        m_sections.begin(), m_sections.end(), [&](const auto& each) { return each.link() == linkOf(url); });
    if (section == m_sections.end())
        return;
    const QSignalBlocker quiet(m_contents);
    m_contents->setCurrentRow(static_cast<int>(section - m_sections.begin()));
}

void GuideWindow::followContents()
{
    const int row = m_contents->currentRow();
    if (row >= 0)
        showLink(m_sections[static_cast<std::size_t>(row)].link());
}

/// Leaves the sections that hold all the words, and the title of their page.
void GuideWindow::search(const QString& words)
{
    const QStringList wanted = words.split(' ', Qt::SkipEmptyParts);
    const auto holds = [&](const GuideSection& section) {
        return std::all_of(wanted.begin(), wanted.end(),
            [&](const QString& word) { return section.text.contains(word, Qt::CaseInsensitive); });
    };
    for (std::size_t i = 0; i < m_sections.size(); ++i)
        m_contents->item(static_cast<int>(i))->setHidden(!holds(m_sections[i]));
    mark();
}

/// Shows the words of the search in the text.
void GuideWindow::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const QString& word : m_search->text().split(' ', Qt::SkipEmptyParts)) {
        QTextCursor found(m_text->document());
        while (!(found = m_text->document()->find(word, found)).isNull()) {
            QTextEdit::ExtraSelection one;
            one.cursor = found;
            one.format.setBackground(Theme::of(this).tokens().accent);
            one.format.setForeground(Theme::of(this).tokens().onAccent);
            marks << one;
        }
    }
    m_text->setExtraSelections(marks);
}

void GuideWindow::adaptMargin()
{
    QTextFrameFormat format = m_text->document()->rootFrame()->frameFormat();
    const int spare = m_text->viewport()->width() - kTextWidth - kMargin;
    format.setMargin(kMargin);
    format.setRightMargin(std::max(kMargin, spare));
    m_text->document()->rootFrame()->setFrameFormat(format);
}

bool GuideWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text && event->type() == QEvent::Resize)
        adaptMargin();
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape && !m_search->text().isEmpty()) { // the search first, then the window
        m_search->clear();
        return true;
    }
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Down)
        return false;
    for (int row = 0; row < m_contents->count(); ++row) {
        if (m_contents->item(row)->isHidden())
            continue;
        m_contents->setCurrentRow(row); // and the text follows
        m_contents->setFocus();
        break;
    }
    return true;
}

} // namespace isthmus
