// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/planeArrangement.h"

#include "ui/views/latent/DimensionDrawer.h"
#include "ui/views/latent/FoldingLegend.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/PlaneHint.h"
#include "ui/views/latent/PlaneTools.h"

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kInset = 12; // px between the view's edge and what floats on it
constexpr int kFloatGap = 8; // px between two things that float
constexpr int kNumbers = 28; // px of the row of numbers at the lower edge
constexpr QSize kDrawer{264, 440}; // at the most

/// Width at which a label has its text in one line, its frame included.
int lineWidth(QLabel& label)
{
    label.ensurePolished();
    label.setWordWrap(false);
    const int width = label.sizeHint().width();
    label.setWordWrap(true);
    return width;
}

/// Least width at which a text takes no more lines than at the given one, so that its lines are about as long as each
/// other.
int balancedWidth(const QLabel& label, int width)
{
    const int height = label.heightForWidth(width);
    int tooNarrow = width / 3;
    while (width - tooNarrow > 1) {
        const int middle = (width + tooNarrow) / 2;
        (label.heightForWidth(middle) <= height ? width : tooNarrow) = middle;
    }
    return width;
}

/// Puts a label of one line, or as many as there is no room for beside each other, in the middle above `bottom`.
/// @param aside  px at both sides where it may not be
void placeBelow(QLabel& label, const QWidget& view, int bottom, int aside)
{
    const int most = std::max(view.width() - 2 * aside, 1);
    const int line = lineWidth(label);
    const int width = line <= most ? line : balancedWidth(label, most);
    const int height = std::max(label.heightForWidth(width), 1);
    label.setGeometry((view.width() - width) / 2, bottom - height, width, height);
}

} // namespace

void arrangeOnPlane(const PlaneFloats& floats, const QWidget& view, bool noteIsCaption)
{
    const QSize legendRoom = view.size() - QSize(2 * kInset, 2 * kInset + kNumbers);
    floats.legend.fitInto(legendRoom);
    const int legendWidth = floats.legend.isHidden() ? 0 : floats.legend.width() + kFloatGap;
    floats.tools.move(kInset, kInset);
    floats.tools.wrap(view.width() - 2 * kInset - legendWidth);
    if (!floats.tools.isHidden() && floats.tools.width() > view.width() - 2 * kInset - legendWidth) {
        floats.tools.wrap(
            view.width() - 2 * kInset - (floats.legend.isHidden() ? 0 : floats.legend.buttonSide() + kFloatGap));
        floats.legend.fitInto(
            legendRoom, floats.tools.height() + kFloatGap); // its list is too wide to stand beside them
    }
    floats.legend.move(view.width() - floats.legend.width() - kInset, kInset);

    const int below = floats.tools.isHidden() ? 0 : floats.tools.geometry().bottom() + 1 + kFloatGap;
    const int drawerHeight = std::clamp(view.height() - below - kInset, 0, kDrawer.height());
    const int drawerWidth = std::min(kDrawer.width(), view.width() - 2 * kInset);
    floats.drawer.setGeometry(kInset, view.height() - drawerHeight - kInset, drawerWidth, drawerHeight);

    const QMarginsF numbers = floats.plane.numberMargins();
    const int aside = kInset + static_cast<int>(numbers.left());
    const bool hasCaption = noteIsCaption && !floats.note.isHidden();
    placeBelow(floats.note, view, noteIsCaption ? view.height() - kNumbers : (view.height() + kNumbers) / 2, aside);
    placeBelow(floats.hint, view, (hasCaption ? floats.note.y() : view.height() - kNumbers) - kFloatGap, aside);

    const bool isLegendTall = !floats.legend.isHidden() && !floats.legend.isFolded();
    const int hintHeight = floats.hint.isHidden() ? 0 : floats.hint.height() + 2 * kFloatGap;
    const int noteHeight = hasCaption ? floats.note.height() + kFloatGap : 0;
    floats.plane.setCovered(QMarginsF(numbers.left(), below, isLegendTall ? legendWidth + kInset - kFloatGap : 0,
        numbers.bottom() + hintHeight + noteHeight));
}

} // namespace isthmus
