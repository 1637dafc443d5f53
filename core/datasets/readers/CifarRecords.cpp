// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/datasets/readers/CifarFiles.h"
#include "core/files/Pickle.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace isthmus {

namespace {

using Kind = PickleValue::Kind;

constexpr std::uint64_t kLongestNames = 64 * 1024;

std::string cifarNumber(std::uint64_t number)
{
    return grouped(static_cast<std::int64_t>(number));
}

int classCount(CifarLabels which)
{
    return which == CifarLabels::Ten ? 10 : which == CifarLabels::Fine ? 100 : 20;
}

void appendLabel(std::int64_t label, CifarLabels which, const std::string& where, CifarRecords& records)
{
    if (label < 0 || label >= classCount(which))
        throw Error(where + ": expected a class from 0 to " + std::to_string(classCount(which) - 1)
            + " in front of image " + cifarNumber(records.labels.size()) + ", found " + std::to_string(label));
    records.labels.push_back(static_cast<std::int32_t>(label));
}

/// Number `i` of image `n` lies at n * down + i * across.
struct PlaneStrides
{
    std::size_t down;
    std::size_t across;
};

void appendImage(const std::uint8_t* image, std::size_t across, CifarRecords& records)
{
    for (std::size_t pixel = 0; pixel < kCifarPixels; ++pixel)
        for (std::size_t channel = 0; channel < 3; ++channel)
            records.pixels.push_back(image[(channel * kCifarPixels + pixel) * across]);
}

const PickleValue& requiredKey(const PickleValue& root, const char* key, Kind kind, const std::string& where)
{
    const PickleValue* value = root.find(key);
    if (value == nullptr || value->kind != kind)
        throw Error(where + ": expected a dictionary with " + key + ", as CIFAR's Python version has, found none");
    return *value;
}

/// The numbers of the pictures.
const PickleValue& picturesOf(const PickleValue& root, const std::string& where)
{
    const PickleValue& data = requiredKey(root, "data", Kind::Array, where);
    const bool isKnown = data.shape.size() == 2 && data.shape[1] == kCifarBytes && data.type != nullptr
        && data.type->text == "u1" && data.shape[0] > 0;
    if (!isKnown || data.text.size() / kCifarBytes != data.shape[0] || data.text.size() % kCifarBytes != 0)
        throw Error(where + ": expected data as an array of images x 3,072 bytes, found another one of "
            + cifarNumber(data.text.size()) + " bytes");
    return data;
}

const PickleValue& labelListOf(
    const PickleValue& root, CifarLabels which, std::uint64_t images, const std::string& where)
{
    const char* key = which == CifarLabels::Ten ? "labels"
        : which == CifarLabels::Fine            ? "fine_labels"
                                                : "coarse_labels";
    const PickleValue& labels = requiredKey(root, key, Kind::List, where);
    if (labels.items.size() != images)
        throw Error(where + ": expected " + cifarNumber(images) + " " + key + ", one for each image, found "
            + cifarNumber(labels.items.size()));
    return labels;
}

std::vector<std::uint8_t> allOf(const FileBytes& file, const char* what)
{
    requireMemory(2 * file.size(), what, file.where());
    return file.bytes(0, file.size());
}

std::vector<std::string> linesOf(const QString& path)
{
    std::vector<std::string> names;
    if (!QFileInfo(path).isFile())
        return names;
    const FileBytes file(path.toStdString());
    const std::vector<std::uint8_t> bytes = file.bytes(0, std::min(file.size(), kLongestNames));
    const QByteArray text(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    for (const QByteArray& line : text.split('\n'))
        if (!line.trimmed().isEmpty())
            names.push_back(line.trimmed().toStdString());
    return names;
}

std::vector<std::string> namesOfPickle(const QString& path, const char* key)
{
    if (!QFileInfo(path).isFile())
        return {};
    const FileBytes file(path.toStdString());
    const std::vector<std::uint8_t> bytes = allOf(file, "the names");
    const Pickle pickle(bytes, file.where());
    std::vector<std::string> names;
    for (const PickleValue* name : requiredKey(pickle.root(), key, Kind::List, file.where()).items)
        names.emplace_back(name->kind == Kind::Text ? name->text : std::string_view());
    return names;
}

} // namespace

void readCifarBinary(const std::string& path, CifarLabels which, CifarRecords& records)
{
    const FileBytes file(path);
    const std::size_t front = which == CifarLabels::Ten ? 1 : 2;
    const std::size_t record = front + kCifarBytes;
    if (file.size() == 0 || file.size() % record != 0)
        throw Error(file.where() + ": expected records of " + cifarNumber(record) + " bytes, as CIFAR-"
            + (which == CifarLabels::Ten ? "10" : "100") + " has them, found " + cifarNumber(file.size()) + " bytes");
    requireMemory(records.pixels.size() + file.size(), "the images", file.where());
    const std::vector<std::uint8_t> bytes = allOf(file, "the images");
    for (std::size_t begin = 0; begin < bytes.size(); begin += record) {
        appendLabel(bytes[begin + (which == CifarLabels::Fine ? 1 : 0)], which, file.where(), records);
        appendImage(bytes.data() + begin + front, 1, records);
    }
}

void readCifarPickle(const std::string& path, CifarLabels which, CifarRecords& records)
{
    const FileBytes file(path);
    const std::vector<std::uint8_t> bytes = allOf(file, "the images");
    const Pickle pickle(bytes, file.where());
    const PickleValue& data = picturesOf(pickle.root(), file.where());
    const PickleValue& labels = labelListOf(pickle.root(), which, data.shape[0], file.where());
    requireMemory(records.pixels.size() + 2 * file.size(), "the images", file.where());
    const auto* pixels = reinterpret_cast<const std::uint8_t*>(data.text.data());
    const auto images = static_cast<std::size_t>(data.shape[0]);
    const PlaneStrides strides = data.fortran ? PlaneStrides{1, images} : PlaneStrides{kCifarBytes, 1};
    for (std::size_t n = 0; n < images; ++n) {
        const PickleValue& label = *labels.items[n];
        appendLabel(label.kind == Kind::Number ? label.number : -1, which, file.where(), records);
        appendImage(pixels + n * strides.down, strides.across, records);
    }
}

std::vector<std::string> cifarClassNames(const CifarFiles& files, CifarLabels which)
{
    const QDir folder(QString::fromStdString(files.folder));
    const bool isFine = which == CifarLabels::Fine;
    if (which == CifarLabels::Ten)
        return files.isPickled ? namesOfPickle(folder.filePath("batches.meta"), "label_names")
                               : linesOf(folder.filePath("batches.meta.txt"));
    return files.isPickled ? namesOfPickle(folder.filePath("meta"), isFine ? "fine_label_names" : "coarse_label_names")
                           : linesOf(folder.filePath(isFine ? "fine_label_names.txt" : "coarse_label_names.txt"));
}

} // namespace isthmus
