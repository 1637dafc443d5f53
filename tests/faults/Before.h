// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/FileContent.h"

#include <QFile>
#include <QTest>

namespace isthmus::faults {

/// The bytes that writeBefore() leaves in a file.
constexpr const char* kBefore = "what was there before";

inline void writeBefore(const QString& path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(kBefore);
}

} // namespace isthmus::faults
