// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/RowPicture.h"
#include "ui/samples/kinds/SampleForm.h"

#include <QFontMetrics>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <span>

class QPainter;

namespace isthmus {

struct ThemeTokens;

/// How samples of one kind are shown wherever the window shows one: in the strips, under the hand, beside the pointer,
/// in figures. Each kind has a file of its own and one row in the table.
struct SampleKind
{
    const char* name; ///< "curve"
    const char* one; ///< what one is called to a person: "signal"
    const char* many; ///< "signals"

    /// Is a sample of this shape, with these names, of this kind? The first row that says so is taken.
    bool (*suits)(Shape shape, const ColumnNames& columns);

    /// Paints a sample with its numbers, and the output of a pair beside it, in the painter's font. Null: it is drawn
    /// as pictures, side by side, and the functions below are null too.
    void (*paint)(QPainter& painter, const QRectF& room, const SampleForm& form, const SampleNumbers& sample,
        const ThemeTokens& look);

    /// Paints a sample without words, on the same axes as all others, where many stand side by side.
    /// @param drawing  of its form, perhaps fitted to those that are there
    /// @param values   the engine's
    void (*paintSmall)(QPainter& painter, const QRectF& room, const RowDrawing& drawing, std::span<const float> values,
        const ThemeTokens& look);

    /// Says once, above several samples, what their colours or their order mean.
    void (*legend)(QPainter& painter, const QRectF& room, const ThemeTokens& look);

    /// Size in logical pixels that a sample wishes for beside the pointer; the height holds for a pair too.
    QSize (*size)(const SampleForm& form, const QFontMetrics& metrics);

    /// The numbers at a place of the room that it is painted in, as rich text for a tool tip; empty: none there.
    QString (*tell)(const QRectF& room, const SampleForm& form, const SampleNumbers& sample,
        const QFontMetrics& metrics, QPointF place);
};

std::span<const SampleKind> sampleKinds();

const SampleKind& sampleKindOf(Shape shape, const ColumnNames& columns);

/// Words for a sample of a form, and for several: "signal", "rows"; of a picture without one.
QString kindWord(const SampleForm* form);
QString kindWords(const SampleForm* form);

/// Are the samples of a form shown with their numbers, and not as pictures? False without one.
bool hasNumbers(const SampleForm* form);

/// The colours of samples that are painted without words.
RowColours smallColours(const ThemeTokens& look);

} // namespace isthmus
