// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cmake/precompiled/io.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
