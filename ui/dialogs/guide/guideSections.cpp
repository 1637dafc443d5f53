// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/guide/guideSections.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringList>
#include <QTextDocumentFragment>

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
    static const QRegularExpression heading("<h([12])>(?:<a name=\"([a-z-]+)\">)?([^<]*)");
    const QString html = guidePage(page);
    QRegularExpressionMatchIterator found = heading.globalMatch(html);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const qsizetype end = found.hasNext() ? found.peekNext().capturedStart() : html.size();
        sections.push_back({page, match.captured(2), plainText(match.captured(3)),
            plainText(html.mid(match.capturedStart(), end - match.capturedStart()))});
    }
}

} // namespace

std::vector<GuideSection> guideSections()
{
    std::vector<GuideSection> sections;
    for (const QString& page : pages())
        addSections(page, sections);
    return sections;
}

QString guidePage(const QString& page)
{
    QFile file(":/isthmus/help/" + page);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace isthmus
