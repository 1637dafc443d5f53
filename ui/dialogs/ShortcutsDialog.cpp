// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ShortcutsDialog.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/SectionHeading.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

namespace isthmus {
namespace {

constexpr int kColumns = 3;
constexpr int kSpacing = 6; // px between two lines
constexpr QSize kFrame{80, 120}; // px of the screen that stay free

std::size_t linesOf(const std::vector<ShortcutGroup>& groups)
{
    std::size_t lines = 0;
    for (const ShortcutGroup& group : groups)
        lines += group.lines.size() + 2; // its heading, and the gap below
    return lines;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(QWidget* window)
    : QDialog(window)
{
    setWindowTitle(tr("Keys and gestures"));
    auto* area = new QScrollArea(this);
    auto* content = new QWidget(area);
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(20, 20, 20, 20);
    row->setSpacing(26);
    const std::vector<ShortcutGroup> groups = shortcutGroups(*window);
    const std::size_t perColumn = (linesOf(groups) + kColumns - 1) / kColumns;
    QVBoxLayout* column = nullptr;
    std::size_t filled = perColumn;
    for (const ShortcutGroup& group : groups) {
        const std::size_t lines = linesOf({group});
        if (!column || (filled + lines / 2 > perColumn && row->count() < kColumns)) {
            column = new QVBoxLayout;
            column->setSpacing(18);
            row->addLayout(column);
            filled = 0;
        }
        column->addWidget(makeGroup(group));
        filled += lines;
    }
    for (int i = 0; i < row->count(); ++i)
        static_cast<QVBoxLayout*>(row->itemAt(i)->layout())->addStretch(1);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto* fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(area);
    resize((content->sizeHint() + QSize(16, 4)).boundedTo(screen()->availableSize() - kFrame));
}

QWidget* ShortcutsDialog::makeGroup(const ShortcutGroup& group)
{
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(kSpacing);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new SectionHeading(group.title, box), 0, 0, 1, 2);
    int line = 1;
    for (const auto& [keys, what] : group.lines) {
        auto* key = new QLabel(keys, box);
        key->setFont(Theme::of(this).title());
        auto* meaning = new QLabel(what, box);
        meaning->setProperty("dim", true);
        grid->addWidget(key, line, 0);
        grid->addWidget(meaning, line++, 1);
    }
    return box;
}

} // namespace isthmus
