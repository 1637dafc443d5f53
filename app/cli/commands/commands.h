// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Command.h"

namespace isthmus {

Command benchCommand();
Command datasetsCommand();
Command decodeCommand();
Command demoCommand();
Command denoiseCommand();
Command encodeCommand();
Command evaluateCommand();
Command exportCommand();
Command filmCommand();
Command importCommand();
Command infoCommand();
Command inspectCommand();
Command presetsCommand();
Command reconstructCommand();
Command sampleCommand();
Command trainCommand();

} // namespace isthmus
