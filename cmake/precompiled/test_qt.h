// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cmake/precompiled/qt.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
