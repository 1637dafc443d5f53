// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/foreignTable.h"

#include "core/datasets/foreignTexts.h"

#include <algorithm>

namespace isthmus {

namespace {

using std::string_view_literals::operator""sv;

constexpr const char* kNoModel = "it holds data and no model";
constexpr const char* kUnpack = "unpack it, and open the folder";
constexpr const char* kParquet = "in Python: pandas.read_parquet(FILE).to_csv('table.csv', index=False)";
constexpr const char* kArrow = "in Python: pandas.read_feather(FILE).to_csv('table.csv', index=False)";
constexpr const char* kSql =
    "in Python: pandas.read_sql('select * from NAME', sqlite3.connect(FILE)).to_csv('table.csv', index=False)";
constexpr const char* kDicom = "in Python: numpy.save('image.npy', pydicom.dcmread(FILE).pixel_array)";
constexpr const char* kNifti = "in Python: numpy.save('slices.npy', nibabel.load(FILE).get_fdata().T)";
constexpr const char* kFits = "in Python: numpy.save('images.npy', astropy.io.fits.getdata(FILE).astype('float32'))";
constexpr const char* kNetCdf = "in Python: numpy.save('images.npy', scipy.io.netcdf_file(FILE).variables['NAME'][:]), "
                                "with the name of its variable";
constexpr const char* kVideo = "with ffmpeg: ffmpeg -i FILE frame-%06d.png in a new folder, and open that";
constexpr const char* kLfs = "run git lfs pull where it was cloned";
constexpr const char* kPage = "download the file itself";
constexpr const char* kPickle = "it may hold a program and is never run; if you trust it, in Python: "
                                "numpy.save('images.npy', pickle.load(open(FILE, 'rb'))), with ['data'] or the like "
                                "behind it where it is a dictionary";
constexpr const char* kSpreadsheet =
    "save it as CSV, or in Python: pandas.read_excel(FILE).to_csv('table.csv', index=False)";
constexpr const char* kArff = "what stands below @data is a table: sed '1,/^@[dD][aA][tT][aA]/d' FILE > table.csv";
constexpr const char* kSparseArff =
    "with Weka: java weka.filters.unsupervised.instance.SparseToNonSparse -i FILE -o dense.arff";
constexpr const char* kJson = "in Python: pandas.read_json(FILE).to_csv('table.csv', index=False)";
constexpr const char* kJsonLines = "in Python: pandas.read_json(FILE, lines=True).to_csv('table.csv', index=False)";
constexpr const char* kJp2 = "in Python: PIL.Image.open(FILE).save('picture.png')";
constexpr const char* kHeic = "with libheif: heif-convert FILE picture.png";
constexpr const char* kJxl = "with libjxl: djxl FILE picture.png";
constexpr const char* kWav =
    "in Python: x = scipy.io.wavfile.read(FILE)[1]; numpy.save('rows.npy', x[:len(x) // 1024 * "
    "1024].reshape(-1, 1024)), which is a sample for each 1,024 numbers of one channel";
constexpr const char* kJoblib = "it may hold a program and is never run; if you trust it, in Python: "
                                "numpy.save('images.npy', joblib.load(FILE)), with ['data'] or the like behind it "
                                "where it is a dictionary";
constexpr const char* kLibsvm = "in Python: x, y = sklearn.datasets.load_svmlight_file(FILE); numpy.savez('data.npz', "
                                "x_train=x.toarray(), y_train=y.astype(int))";
constexpr const char* kTorchData = "in Python: numpy.save('images.npy', torch.load(FILE).numpy())";
constexpr const char* kTorchWeights =
    "a model is imported (File > Import model...); for tensors of data, in Python: numpy.save('images.npy', "
    "torch.load(FILE)['NAME'].numpy()), with the name of the tensor";
constexpr const char* kTorchObject =
    "if you trust it, in Python: torch.onnx.export(torch.load(FILE, weights_only=False).eval(), images, 'model.onnx'), "
    "where its classes can be imported";
constexpr const char* kTorchScript = "in Python: torch.onnx.export(torch.jit.load(FILE).eval(), images, 'model.onnx')";
constexpr const char* kTorchOld = "if it is of weights, in Python: torch.save(torch.load(FILE), 'weights.pt')";
constexpr const char* kTorchModel =
    "load it in Python and write ONNX: torch.onnx.export(model.eval(), images, 'model.onnx')";
constexpr const char* kKeras = "write ONNX in Python: python -m tf2onnx.convert --keras FILE --output model.onnx";
constexpr const char* kLite = "write ONNX in Python: python -m tf2onnx.convert --tflite FILE --output model.onnx";
constexpr const char* kWeights = "give the file with the weights, ONNX or safetensors";

constexpr std::string_view kZip = "PK\x03\x04"sv;

constexpr ForeignRow kRows[] = {
    {.bytes = "PAR1"sv, .name = "a Parquet file", .dataWay = kParquet, .modelWay = kNoModel},
    {.bytes = "ARROW1"sv, .name = "an Arrow file", .dataWay = kArrow, .modelWay = kNoModel},
    {.bytes = "SQLite format 3\0"sv, .name = "an SQLite database", .dataWay = kSql, .modelWay = kNoModel},
    {.place = 128, .bytes = "DICM"sv, .name = "a DICOM file", .dataWay = kDicom, .modelWay = kNoModel},
    {.place = 344, .bytes = "n+1\0"sv, .name = "a NIfTI file", .dataWay = kNifti, .modelWay = kNoModel},
    {.place = 344, .bytes = "ni1\0"sv, .name = "a NIfTI file", .dataWay = kNifti, .modelWay = kNoModel},
    {.bytes = "SIMPLE  ="sv, .name = "a FITS file", .dataWay = kFits, .modelWay = kNoModel},
    {.bytes = "CDF\1"sv, .name = "a NetCDF file", .dataWay = kNetCdf, .modelWay = kNoModel},
    {.bytes = "CDF\2"sv, .name = "a NetCDF file", .dataWay = kNetCdf, .modelWay = kNoModel},
    {.bytes = "version https://git-lfs.github.com/spec/"sv,
        .name = "a Git LFS pointer in place of the file",
        .dataWay = kLfs,
        .modelWay = kLfs},
    {.test = [](const ForeignLook& look) { return isHeic(look.head); },
        .name = "a HEIC or AVIF picture",
        .dataWay = kHeic,
        .modelWay = kNoModel},
    {.place = 4, .bytes = "jP  \r\n"sv, .name = "a JPEG 2000 picture", .dataWay = kJp2, .modelWay = kNoModel},
    {.bytes = "\xff\x4f\xff\x51"sv, .name = "a JPEG 2000 picture", .dataWay = kJp2, .modelWay = kNoModel},
    {.place = 4, .bytes = "JXL \r\n"sv, .name = "a JPEG XL picture", .dataWay = kJxl, .modelWay = kNoModel},
    {.place = 8, .bytes = "WAVE"sv, .name = "a sound", .dataWay = kWav, .modelWay = kNoModel},
    {.place = 4, .bytes = "ftyp"sv, .name = "a video", .dataWay = kVideo, .modelWay = kNoModel},
    {.place = 8, .bytes = "AVI "sv, .name = "a video", .dataWay = kVideo, .modelWay = kNoModel},
    {.bytes = "7z\xbc\xaf\x27\x1c"sv, .name = "a 7z archive", .dataWay = kUnpack, .modelWay = kUnpack},
    {.bytes = "Rar!\x1a\x07"sv, .name = "a RAR archive", .dataWay = kUnpack, .modelWay = kUnpack},
    {.torch = TorchKind::Old, .name = "a PyTorch file in its older form", .dataWay = kTorchData, .modelWay = kTorchOld},
    {.place = 257, .bytes = "ustar"sv, .name = "a tar archive", .dataWay = kUnpack, .modelWay = kUnpack},
    {.bytes = "BZh"sv,
        .name = "a bzip2 file",
        .dataWay = "unpack it: bunzip2 -k FILE",
        .modelWay = "unpack it: bunzip2 -k FILE"},
    {.bytes = "\xfd"
              "7zXZ\0"sv,
        .name = "an xz file",
        .dataWay = "unpack it: unxz -k FILE",
        .modelWay = "unpack it: unxz -k FILE"},
    {.bytes = "\x28\xb5\x2f\xfd"sv,
        .name = "a Zstandard file",
        .dataWay = "unpack it: unzstd FILE",
        .modelWay = "unpack it: unzstd FILE"},
    {.torch = TorchKind::Tensors,
        .name = "a PyTorch file of tensors without names",
        .dataWay = kTorchData,
        .modelWay = kNoModel},
    {.torch = TorchKind::Named,
        .name = "a PyTorch file of tensors by their names",
        .dataWay = kTorchWeights,
        .modelWay = nullptr},
    {.torch = TorchKind::Script, .name = "a TorchScript model", .dataWay = kTorchScript, .modelWay = kTorchScript},
    {.torch = TorchKind::Object,
        .name = "a whole model or another object that PyTorch has pickled",
        .dataWay = kTorchData,
        .modelWay = kTorchObject},
    {.test = [](const ForeignLook& look) { return look.hasEntry("xl/workbook.xml") || look.hasEntry("content.xml"); },
        .name = "a spreadsheet",
        .dataWay = kSpreadsheet,
        .modelWay = kNoModel},
    {.bytes = kZip, .suffixes = " keras ", .name = "a model of Keras", .modelWay = kKeras},
    {.bytes = kZip, .suffixes = " pt pth ckpt bin model ", .name = "a checkpoint of PyTorch", .modelWay = kTorchModel},
    {.test = [](const ForeignLook& look) { return look.zip != nullptr; },
        .name = "a zip archive",
        .dataWay = kUnpack,
        .modelWay = kUnpack},
    {.bytes = "\x80\x02"sv,
        .suffixes = " pt pth ckpt bin pkl model ",
        .name = "a checkpoint of PyTorch",
        .modelWay = kTorchModel},
    {.test = [](const ForeignLook& look) { return isPickle(look.head) && look.head.find("joblib") < look.head.npos; },
        .name = "a pickle of joblib",
        .dataWay = kJoblib,
        .modelWay = kTorchModel},
    {.test = [](const ForeignLook& look) { return isPickle(look.head); },
        .name = "a Python pickle",
        .dataWay = kPickle,
        .modelWay = kTorchModel},
    {.test = [](const ForeignLook& look) { return isWebPage(look.head); },
        .name = "a web page in place of the file",
        .dataWay = kPage,
        .modelWay = kPage},
    {.test = [](const ForeignLook& look) { return isSparseArff(look.head); },
        .name = "a sparse ARFF file",
        .dataWay = kSparseArff,
        .modelWay = kNoModel},
    {.test = [](const ForeignLook& look) { return isArff(look.head); },
        .name = "an ARFF file",
        .dataWay = kArff,
        .modelWay = kNoModel},
    {.test = [](const ForeignLook& look) { return isLibsvm(look.head); },
        .name = "a LIBSVM file",
        .dataWay = kLibsvm,
        .modelWay = kNoModel},
    {.test = [](const ForeignLook& look) { return isJsonLines(look.head); },
        .name = "a file of JSON lines",
        .dataWay = kJsonLines,
        .modelWay = nullptr},
    {.test = [](const ForeignLook& look) { return isJson(look.head); },
        .name = "a JSON file",
        .dataWay = kJson,
        .modelWay = nullptr},
    {.bytes = "<"sv, .name = "a web page or XML", .modelWay = kPage},
    {.bytes = "\x89HDF"sv,
        .suffixes = " h5 hdf5 keras ",
        .name = "an HDF5 file, as Keras writes its models",
        .modelWay = kKeras},
    {.place = 4, .bytes = "TFL3"sv, .name = "a model of TensorFlow Lite", .modelWay = kLite},
    {.suffixes = " pt pth ", .name = "a checkpoint of PyTorch", .modelWay = kTorchModel},
    {.suffixes = " joblib ", .name = "a packed pickle of joblib", .dataWay = kJoblib, .modelWay = kTorchModel},
    {.suffixes = " pkl pickle ", .name = "a pickle of Python", .modelWay = kTorchModel},
    {.suffixes = " json ", .name = "JSON, which holds no weights", .modelWay = kWeights},
};

} // namespace

bool ForeignLook::hasEntry(std::string_view name) const
{
    const bool isEnd = name.starts_with('*');
    name.remove_prefix(isEnd ? 1 : 0);
    return zip != nullptr && std::any_of(zip->entries().begin(), zip->entries().end(), [&](const ZipEntry& entry) {
        return isEnd ? entry.name.ends_with(name) : entry.name == name;
    });
}

bool ForeignRow::fits(const ForeignLook& look) const
{
    const std::string_view names = suffixes;
    return look.head.size() >= place && look.head.substr(place).starts_with(bytes)
        && (names.empty() || names.find(' ' + look.suffix + ' ') != std::string_view::npos)
        && (torch == TorchKind::None || torch == look.torch) && (test == nullptr || test(look));
}

std::span<const ForeignRow> foreignRows()
{
    return kRows;
}

} // namespace isthmus
