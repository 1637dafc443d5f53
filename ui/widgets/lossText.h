// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

/// A loss as people read it: "0.124", "97.25", "261.4", "12345", "1.2e6"; one that is not finite is a dash.
QString lossText(double loss);

} // namespace isthmus
