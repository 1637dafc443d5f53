// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureZip.h"
#include "tests/fuzz/FuzzReader.h"

#include <QImageReader>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const bool isLoaded = !QImageReader::supportedImageFormats().isEmpty(); // as in fuzz_folder
    if (!isLoaded)
        return 0;
    return isthmus::fuzz::readBytes(isthmus::sniffPictureZip, isthmus::readPictureZip, bytes, size);
}
