// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/readers.h"

#include "core/io/readers/IdxReader.h"

namespace isthmus {

const std::vector<DatasetReader>& datasetReaders()
{
    static const std::vector<DatasetReader> readers{
        {"IDX", {"-ubyte", "-ubyte.gz", ".idx", ".idx.gz"}, sniffIdx, readIdx},
    };
    return readers;
}

} // namespace isthmus
