// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLabel;
class QPainter;

namespace isthmus {

class LatentCodes;
class RunSession;
struct ThemeTokens;

/// Will there be points on the plane? Not without images, or without an encoder.
[[nodiscard]] bool awaitsCodes(const RunSession& session);

/// The text of the note on a plane: what it waits for while it is empty, what it shows without images, that its code
/// has collapsed or that few of its dimensions are in use, what its axes mean with a single dimension. Empty where the
/// points speak for themselves.
[[nodiscard]] QString planeNote(const RunSession& session, const LatentCodes& codes);

/// Draws the note of a plane into a figure of it, on a plate of its own; nothing while the note is hidden.
void drawPlaneNote(QPainter& painter, const QLabel& note, const ThemeTokens& look);

} // namespace isthmus
