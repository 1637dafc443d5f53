// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/guide/guideSections.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace isthmus {

/// Shows the user guide at a link such as "trouble.html#open", in the window that is open already or in a new one. It
/// is a window of its own, which no dialog blocks, and closes with the window that it is about.
/// @param about     any widget of that window
/// @param sentence  sentence of an error, whose entry in the section is shown and marked; empty, or with no entry: none
void showGuide(const QWidget* about, const QString& link = "index.html", const QString& sentence = {});

/// The pages of the user guide with their contents at the left, where typing leaves only the sections that hold the
/// words. Ctrl+F leads there; Escape closes it, Alt and an arrow go back and forth.
class GuideWindow : public QDialog
{
    Q_OBJECT
public:
    GuideWindow();

    void showLink(const QString& link);
    /// Scrolls to these words of the page, and marks them. The window must be shown.
    void showWords(const QString& words);

    /// The place that is shown: "data.html#csv".
    [[nodiscard]] QString link() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fillContents();
    void dress();
    void search(const QString& words);
    void mark();
    void followContents();
    void followText(const QUrl& url);
    void adaptMargin();

    std::vector<GuideSection> m_sections; // in the order of the contents
    QLineEdit* m_search;
    QListWidget* m_contents;
    QTextBrowser* m_text;
};

} // namespace isthmus
