// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/NpyReader.h"

#include "core/base/Error.h"
#include "core/datasets/readers/ImageArray.h"
#include "core/datasets/readers/PackedFile.h"
#include "core/datasets/readers/classes.h"
#include "core/datasets/readers/origin.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace isthmus {

namespace {

SourceArray openArray(const std::string& path)
{
    auto file = std::make_shared<const FileBytes>(path);
    SourceArray array{file->where(), {}, file, 0};
    array.header = NpyHeader::parse(unpackedHead(path, NpyHeader::kLongest), array.where);
    array.offset = array.header.size;
    if (isPackedFile(*file)) {
        array.source = std::make_shared<const MemoryBytes>(
            unpackedFile(*file, array.offset + array.header.dataSize(), array.header.text()));
        return array;
    }
    const std::uint64_t found = file->size() - array.offset;
    if (found != array.header.dataSize())
        throw Error(array.where + ": expected " + grouped(static_cast<std::int64_t>(array.header.dataSize()))
            + " bytes for " + array.header.text() + ", found " + grouped(static_cast<std::int64_t>(found)));
    return array;
}

void addLabels(const std::string& path, Dataset& data)
{
    const SourceArray labels = openArray(path);
    const std::vector<std::int64_t> numbers = readLabels(labels);
    if (static_cast<Index>(numbers.size()) != data.count())
        throw Error(labels.where + ": expected " + grouped(data.count()) + " labels, one for each image of "
            + data.title + ", found " + grouped(static_cast<std::int64_t>(numbers.size())));
    setClasses(numbers, data);
}

} // namespace

std::string npyLabelsBeside(const std::string& images)
{
    const QFileInfo info(QString::fromStdString(images));
    QString name = info.fileName();
    if (const qsizetype word = name.lastIndexOf("images"); word >= 0)
        name.replace(word, 6, "labels");
    else if (static const QRegularExpression x("(^|[_-])[xX](?=[_.-])"); name.contains(x))
        name.replace(x, "\\1y");
    const QFileInfo labels(info.dir().filePath(name));
    return name != info.fileName() && labels.isFile() ? labels.filePath().toStdString() : "";
}

bool sniffNpy(const std::string& path)
{
    return looksLikeNpy(unpackedHead(path, 16));
}

Dataset readNpy(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "NPY", options);
    setImages({openArray(path)}, options, progress, data);
    try {
        if (const std::string beside = npyLabelsBeside(path); !beside.empty())
            addLabels(beside, data);
    } catch (const Error& error) {
        data.notices.emplace_back("The labels were left out: " + std::string(error.what()) + '.');
    }
    return data;
}

} // namespace isthmus
