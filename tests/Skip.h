// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace isthmus::test {

/// The skips that a run on the integration server (CI=true) may contain. Whatever else a test lacks is a package of
/// resources/packages.txt, and fails there.
inline constexpr std::string_view kServerMaySkip[] = {
    "a sanitizer has an allocator of its own",
    "QThreadPool hands over in ways that ThreadSanitizer cannot see",
    "this file system has no sparse files of 4 TiB",
    "this system lets nobody but root mount a small disk",
};

inline bool mustNotSkip(std::string_view reason)
{
    return qEnvironmentVariable("CI") == QLatin1String("true")
        && std::find(std::begin(kServerMaySkip), std::end(kServerMaySkip), reason) == std::end(kServerMaySkip);
}

} // namespace isthmus::test

/// Replaces QSKIP: it fails on the integration server unless the reason is in kServerMaySkip.
#define ISTHMUS_SKIP(reason)                                                                                           \
    do {                                                                                                               \
        if (isthmus::test::mustNotSkip(reason))                                                                        \
            QFAIL("the integration server must not skip this: " reason);                                               \
        QSKIP(reason);                                                                                                 \
    } while (false)
