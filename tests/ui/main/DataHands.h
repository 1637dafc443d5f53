// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/dialogs/OpenHands.h"
#include "tests/ui/main/WindowFixture.h"
#include "tests/ui/main/WrittenFile.h"

#include <QFile>

namespace isthmus::test {

/// 20 images of 4 x 4 in the IDX format.
inline QByteArray idxImages()
{
    QByteArray bytes = QByteArray::fromHex("00000803"
                                           "00000014"
                                           "00000004"
                                           "00000004");
    for (int value = 0; value < 20 * 16; ++value)
        bytes.append(static_cast<char>(value % 256));
    return bytes;
}

/// The open dialog over the window, or null.
inline OpenDialog* openDialog(const RunPage& window)
{
    for (OpenDialog* dialog : window.findChildren<OpenDialog*>())
        if (dialog->isVisible())
            return dialog;
    return nullptr;
}

inline void pressOpen(OpenDialog* dialog)
{
    QTest::mouseClick(&dialog->openButton(), Qt::LeftButton);
}

} // namespace isthmus::test
