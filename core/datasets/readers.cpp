// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers.h"

#include "core/datasets/readers/CifarReader.h"
#include "core/datasets/readers/CsvReader.h"
#include "core/datasets/readers/IdxReader.h"
#include "core/datasets/readers/NpyReader.h"
#include "core/datasets/readers/NpzReader.h"
#include "core/datasets/readers/PictureFolder.h"
#include "core/datasets/readers/PicturePatches.h"

namespace isthmus {

const std::vector<DatasetReader>& datasetReaders()
{
    static const std::vector<DatasetReader> readers{
        {"IDX", "bytes as in MNIST, plain or gzipped; a folder with the four usual names is train and test",
            {"-ubyte", "-ubyte.gz", ".idx", ".idx.gz"}, {"scaling"}, sniffIdx, readIdx},
        {"NPY", "one array of NumPy: samples x features, N x H x W, or with channels first or last", {".npy"},
            {"size", "channel-order", "scaling"}, sniffNpy, readNpy},
        {"NPZ", "several arrays of NumPy, stored or deflated", {".npz"},
            {"array", "label-array", "size", "channel-order", "scaling"}, sniffNpz, readNpz},
        {"CIFAR-10", "its binary version, one file or the folder", {".bin"}, {"scaling"}, sniffCifar, readCifar},
        {"picture", "one picture, cut into square patches",
            {".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".pgm", ".ppm"},
            {"channels", "patch", "stride", "scaling"}, sniffPicture, readPicturePatches},
        {"pictures", "a folder of PNG, JPEG, BMP, WebP or TIFF; folders in it are classes", {},
            {"size", "channels", "fit", "scaling"}, sniffPictureFolder, readPictureFolder},
        {"CSV", "a table with commas, semicolons or tabs, one sample a row", {".csv", ".tsv"},
            {"label-column", "size", "channel-order", "scaling"}, sniffCsv, readCsv},
    };
    return readers;
}

} // namespace isthmus
