// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/foreignFormats.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/IdxHeader.h"
#include "core/files/Gzip.h"
#include "core/files/Zip.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <span>
#include <string_view>

namespace isthmus {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kHead = kLongestStoredBlock + 4096; // what unpacks to a head, too

/// A format that is known by bytes at one place.
struct Signature
{
    std::size_t place;
    std::string_view bytes;
    const char* name;
    const char* way; ///< with FILE for the file's name as Python writes it
};

constexpr Signature kSignatures[] = {
    {0, "PAR1"sv, "a Parquet file", "in Python: pandas.read_parquet(FILE).to_csv('table.csv', index=False)"},
    {0, "ARROW1"sv, "an Arrow file", "in Python: pandas.read_feather(FILE).to_csv('table.csv', index=False)"},
    {0, "SQLite format 3\0"sv, "an SQLite database",
        "in Python: pandas.read_sql('select * from NAME', sqlite3.connect(FILE)).to_csv('table.csv', index=False)"},
    {128, "DICM"sv, "a DICOM file", "in Python: numpy.save('image.npy', pydicom.dcmread(FILE).pixel_array)"},
    {344, "n+1\0"sv, "a NIfTI file", "in Python: numpy.save('slices.npy', nibabel.load(FILE).get_fdata().T)"},
    {344, "ni1\0"sv, "a NIfTI file", "in Python: numpy.save('slices.npy', nibabel.load(FILE).get_fdata().T)"},
    {0, "SIMPLE  ="sv, "a FITS file",
        "in Python: numpy.save('images.npy', astropy.io.fits.getdata(FILE).astype('float32'))"},
    {0, "CDF\1"sv, "a NetCDF file",
        "in Python: numpy.save('images.npy', scipy.io.netcdf_file(FILE).variables['NAME'][:]), with the name of its "
        "variable"},
    {0, "CDF\2"sv, "a NetCDF file",
        "in Python: numpy.save('images.npy', scipy.io.netcdf_file(FILE).variables['NAME'][:]), with the name of its "
        "variable"},
    {0, "version https://git-lfs.github.com/spec/"sv, "a Git LFS pointer in place of the data",
        "run git lfs pull where it was cloned"},
    {4, "ftyp"sv, "a video", "with ffmpeg: ffmpeg -i FILE frame-%06d.png in a new folder, and open that"},
    {8, "AVI "sv, "a video", "with ffmpeg: ffmpeg -i FILE frame-%06d.png in a new folder, and open that"},
    {0, "7z\xbc\xaf\x27\x1c"sv, "a 7z archive", "unpack it, and open the folder"},
    {0, "Rar!\x1a\x07"sv, "a RAR archive", "unpack it, and open the folder"},
    {257, "ustar"sv, "a tar archive", "unpack it, and open the folder"},
    {0, "BZh"sv, "a bzip2 file", "unpack it: bunzip2 -k FILE"},
    {0,
        "\xfd"
        "7zXZ\0"sv,
        "an xz file", "unpack it: unxz -k FILE"},
    {0, "\x28\xb5\x2f\xfd"sv, "a Zstandard file", "unpack it: unzstd FILE"},
};

constexpr const char* kUnpack = "unpack it, and open the folder";
constexpr const char* kPickle =
    "it may hold a program and is never run; if you trust it, in Python: numpy.save('images.npy', "
    "pickle.load(open(FILE, 'rb'))['data'])";
constexpr const char* kTorch = "in Python: numpy.save('images.npy', torch.load(FILE).numpy())";
constexpr const char* kSpreadsheet =
    "save it as CSV, or in Python: pandas.read_excel(FILE).to_csv('table.csv', index=False)";
constexpr const char* kArff =
    "in Python: pandas.DataFrame(scipy.io.arff.loadarff(FILE)[0]).to_csv('table.csv', index=False)";
constexpr const char* kLibsvm =
    "in Python: x, y = sklearn.datasets.load_svmlight_file(FILE); numpy.savez('data.npz', x_train=x.toarray(), "
    "y_train=y.astype(int))";

std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool beginsLike(std::string_view text, std::string_view lower)
{
    return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
        return a == std::tolower(static_cast<unsigned char>(b));
    });
}

