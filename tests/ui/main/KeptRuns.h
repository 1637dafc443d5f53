// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/RunFile.h"
#include "ui/session/Autosave.h"

#include <QDir>

namespace isthmus::test {

/// The names of the recovery files.
inline QStringList keptRuns()
{
    return QDir(Autosave::folder()).entryList({"*.safetensors"}, QDir::Files);
}

/// The step of the first of them.
inline std::int64_t keptStep()
{
    return readRunFile((Autosave::folder() + '/' + keptRuns().value(0)).toStdString()).step;
}

} // namespace isthmus::test
