// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/guide/guideSections.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringList>
#include <QTextDocumentFragment>

#include <algorithm>

namespace isthmus {
namespace {

constexpr const char* kIndex = "index.html";

QString plainText(const QString& html)
{
    return QTextDocumentFragment::fromHtml(html).toPlainText().simplified();
}

QStringList pages()
{
    static const QRegularExpression link("href=\"([a-z-]+\\.html)\"");
    QStringList names{kIndex};
    QRegularExpressionMatchIterator found = link.globalMatch(guidePage(kIndex));
    while (found.hasNext())
        names << found.next().captured(1);
    names.removeDuplicates();
    return names;
}

void addSections(const QString& page, std::vector<GuideSection>& sections)
{
    static const QRegularExpression heading("<h([12])>(?:<a name=\"([a-z0-9-]+)\">)?([^<]*)");
    const QString html = guidePage(page);
    QRegularExpressionMatchIterator found = heading.globalMatch(html);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const qsizetype end = found.hasNext() ? found.peekNext().capturedStart() : html.size();
        sections.push_back({page, match.captured(2), plainText(match.captured(3)),
            plainText(html.mid(match.capturedStart(), end - match.capturedStart()))});
    }
}

/// The page from the section's heading to the next one.
QString sectionOf(const QString& link)
{
    const QString html = guidePage(link.section('#', 0, 0));
    const qsizetype begin = html.indexOf(QString("<a name=\"%1\">").arg(link.section('#', 1)));
    return begin < 0 ? QString() : html.mid(begin).section("<h2>", 0, 0);
}

/// What the rows of tables begin with, in all their wordings.
QStringList entriesOf(const QString& html)
{
    static const QRegularExpression cell("<tr><td>(.*?)</td>", QRegularExpression::DotMatchesEverythingOption);
    QStringList entries;
    QRegularExpressionMatchIterator found = cell.globalMatch(html);
    while (found.hasNext())
        for (const QString& wording : found.next().captured(1).split("<br>"))
            entries << plainText(wording);
    return entries;
}

/// With "..." for anything.
bool isExample(const QString& sentence, const QString& entry)
{
    const QString pattern = QRegularExpression::escape(entry).replace(QRegularExpression::escape("..."), ".*");
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption).match(sentence).hasMatch();
}

} // namespace

std::vector<GuideSection> guideSections()
{
    std::vector<GuideSection> sections;
    for (const QString& page : pages())
        addSections(page, sections);
    return sections;
}

QString guideEntry(const QString& link, const QString& sentence)
{
    const auto words = [](const QString& entry) { return QString(entry).remove("...").size(); };
    QString best;
    for (const QString& entry : entriesOf(sectionOf(link)))
        if (words(entry) > words(best) && isExample(sentence, entry))
            best = entry;
    return best;
}

QString guideLink(const QString& link, const QString& sentence)
{
    const auto hasEntry = [&](const QString& place) { return !guideEntry(place, sentence).isEmpty(); };
    if (hasEntry(link))
        return link;
    const std::vector<GuideSection> sections = guideSections();
    const auto found = std::find_if(sections.begin(), sections.end(), [&](const GuideSection& section) {
        return section.page == link.section('#', 0, 0) && hasEntry(section.link());
    });
    return found == sections.end() ? link : found->link();
}

QString guidePage(const QString& page)
{
    QFile file(":/isthmus/help/" + page);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace isthmus
