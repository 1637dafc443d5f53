// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/FileContent.h"
#include "tests/ui/main/WrittenFile.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTest>

namespace isthmus::test {

inline constexpr int kImages = 40;

/// 40 images of side x side in the IDX format; the last one ends in this value.
inline QByteArray idxImages(int side, int last)
{
    QByteArray bytes = QByteArray::fromHex("00000803") + QByteArray::fromHex("00000028");
    for (int axis = 0; axis < 2; ++axis)
        bytes += QByteArray::fromHex("000000") + static_cast<char>(side);
    for (int i = 0; i < kImages * side * side; ++i)
        bytes.append(static_cast<char>(i * 7 % 256));
    bytes[bytes.size() - 1] = static_cast<char>(last);
    return bytes;
}

} // namespace isthmus::test
