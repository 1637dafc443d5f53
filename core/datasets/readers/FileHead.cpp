// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/FileHead.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"

#include <algorithm>

namespace isthmus {

std::vector<std::uint8_t> fileHead(const std::string& path, std::size_t wanted)
{
    try {
        const FileBytes file(path);
        return file.bytes(0, std::min<std::uint64_t>(file.size(), wanted));
    } catch (const Error&) {
        return {};
    }
}

} // namespace isthmus
