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

/// Puts a label of one line, or as many as the view is too narrow for, in the middle above `bottom`.
void placeBelow(QLabel& label, const QWidget& view, int bottom)
{
    const int most = view.width() - 2 * kInset;
    const QMargins margins = label.contentsMargins();
    const int line = label.fontMetrics().horizontalAdvance(label.text()) + margins.left() + margins.right() + 2;
    const int width = std::min(line, most);
    const int height = std::max(label.heightForWidth(width), 1);
    label.setGeometry((view.width() - width) / 2, bottom - height, width, height);
}

} // namespace

void arrangeOnPlane(const PlaneFloats& floats, const QWidget& view, bool noteIsCaption)
{
    floats.legend.fitInto(view.size() - QSize(2 * kInset, 2 * kInset + kNumbers));
    floats.legend.move(view.width() - floats.legend.width() - kInset, kInset);
    const int legendWidth = floats.legend.isHidden() ? 0 : floats.legend.width() + kFloatGap;
    floats.tools.move(kInset, kInset);
    floats.tools.wrap(view.width() - 2 * kInset - legendWidth);

    const int below = floats.tools.isHidden() ? 0 : floats.tools.geometry().bottom() + 1 + kFloatGap;
    const int drawerHeight = std::clamp(view.height() - below - kInset, 0, kDrawer.height());
    const int drawerWidth = std::min(kDrawer.width(), view.width() - 2 * kInset);
    floats.drawer.setGeometry(kInset, view.height() - drawerHeight - kInset, drawerWidth, drawerHeight);

    placeBelow(floats.note, view, noteIsCaption ? view.height() - kNumbers : (view.height() + kNumbers) / 2);
    placeBelow(floats.hint, view, (noteIsCaption ? floats.note.y() : view.height() - kNumbers) - kFloatGap);

    const bool isLegendTall = !floats.legend.isHidden() && !floats.legend.isFolded();
    const QMarginsF numbers = floats.plane.numberMargins();
    const int hintHeight = floats.hint.isHidden() ? 0 : floats.hint.height() + 2 * kFloatGap;
    floats.plane.setCovered(QMarginsF(
        numbers.left(), below, isLegendTall ? legendWidth + kInset - kFloatGap : 0, numbers.bottom() + hintHeight));
}

} // namespace isthmus
