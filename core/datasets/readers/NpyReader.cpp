// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/NpyReader.h"

#include "core/datasets/readers/ArrayFiles.h"
#include "core/datasets/readers/PackedFile.h"
#include "core/datasets/readers/origin.h"
#include "core/files/NpyHeader.h"

namespace isthmus {

bool sniffNpy(const std::string& path)
{
    return looksLikeNpy(unpackedHead(path, 16));
}

Dataset readNpy(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "NPY", options);
    static_cast<void>(readArrayFiles(path, options, progress, data));
    return data;
}

} // namespace isthmus
