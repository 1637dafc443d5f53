// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace isthmus {

/// A page of the user guide, or a part of one below a heading of its own.
struct GuideSection
{
    QString page; ///< file below :/isthmus/help/: "data.html"
    QString anchor; ///< "csv"; empty: the beginning of the page
    QString title; ///< "CSV and TSV"
    QString text; ///< all words of the section, for searching

    /// "data.html#csv"
    [[nodiscard]] QString link() const { return anchor.isEmpty() ? page : page + '#' + anchor; }
};

/// All sections in the order in which index.html links to the pages. The index itself is the first.
std::vector<GuideSection> guideSections();

/// Content of a page; empty if there is none of that name.
QString guidePage(const QString& page);

/// The entry of a section's table that a sentence is an example of, as the table says it: "expected ... bytes for ...,
/// found ...". Of several the one with most words in common; empty: none.
/// @param link  link to the section: "trouble.html#open"
QString guideEntry(const QString& link, const QString& sentence);

/// Where that entry is: the section itself, or another one of its page where only that has one; with none at all, the
/// section.
QString guideLink(const QString& link, const QString& sentence);

} // namespace isthmus
