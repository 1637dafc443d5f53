// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/Provenance.h"
#include "ui/export/Drawing.h"

#include <QByteArray>

namespace isthmus {

/// The drawing as a PDF file of one page of its size (96 logical pixels an inch), with its fonts embedded, pictures
/// unscaled and without loss, and the provenance as XMP metadata.
QByteArray pdfOf(const Drawing& drawing, const QString& title, const Provenance& provenance);

} // namespace isthmus
