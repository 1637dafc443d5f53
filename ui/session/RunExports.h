// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/base/ThreadPool.h"
#include "core/data/Corruption.h"
#include "core/data/Split.h"
#include "core/train/Checkpoint.h"
#include "core/train/TrainSpec.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace isthmus {

class RunSession;

/// What an export is made from: one moment of a run, which stays whatever the run does. Any thread may read it.
struct ExportSource
{
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const Dataset> data;
    Split split;
    SplitSpec splitSpec;
    TrainSpec training;
    Corruption corruption; ///< corruption in force
    /// Checkpoint of a run that is explored: its data may not be what it says.
    std::shared_ptr<const Checkpoint> saved = nullptr;
};

/// The newest moment of the session's run, which must have a snapshot.
ExportSource exportSource(const RunSession& session);

/// Something that the user chooses before a file is written.
struct ExportChoice
{
    QString label; ///< "Images"
    QStringList values; ///< "Test images (10,000)", ...; the first is the default
};

/// A kind of file that an export can write.
struct ExportFormat
{
    QString name; ///< "NumPy array"
    QString suffix; ///< ".npy"
};

/// Something of a run that can be written into a file: an entry of File > Export.
struct ExportType
{
    const char* id; ///< "codes"; the name of the file that is suggested, too
    const char* menuText; ///< "&Codes..."
    const char* title; ///< "Export codes"
    bool needsImages; ///< a run without its data cannot do it
    std::vector<ExportFormat> (*formats)(); ///< the first is the default
    std::vector<ExportChoice> (*choices)(const ExportSource& source);

    /// Slow; any thread. What stood at the path stays if it throws.
    /// @param chosen  one number of a value for each of choices()
    /// @throws Error if the file cannot be written, Cancelled
    void (*write)(const ExportSource& source, const std::vector<int>& chosen, const std::string& path, ThreadPool& pool,
        const Progress& progress);
};

/// Codes, reconstructions, the model as ONNX.
const std::vector<ExportType>& exportTypes();

} // namespace isthmus
