// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureParts.h"

#include "core/base/Error.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/Picture.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>

namespace isthmus {

namespace {

enum class Role { Train, Test, Validation, Other };

bool isPicture(const PictureFile& file)
{
    return pictureFormat(fileHead(file.path, 16)) != nullptr;
}

Role roleOf(const PictureFile& file)
{
    std::string name = file.folders.empty() ? std::string() : file.folders.front();
    std::transform(name.begin(), name.end(), name.begin(),
        [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    if (name == "train")
        return Role::Train;
    if (name == "test")
        return Role::Test;
    return name == "val" || name == "valid" || name == "validation" ? Role::Validation : Role::Other;
}

bool haveParts(const std::vector<PictureFile>& files)
{
    std::set<Role> found;
    for (const PictureFile& file : files)
        found.insert(roleOf(file));
    if (!found.contains(Role::Train))
        return false;
    return found.contains(Role::Test) || found.contains(Role::Validation) // else it may be a class: bus, car, train
        || std::none_of(files.begin(), files.end(), [](const PictureFile& file) {
               return !file.folders.empty() && roleOf(file) == Role::Other && isPicture(file);
           });
}

std::string counted(std::size_t pictures)
{
    return grouped(static_cast<std::int64_t>(pictures)) + (pictures == 1 ? " picture" : " pictures");
}

/// Takes all files that are in neither part out of the list, and says which.
void leaveOthers(PictureParts& parts)
{
    const auto others = std::stable_partition(parts.files.begin(), parts.files.end(),
        [](const PictureFile& file) { return roleOf(file) == Role::Train || roleOf(file) == Role::Test; });
    std::set<std::string> folders;
    std::size_t beside = 0;
    for (auto file = others; file != parts.files.end(); ++file) {
        const bool inFolder = !file->folders.empty();
        if (inFolder && folders.contains(file->folders.front()))
            continue;
        if (!isPicture(*file))
            parts.otherFiles.push_back(file->path);
        else if (inFolder)
            folders.insert(file->folders.front());
        else
            ++beside;
    }
    parts.files.erase(others, parts.files.end());
    for (const std::string& folder : folders)
        parts.notices.push_back(
            "The folder '" + folder + "' was left out: train and test are the parts that are read.");
    if (beside > 0)
        parts.notices.push_back(
            counted(beside) + " beside the folders train and test " + (beside == 1 ? "was" : "were") + " left out.");
}

/// Decides about pictures of one part that lie beside its folders of classes, if there are both.
/// @return the part with what is left of it
std::vector<PictureFile> arrangeClasses(std::vector<PictureFile> files, PictureParts& parts)
{
    std::set<std::string> classes;
    std::size_t inFolders = 0;
    for (const PictureFile& file : files) {
        if (file.folders.empty() || (!classes.contains(file.folders.front()) && !isPicture(file)))
            continue;
        classes.insert(file.folders.front());
        ++inFolders;
    }
    if (classes.empty()) {
        parts.haveClasses = parts.haveClasses && std::none_of(files.begin(), files.end(), isPicture);
        return files;
    }
    const auto isStray = [](const PictureFile& file) { return file.folders.empty() && isPicture(file); };
    const auto strays = static_cast<std::size_t>(std::count_if(files.begin(), files.end(), isStray));
    if (strays == 0)
        return files;
    if (strays >= inFolders) {
        parts.haveClasses = false;
        parts.notices.emplace_back("The folders are no classes, since " + counted(strays)
            + (strays == 1 ? " lies" : " lie") + " beside them.");
        return files;
    }
    parts.notices.push_back(
        counted(strays) + " beside the folders of the classes " + (strays == 1 ? "was" : "were") + " left out.");
    files.erase(std::remove_if(files.begin(), files.end(), isStray), files.end());
    return files;
}

} // namespace

PictureParts arrangeParts(std::vector<PictureFile> files)
{
    PictureParts parts;
    parts.haveClasses = true;
    std::vector<PictureFile> test;
    parts.files = std::move(files);
    if (haveParts(parts.files)) {
        leaveOthers(parts);
        const auto firstTest = std::stable_partition(parts.files.begin(), parts.files.end(),
            [](const PictureFile& file) { return roleOf(file) == Role::Train; });
        for (PictureFile& file : parts.files)
            file.folders.erase(file.folders.begin());
        test.assign(std::make_move_iterator(firstTest), std::make_move_iterator(parts.files.end()));
        parts.files.erase(firstTest, parts.files.end());
    }
    parts.files = arrangeClasses(std::move(parts.files), parts);
    const bool trainHasClasses = parts.haveClasses;
    const std::size_t notices = parts.notices.size();
    test = arrangeClasses(std::move(test), parts);
    if (trainHasClasses && !parts.haveClasses && parts.notices.size() == notices)
        parts.notices.emplace_back("The folders are no classes, since the pictures in the folder test lie in none.");
    parts.testFiles = test.size();
    parts.files.insert(parts.files.end(), std::make_move_iterator(test.begin()), std::make_move_iterator(test.end()));
    return parts;
}

} // namespace isthmus