std::string_view withoutBlanksBefore(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

/// The next line of a text, which is cut off it.
std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// Weka's: remarks that begin with %, then @relation.
bool isArff(std::string_view text)
{
    while (!text.empty()) {
        const std::string_view line = withoutBlanksBefore(takeLine(text));
        if (!line.empty() && line.front() != '%')
            return beginsLike(line, "@relation");
    }
    return false;
}

bool isNumber(std::string_view word)
{
    return !word.empty() && word.find_first_not_of("+-.0123456789eE") == std::string_view::npos;
}

/// "1 3:0.5 17:1": a label, and numbers of columns with their values.
bool isLibsvm(std::string_view text)
{
    std::string_view line = takeLine(text);
    int pairs = 0;
    for (bool isFirst = true; !line.empty(); isFirst = false) {
        const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
        const std::string_view word = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        const std::size_t colon = word.find(':');
        if (word.empty())
            continue;
        if (isFirst ? !isNumber(word)
                    : colon == std::string_view::npos || !isNumber(word.substr(0, colon))
                    || !isNumber(word.substr(colon + 1)))
            return false;
        pairs += isFirst ? 0 : 1;
    }
    return pairs > 0;
}

bool isWebPage(std::string_view text)
{
    const std::string_view begin = withoutBlanksBefore(text);
    return beginsLike(begin, "<!doctype html") || beginsLike(begin, "<html");
}

/// Protocols 2 to 5: an opcode that says which, and the end of the first thing that follows. Source: CPython,
/// Lib/pickletools.py
bool isPickle(std::string_view text)
{
    return text.size() > 2 && text[0] == '\x80' && text[1] >= 2 && text[1] <= 5;
}

ForeignFormat formatOfZip(const std::string& path)
{
    try {
        const ZipFile zip(std::make_shared<const FileBytes>(path));
        const auto has = [&zip](const auto& matches) {
            return std::any_of(zip.entries().begin(), zip.entries().end(),
                [&matches](const ZipEntry& entry) { return matches(std::string_view(entry.name)); });
        };
        if (has([](std::string_view name) { return name.ends_with(".npy"); }))
            return {};
        if (has([](std::string_view name) { return name.ends_with("/data.pkl") || name == "data.pkl"; }))
            return {"a PyTorch file", kTorch};
        if (has([](std::string_view name) { return name == "xl/workbook.xml" || name == "content.xml"; }))
            return {"a spreadsheet", kSpreadsheet};
    } catch (const Error&) {
        return {}; // damaged: whose name it has says how
    }
    return {"a zip archive", kUnpack};
}

ForeignFormat formatOfBytes(std::span<const std::uint8_t> head)
{
    const std::string_view text = textOf(head);
    for (const Signature& signature : kSignatures)
        if (text.size() >= signature.place && text.substr(signature.place).starts_with(signature.bytes))
            return {signature.name, signature.way};
    if (isPickle(text))
        return {"a Python pickle", kPickle};
    if (isWebPage(text))
        return {"a web page in place of the data", "download the file itself"};
    if (isArff(text))
        return {"an ARFF file", kArff};
    if (isLibsvm(text))
        return {"a LIBSVM file", kLibsvm};
    return {};
}

/// Of what is in a gzip file; an IDX file is read as it is.
ForeignFormat formatOfGzip(std::span<const std::uint8_t> packed)
{
    const std::vector<std::uint8_t> head = gunzipHead(packed, 1024);
    if (looksLikeIdx(head))
        return {};
    ForeignFormat inner = formatOfBytes(head);
    if (inner.name.empty())
        return {"a gzip file", "unpack it: gunzip -k FILE"};
    return {inner.name + " packed by gzip", inner.way};
}

/// As Python and the shell write it.
std::string quoted(const std::string& path)
{
    std::string text = "'";
    for (const char c : path.substr(path.find_last_of('/') + 1)) {
        if (c == '\'' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + "'";
}

} // namespace

ForeignFormat foreignFormatOf(const std::string& path)
{
    const std::vector<std::uint8_t> head = fileHead(path, kHead);
    ForeignFormat format = isZip(head) ? formatOfZip(path) : isGzip(head) ? formatOfGzip(head) : formatOfBytes(head);
    constexpr std::string_view kFile = "FILE";
    if (const std::size_t place = format.way.find(kFile); place != std::string::npos)
        format.way.replace(place, kFile.size(), quoted(path));
    return format;
}

} // namespace isthmus
