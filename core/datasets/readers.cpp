// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers.h"

#include "core/datasets/readers/ArrayFolder.h"
#include "core/datasets/readers/CifarReader.h"
#include "core/datasets/readers/CsvReader.h"
#include "core/datasets/readers/IdxReader.h"
#include "core/datasets/readers/NpyReader.h"
#include "core/datasets/readers/NpzReader.h"
#include "core/datasets/readers/PictureFolder.h"
#include "core/datasets/readers/PicturePatches.h"
#include "core/datasets/readers/PictureZip.h"
#include "core/datasets/readers/StackReader.h"
#include "core/datasets/readers/StlReader.h"
#include "core/datasets/readers/hdf5/Hdf5Reader.h"
#include "core/datasets/readers/matlab/MatlabReader.h"

namespace isthmus {

const std::vector<DatasetReader>& datasetReaders()
{
    static const std::vector<DatasetReader> readers{
        {.name = "IDX",
            .summary = "bytes as in MNIST, plain or gzipped; a folder with the four usual names is train and test",
            .extensions = {"-ubyte", "-ubyte.gz", ".idx", ".idx.gz"},
            .fields = {"turn", "scaling"},
            .sniff = sniffIdx,
            .read = readIdx},
        {.name = "NPY",
            .summary = "one array of NumPy: samples x features, N x H x W, or with channels first or last",
            .extensions = {".npy", ".npy.gz"},
            .fields = {"size", "channel-order", "turn", "scaling", "missing", "validation-part"},
            .sniff = sniffNpy,
            .read = readNpy},
        {.name = "NPZ",
            .summary = "several arrays of NumPy, stored or deflated",
            .extensions = {".npz"},
            .fields = {"array", "label-array", "size", "channel-order", "turn", "scaling", "missing",
                "validation-part"},
            .sniff = sniffNpz,
            .read = readNpz,
            .choices = npzChoices},
        {.name = "CIFAR-10",
            .summary = "and CIFAR-100, their binary and their Python version, one file or the folder",
            .extensions = {".bin"},
            .fields = {"label-array", "turn", "scaling"},
            .sniff = sniffCifar,
            .read = readCifar,
            .choices = cifarChoices},
        {.name = "STL-10",
            .summary = "its binary version, one file or the folder",
            .extensions = {},
            .fields = {"turn", "scaling"},
            .sniff = sniffStl,
            .read = readStl},
        {.name = "stack",
            .summary = "a TIFF of several pages, or an animated GIF or WebP: each is an image",
            .extensions = {".tif", ".tiff", ".gif", ".webp"},
            .fields = {"size", "channels", "fit", "turn", "scaling"},
            .sniff = sniffStack,
            .read = readStack},
        {.name = "arrays",
            .summary = "a folder of NPY files: x_train.npy with what belongs to it, or one sample each, folders are "
                       "classes",
            .extensions = {},
            .fields = {"size", "channel-order", "turn", "scaling", "missing", "validation-part"},
            .sniff = sniffArrayFolder,
            .read = readArrayFolder},
        {.name = "MATLAB",
            .summary = "variables of MATLAB 4 to 7.3; the samples may be the last axis, as in 32 x 32 x 3 x N",
            .extensions = {".mat"},
            .fields = {"array", "label-array", "size", "channel-order", "turn", "scaling", "missing",
                "validation-part"},
            .sniff = sniffMatlab,
            .read = readMatlab,
            .choices = matlabChoices},
        {.name = "HDF5",
            .summary = "data sets of h5py, NetCDF-4 or Octave, plain or packed by gzip",
            .extensions = {".h5", ".hdf5", ".nc"},
            .fields = {"array", "label-array", "size", "channel-order", "turn", "scaling", "missing",
                "validation-part"},
            .sniff = sniffHdf5,
            .read = readHdf5,
            .choices = hdf5Choices},
        {.name = "picture",
            .summary = "one picture, cut into square patches",
            .extensions = {".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".pgm", ".ppm"},
            .fields = {"channels", "patch", "stride", "turn", "scaling"},
            .sniff = sniffPicture,
            .read = readPicturePatches},
        {.name = "pictures",
            .summary = "a folder of PNG, JPEG, BMP, WebP or TIFF; folders in it are classes",
            .extensions = {},
            .fields = {"size", "channels", "fit", "turn", "scaling", "validation-part"},
            .sniff = sniffPictureFolder,
            .read = readPictureFolder},
        {.name = "zip",
            .summary = "a zip archive of pictures, read as the folder that was packed",
            .extensions = {".zip"},
            .fields = {"size", "channels", "fit", "turn", "scaling", "validation-part"},
            .sniff = sniffPictureZip,
            .read = readPictureZip},
        {.name = "CSV",
            .summary = "a table with commas, semicolons, tabs or blanks, one sample a row, plain or gzipped",
            .extensions = {".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz"},
            .fields = {"label-column", "size", "channel-order", "turn", "scaling", "missing", "one-hot",
                "validation-part"},
            .sniff = sniffCsv,
            .read = readCsv,
            .choices = csvChoices},
    };
    return readers;
}

const DatasetReader* readerOfContent(const std::string& path)
{
    for (const DatasetReader& reader : datasetReaders())
        if (reader.sniff(path))
            return &reader;
    return nullptr;
}

} // namespace isthmus
