// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureFolder.h"

#include "core/base/Error.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/Picture.h"
#include "core/datasets/readers/PictureCollection.h"
#include "core/datasets/readers/PictureParts.h"
#include "core/datasets/readers/classes.h"
#include "core/datasets/readers/origin.h"

#include <QFileInfo>

#include <algorithm>
#include <numeric>

namespace isthmus {

namespace {

constexpr std::size_t kMostNames = 4; // of files that were left out; of more, one gives its place to their number

/// Each picture's first folder.
/// @param read  pictures that each file gave
std::vector<std::string> classesOf(const std::vector<PictureFile>& files, const std::vector<Index>& read)
{
    std::vector<std::string> classes;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (read[i] == 0)
            continue;
        if (files[i].folders.empty()) // it has become a picture just now
            return {};
        classes.insert(classes.end(), static_cast<std::size_t>(read[i]), files[i].folders.front());
    }
    return classes;
}

std::string_view below(const std::string& folder, std::string_view path)
{
    return path.starts_with(folder + '/') ? path.substr(folder.size() + 1) : path;
}

/// Path of each image's file, as a person finds it: below the folder. The pages of a stack share theirs.
/// @param read  number of images in each file
std::shared_ptr<const SampleNames> namesOf(
    const PictureParts& parts, const std::vector<Index>& read, const std::string& folder)
{
    SampleNames names;
    for (std::size_t i = 0; i < read.size(); ++i)
        for (Index page = 0; page < read[i]; ++page)
            names.append(below(folder, parts.files[i].path));
    return std::make_shared<const SampleNames>(std::move(names));
}

/// Paths of the files that were not read, in the same way.
std::vector<std::string> leftOut(const PictureParts& parts, const std::vector<Index>& read, const std::string& folder)
{
    std::vector<std::string> paths = parts.otherFiles;
    for (std::size_t i = 0; i < read.size(); ++i)
        if (read[i] == 0)
            paths.push_back(parts.files[i].path);
    std::sort(paths.begin(), paths.end());
    for (std::string& path : paths)
        path = std::string(below(folder, path));
    return paths;
}

/// The name without what would begin a line in it, or tell the terminal something.
std::string printable(std::string name)
{
    std::replace_if(
        name.begin(), name.end(), [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; }, '?');
    return name;
}

/// "b.png, c.png and 2 others"
std::string firstNames(const std::vector<std::string>& names)
{
    const std::size_t shown = names.size() <= kMostNames ? names.size() : kMostNames - 1;
    std::string text = printable(names.front());
    for (std::size_t i = 1; i < shown; ++i)
        text += (i + 1 == names.size() ? " and " : ", ") + printable(names[i]);
    if (shown < names.size())
        text += " and " + grouped(static_cast<std::int64_t>(names.size() - shown)) + " others";
    return text;
}

void addSkipped(const std::vector<std::string>& skipped, Dataset& data)
{
    if (!skipped.empty())
        data.notices.push_back(grouped(static_cast<std::int64_t>(skipped.size()))
            + (skipped.size() == 1 ? " file that is no picture or is damaged was left out: "
                                   : " files that are no pictures or are damaged were left out: ")
            + firstNames(skipped) + '.');
}

} // namespace

bool sniffPictureFolder(const std::string& path)
{
    constexpr std::size_t kLookAt = 500;
    if (!QFileInfo(QString::fromStdString(path)).isDir())
        return false;
    try {
        for (const PictureFile& file : filesBelow(path, [](std::size_t files) { return files >= kLookAt; }))
            if (pictureFormat(fileHead(file.path, 16)) != nullptr)
                return true;
    } catch (const Error&) {
        return false;
    }
    return false;
}

Dataset readPictureFolder(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "pictures", options);
    std::vector<std::string> closed;
    const auto goOn = [&](std::size_t) {
        report(progress, 0);
        return false;
    };
    const PictureParts parts =
        arrangeParts(filesBelow(data.name, goOn, &closed), isPictureFile, options.validationPart);
    PictureCollection collection(options, progress);
    const std::vector<Index> read = collection.read(parts.files, data.name);

    const auto firstTest = read.begin() + static_cast<std::ptrdiff_t>(parts.trainFiles());
    const auto firstValidation = firstTest + static_cast<std::ptrdiff_t>(parts.testFiles);
    data.trainCount = std::accumulate(read.begin(), firstTest, Index(0));
    data.testCount = std::accumulate(firstTest, firstValidation, Index(0));
    data.validationCount = std::accumulate(firstValidation, read.end(), Index(0));
    if (data.trainCount == 0)
        throw Error(data.name + ": expected a picture that can be read in the folder train, found none");
    data.files = namesOf(parts, read, data.name);
    for (const std::string& folder : closed)
        data.notices.emplace_back("A folder was left out: " + folder + '.');
    data.notices.insert(data.notices.end(), parts.notices.begin(), parts.notices.end());
    addSkipped(leftOut(parts, read, data.name), data);
    collection.moveInto(data);
    if (parts.haveClasses)
        setClasses(classesOf(parts.files, read), data);
    return data;
}

} // namespace isthmus
