// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cmake/precompiled/engine.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
