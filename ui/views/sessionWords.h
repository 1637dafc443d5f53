// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

class RunSession;

/// A word for a sample of the session's data: "image", also before there are any, or "row".
QString sampleName(const RunSession& session);

/// Several of them: "images", "rows".
QString samplesName(const RunSession& session);

/// What comes with the first step: "Pictures come with the first step", "Rows ...".
QString firstStepText(const RunSession& session);

} // namespace isthmus
