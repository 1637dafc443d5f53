// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ShortcutsDialog.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/SectionHeading.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace isthmus {
namespace {

constexpr int kLinesPerColumn = 14;

QString withoutAmpersand(QString text)
{
    return text.remove('&').remove("...");
}

} // namespace

std::vector<ShortcutLine> shortcutsOf(const QWidget& window)
{
    std::vector<ShortcutLine> lines;
    for (const QAction* action : window.findChildren<QAction*>()) {
        if (action->shortcut().isEmpty() || !action->isVisible() || action->text().isEmpty())
            continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        const bool isKnown =
            std::any_of(lines.begin(), lines.end(), [&](const auto& line) { return line.keys == keys; });
        if (!isKnown)
            lines.push_back({keys, withoutAmpersand(action->text())});
    }
    return lines;
}

ShortcutsDialog::ShortcutsDialog(QWidget* window)
    : QDialog(window)
{
    setWindowTitle(tr("Keys"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(24, 20, 24, 24);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->addWidget(new SectionHeading(tr("Keys"), this), 0, 0, 1, 2);
    int number = 0;
    for (const ShortcutLine& line : shortcutsOf(*window)) {
        const int row = 1 + number % kLinesPerColumn;
        const int column = 3 * (number / kLinesPerColumn);
        auto* keys = new QLabel(line.keys, this);
        keys->setFont(Theme::of(this).title());
        auto* what = new QLabel(line.what, this);
        what->setProperty("dim", true);
        grid->addWidget(keys, row, column);
        grid->addWidget(what, row, column + 1);
        grid->setColumnMinimumWidth(column + 2, 24);
        ++number;
    }
}

} // namespace isthmus
