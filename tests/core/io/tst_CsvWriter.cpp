// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/io/CsvWriter.h"
#include "core/io/readers/CsvReader.h"
#include "tests/core/io/Folder.h"
