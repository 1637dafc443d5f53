// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/IdxParts.h"

#include "core/base/Error.h"
#include "core/datasets/readers/dataNames.h"
#include "core/datasets/readers/encoding.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <map>
#include <optional>

namespace isthmus {

namespace {

constexpr const char* kGzipEnd = ".gz";
constexpr qsizetype kMostIdxFiles = 1'000;
constexpr int kLetters = 0x10000; // that a mapping can name

/// The file of this name, plain or gzipped; empty if there is neither.
QString plainOrGzip(const QString& path)
{
    for (const QString& candidate : {path, path + kGzipEnd})
        if (QFileInfo(candidate).isFile())
            return candidate;
    return {};
}

/// Files of the part `train` or `t10k` of a folder; some sets have a dot before `idx`.
std::optional<IdxPartFiles> partWithUsualName(const QDir& folder, const QString& part)
{
    for (const char* end : {"-images-idx3-ubyte", "-images.idx3-ubyte", "-images-idx4-ubyte"})
        if (const QString images = plainOrGzip(folder.filePath(part + end)); !images.isEmpty())
            return IdxPartFiles{images, idxLabelsOf(images)};
    return std::nullopt;
}

/// "qmnist-train-images" of "qmnist-train-images-idx3-ubyte.gz"
QString nameInFront(const QString& file)
{
    const QString name = QFileInfo(file).fileName();
    return name.left(qMax(qsizetype(0), name.indexOf("idx")));
}

DataName idxName(const QString& file)
{
    return dataName(nameInFront(file).toStdString());
}

/// Images of the sets with a name, by it; of plain and packed files with one name the plain one.
std::map<std::string, std::map<DataPart, QString>> namedSets(const QDir& folder)
{
    std::map<std::string, std::map<DataPart, QString>> sets;
    const QStringList files = folder.entryList({"*images*idx3-ubyte*"}, QDir::Files, QDir::Name);
    for (const QString& file : files.mid(0, kMostIdxFiles)) {
        const DataName name = idxName(file);
        if (name.content == DataContent::Images && !name.subject.empty() && file.count('.') <= 1)
            sets[name.subject].emplace(name.part, folder.filePath(file));
    }
    std::erase_if(sets, [](const auto& set) { return !set.second.contains(DataPart::Train); });
    return sets;
}

std::vector<IdxPartFiles> filesOfSet(const std::map<DataPart, QString>& set)
{
    std::vector<IdxPartFiles> parts;
    for (const DataPart part : {DataPart::Train, DataPart::Test})
        if (const auto images = set.find(part); images != set.end())
            parts.push_back({images->second, idxLabelsOf(images->second)});
    return parts;
}

std::vector<IdxPartFiles> partsOfFolder(const QDir& folder)
{
    if (const auto train = partWithUsualName(folder, "train")) {
        const auto test = partWithUsualName(folder, "t10k");
        return test ? std::vector{*train, *test} : std::vector{*train};
    }
    const auto sets = namedSets(folder);
    if (sets.empty())
        throw Error(
            folder.path().toStdString() + ": expected a folder with train-images-idx3-ubyte, plain or .gz, found none");
    std::string names;
    for (const auto& [name, ignored] : sets)
        names += (names.empty() ? "" : ", ") + name;
    if (sets.size() > 1)
        throw Error(folder.path().toStdString() + ": expected one set, found the training images of several: " + names
            + "; open the file of one of them, which finds its test part");
    return filesOfSet(sets.begin()->second);
}

bool hasSet(const QDir& folder)
{
    return partWithUsualName(folder, "train").has_value() || !namedSets(folder).empty();
}

/// @throws Error unless a word of a mapping is a number below `end`
int wholeNumber(const QByteArray& word, int end, const QFile& file)
{
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    if (!isNumber || number < 0 || number >= end)
        throw Error(QFileInfo(file).fileName().toStdString() + ": expected whole numbers from 0 to " + grouped(end - 1)
            + ", found '" + shortText(word.toStdString()) + '\'');
    return number;
}

/// @throws Error unless a word of a mapping is the number of a letter that can be shown
QChar letterOf(const QByteArray& word, const QFile& file)
{
    const QChar letter(static_cast<char16_t>(wholeNumber(word, kLetters, file)));
    if (!letter.isPrint())
        throw Error(
            QFileInfo(file).fileName().toStdString() + ": expected numbers of letters, found " + word.toStdString());
    return letter;
}

} // namespace

QString idxLabelsOf(const QString& images)
{
    const QFileInfo info(images);
    QString name = info.fileName();
    const qsizetype word = name.lastIndexOf("images");
    if (word < 0)
        return {};
    if (name.endsWith(kGzipEnd))
        name.chop(3);
    name.replace(word, 6, "labels");
    const QString integers = QString(name).replace("idx3-ubyte", "idx2-int");
    name.replace("idx3", "idx1").replace("idx4", "idx1");
    const QString bytes = plainOrGzip(info.dir().filePath(name));
    return !bytes.isEmpty() || integers == name ? bytes : plainOrGzip(info.dir().filePath(integers));
}

QString idxFolder(const QString& path)
{
    const QDir folder(path);
    if (hasSet(folder))
        return path;
    QString found;
    for (const QString& name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name).mid(0, 100)) {
        if (!hasSet(QDir(folder.filePath(name))))
            continue;
        if (!found.isEmpty())
            return {};
        found = folder.filePath(name);
    }
    return found;
}

std::vector<IdxPartFiles> idxParts(const QString& path)
{
    if (QFileInfo(path).isDir()) {
        const QString folder = idxFolder(path);
        return partsOfFolder(QDir(folder.isEmpty() ? path : folder));
    }
    std::vector<IdxPartFiles> parts{{path, idxLabelsOf(path)}};
    const DataName name = idxName(path);
    if (name.subject.empty() || name.part != DataPart::Train)
        return parts;
    const auto sets = namedSets(QFileInfo(path).dir());
    if (const auto set = sets.find(name.subject); set != sets.end() && set->second.contains(DataPart::Test))
        parts.push_back({set->second.at(DataPart::Test), idxLabelsOf(set->second.at(DataPart::Test))});
    return parts;
}

std::vector<QString> idxMapping(const QString& images)
{
    constexpr qint64 kLongest = 64 * 1024;
    constexpr int kMost = 1000;
    QString name = nameInFront(images);
    for (const char* part : {"-train-images", "-test-images"})
        name.remove(part);
    while (name.endsWith('-'))
        name.chop(1);
    QFile file(QFileInfo(images).dir().filePath(name + "-mapping.txt"));
    std::vector<QString> names;
    if (!file.open(QIODevice::ReadOnly))
        return names;
    for (const QByteArray& line : file.read(kLongest).split('\n')) {
        const QList<QByteArray> numbers = line.simplified().split(' ');
        if (numbers.size() < 2)
            continue;
        const int label = wholeNumber(numbers[0], kMost, file);
        names.resize(qMax(names.size(), static_cast<std::size_t>(label) + 1));
        for (const QByteArray& letter : numbers.mid(1))
            names[static_cast<std::size_t>(label)] += letterOf(letter, file);
    }
    return names;
}

} // namespace isthmus
