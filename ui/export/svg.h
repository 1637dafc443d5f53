// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/Provenance.h"
#include "ui/export/Drawing.h"

#include <QByteArray>

namespace isthmus {

/// The drawing as an SVG file, with title, desc and the provenance as RDF in its metadata. Lines, areas and text stay
/// such; pictures of models are embedded with each of their pixels as a square. QSvgGenerator of Qt 6.4 knows neither
/// clipping nor metadata, so that curves would leave their axes.
QByteArray svgOf(const Drawing& drawing, const QString& title, const Provenance& provenance);

} // namespace isthmus
