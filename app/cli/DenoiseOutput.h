// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/denoise/DenoiseFigures.h"

#include <QJsonObject>

#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// The keys `noisy`, `denoised`, `median`, `gaussian` and `gain_db`; all null without a clean picture to compare with.
QJsonObject toJson(const std::optional<DenoiseFigures>& figures);

/// The same as a table with a head.
/// @param model  name of the model
std::vector<std::vector<std::string>> tableOf(const DenoiseFigures& figures, const std::string& model);

} // namespace isthmus
