// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/Provenance.h"
#include "ui/export/Drawing.h"
#include "ui/theme/Theme.h"

#include <QByteArray>

#include <vector>

namespace isthmus {

class Figure;

/// One format that figures are saved in.
struct FigureFormat
{
    const char* suffix; ///< ".png"
    const char* label; ///< "PNG, pixels"
    bool isVector;
    /// @param scale  pixels per logical pixel, where there are any
    QByteArray (*pack)(const Drawing& drawing, double scale, const QString& title, const Provenance& provenance);
};

/// All formats: PNG, SVG and PDF. The file dialog's filter is made from them.
const std::vector<FigureFormat>& figureFormats();

/// Filter of a file dialog: "PNG, pixels (*.png);;...".
QString figureFilter();

/// The format of a file name; null: it is none of ours.
const FigureFormat* figureFormatOf(const QString& path);

/// Records a figure. Window's thread.
/// @param scale  pixels per logical pixel that it will have, in vector formats those of its many points
Drawing recordFigure(Figure& figure, const ThemeTokens& look, double scale);

/// Packs and writes a figure, whole or not at all. Slow; any thread.
/// @throws Error if the format is not known, or it cannot be written: file, reason
void saveFigure(
    const QString& path, const Drawing& drawing, double scale, const QString& title, const Provenance& provenance);

} // namespace isthmus
