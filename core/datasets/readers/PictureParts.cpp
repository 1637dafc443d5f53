// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureParts.h"

#include "core/base/Error.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/Picture.h"
#include "core/datasets/readers/dataNames.h"

#include <QString>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace isthmus {

namespace {

using Files = std::vector<PictureFile>;

constexpr std::size_t kMostFolderNames = 3; // in a notice

std::string folderAt(const PictureFile& file, std::size_t depth)
{
    return depth < file.folders.size() ? file.folders[depth] : std::string();
}

std::string counted(std::size_t pictures)
{
    return grouped(static_cast<std::int64_t>(pictures)) + (pictures == 1 ? " picture" : " pictures");
}

/// "a, b and 7 others"
std::string listedFolders(const std::set<std::string>& names)
{
    std::string text;
    std::size_t shown = 0;
    for (const std::string& name : names) {
        if (shown == kMostFolderNames)
            break;
        text += (shown == 0 ? "'" : shown + 1 == names.size() ? " and '" : ", '") + name + '\'';
        ++shown;
    }
    if (shown < names.size())
        text += " and " + grouped(static_cast<std::int64_t>(names.size() - shown)) + " others";
    return text;
}

/// Takes the files of a folder apart.
class FolderArrangement
{
public:
    FolderArrangement(Files files, bool (*isSample)(const PictureFile&), ReadOptions::ValidationPart validation)
        : m_isSample(isSample)
        , m_readsValidation(validation == ReadOptions::ValidationPart::Use)
    {
        m_parts.files = std::move(files);
        m_parts.haveClasses = true;
    }

    PictureParts arrange()
    {
        enterWrappers();
        OtherParts others;
        if (haveParts())
            others = takeOthers(0);
        else if (haveInnerParts())
            others = takeOthers(1);
        leaveInnerFolders(others);
        m_parts.files = arrangeClasses(std::move(m_parts.files));
        sayNested(m_parts.files);
        sayPairs();
        sayLoneTestFolder(m_parts.files, others.test);
        const bool trainHasClasses = m_parts.haveClasses;
        const std::size_t notices = m_parts.notices.size();
        others.test = arrangeClasses(std::move(others.test));
        if (trainHasClasses && !m_parts.haveClasses && m_parts.notices.size() == notices)
            say("The folders are no classes, since the pictures in the folder test lie in none.");
        if (m_parts.haveClasses)
            leaveBare(others.validation);
        m_parts.testFiles = append(std::move(others.test));
        m_parts.validationFiles = append(std::move(others.validation));
        return std::move(m_parts);
    }

private:
    struct OtherParts
    {
        Files test;
        Files validation;
    };

    std::size_t append(Files files)
    {
        m_parts.files.insert(
            m_parts.files.end(), std::make_move_iterator(files.begin()), std::make_move_iterator(files.end()));
        return files.size();
    }

    /// A validation part without the folders of the classes is none.
    void leaveBare(Files& validation)
    {
        const auto isBare = [this](const PictureFile& file) { return file.folders.empty() && m_isSample(file); };
        if (std::none_of(validation.begin(), validation.end(), isBare))
            return;
        validation.clear();
        say("The validation part was left out: pictures in its folder lie in none of a class.");
    }

    void say(std::string notice) { m_parts.notices.push_back(std::move(notice)); }

    /// Folders at a depth that hold samples, below them too; "" stands for samples above that depth.
    [[nodiscard]] std::set<std::string> foldersWithSamples(std::size_t depth) const
    {
        std::set<std::string> folders;
        for (const PictureFile& file : m_parts.files)
            if (const std::string name = folderAt(file, depth); !folders.contains(name) && m_isSample(file))
                folders.insert(name);
        return folders;
    }

    /// How many folders, one in the other, hold all samples before there are several, or parts; 0: none, or samples lie
    /// in the last of them themselves.
    [[nodiscard]] std::size_t wrappers() const
    {
        for (std::size_t depth = 0;; ++depth) {
            const std::set<std::string> names = foldersWithSamples(depth);
            if (names.empty() || names.contains(""))
                return 0;
            if (names.size() > 1 || partOfFolder(*names.begin()) == DataPart::Train)
                return depth;
        }
    }

    /// Looks into folders that are alone in holding all samples: those of a download.
    void enterWrappers()
    {
        std::string path;
        for (std::size_t left = haveParts() ? 0 : wrappers(); left > 0; --left) {
            const std::string folder = *foldersWithSamples(0).begin();
            path += (path.empty() ? "" : "/") + folder;
            leaveBeside(folder);
        }
        if (!path.empty())
            say("The pictures all lie in the folder '" + path + "', whose folders are taken for the set.");
    }

    /// Goes into a folder; what lies beside it is no sample.
    void leaveBeside(const std::string& folder)
    {
        Files inside;
        for (PictureFile& file : m_parts.files) {
            if (folderAt(file, 0) == folder) {
                file.folders.erase(file.folders.begin());
                inside.push_back(std::move(file));
            } else {
                m_parts.otherFiles.push_back(file.path);
            }
        }
        m_parts.files = std::move(inside);
    }

    [[nodiscard]] bool haveParts() const
    {
        std::set<DataPart> found;
        for (const std::string& name : namesAt(0))
            found.insert(partOfFolder(name));
        if (!found.contains(DataPart::Train))
            return false;
        return found.contains(DataPart::Test)
            || found.contains(DataPart::Validation) // else it may be a class: bus, car, train
            || std::none_of(m_parts.files.begin(), m_parts.files.end(), [this](const PictureFile& file) {
                   return !file.folders.empty() && partOfFolder(file.folders.front()) == DataPart::None
                       && m_isSample(file);
               });
    }

    [[nodiscard]] std::set<std::string> namesAt(std::size_t depth) const
    {
        std::set<std::string> names;
        for (const PictureFile& file : m_parts.files)
            names.insert(folderAt(file, depth));
        return names;
    }

    /// The part that a folder of a file is, looked up once for each name.
    DataPart partAt(const PictureFile& file, std::size_t depth)
    {
        const auto [place, isNew] = m_partOf.try_emplace(folderAt(file, depth), DataPart::None);
        if (isNew)
            place->second = partOfFolder(place->first);
        return place->second;
    }

    /// Do some folders have a training and a test part of their own, and no folder is one?
    [[nodiscard]] bool haveInnerParts()
    {
        std::map<std::string, std::set<DataPart>> found;
        for (const PictureFile& file : m_parts.files)
            if (file.folders.size() > 1)
                found[file.folders[0]].insert(partAt(file, 1));
        return std::any_of(found.begin(), found.end(), [](const auto& each) {
            return each.second.contains(DataPart::Train) && each.second.contains(DataPart::Test);
        });
    }

    /// Takes the folders of the parts, which lie at this depth, out of all files, and the files of the other parts.
    OtherParts takeOthers(std::size_t depth)
    {
        const auto partOf = [this, depth](const PictureFile& file) { return partAt(file, depth); };
        if (depth > 0) {
            std::set<std::string> folders;
            for (const PictureFile& file : m_parts.files)
                if (partOf(file) == DataPart::Train)
                    folders.insert(file.folders[0]);
            say("The folders " + listedFolders(folders)
                + " have parts of their own: these were joined, and the folders are the classes. Open one of them for "
                  "its own classes.");
        }
        leaveOthers(depth);
        const auto firstTest = std::stable_partition(m_parts.files.begin(), m_parts.files.end(),
            [&](const PictureFile& file) { return partOf(file) == DataPart::Train; });
        const auto firstValidation = std::stable_partition(
            firstTest, m_parts.files.end(), [&](const PictureFile& file) { return partOf(file) == DataPart::Test; });
        for (PictureFile& file : m_parts.files) {
            file.folders.erase(file.folders.begin() + static_cast<std::ptrdiff_t>(depth));
            if (depth > 0)
                file.folders.resize(1); // whatever lies in the parts is not told apart, and has been said
        }
        OtherParts others{{std::make_move_iterator(firstTest), std::make_move_iterator(firstValidation)},
            {std::make_move_iterator(firstValidation), std::make_move_iterator(m_parts.files.end())}};
        m_parts.files.erase(firstTest, m_parts.files.end());
        return others;
    }

    /// Takes all files that are in neither part out of the list, and says which.
    void leaveOthers(std::size_t depth)
    {
        const auto others =
            std::stable_partition(m_parts.files.begin(), m_parts.files.end(), [this, depth](const PictureFile& file) {
                const DataPart part = partAt(file, depth);
                return part != DataPart::None && (part != DataPart::Validation || m_readsValidation);
            });
        std::set<std::string> folders;
        std::size_t beside = 0;
        for (auto file = others; file != m_parts.files.end(); ++file) {
            const std::string folder = folderAt(*file, depth);
            if (!folder.empty() && folders.contains(folder))
                continue;
            if (!m_isSample(*file))
                m_parts.otherFiles.push_back(file->path);
            else if (!folder.empty())
                folders.insert(folder);
            else
                ++beside;
        }
        m_parts.files.erase(others, m_parts.files.end());
        for (const std::string& folder : folders)
            say("The folder '" + folder
                + "' was left out: " + (m_readsValidation ? "train, test and validation" : "train and test")
                + " are the parts that are read.");
        if (beside > 0)
            say(counted(beside) + " beside the folders train and test " + (beside == 1 ? "was" : "were")
                + " left out.");
    }

    /// Decides about pictures of one part that lie beside its folders of classes, if there are both.
    /// @return the part with what is left of it
    Files arrangeClasses(Files files)
    {
        std::set<std::string> classes;
        std::size_t inFolders = 0;
        for (const PictureFile& file : files) {
            if (file.folders.empty() || (!classes.contains(file.folders.front()) && !m_isSample(file)))
                continue;
            classes.insert(file.folders.front());
            ++inFolders;
        }
        if (classes.empty()) {
            m_parts.haveClasses = m_parts.haveClasses && std::none_of(files.begin(), files.end(), m_isSample);
            return files;
        }
        const auto isStray = [this](const PictureFile& file) { return file.folders.empty() && m_isSample(file); };
        const auto strays = static_cast<std::size_t>(std::count_if(files.begin(), files.end(), isStray));
        if (strays == 0)
            return files;
        if (strays >= inFolders) {
            m_parts.haveClasses = false;
            say("The folders are no classes, since " + counted(strays) + (strays == 1 ? " lies" : " lie")
                + " beside them.");
            return files;
        }
        say(counted(strays) + " beside the folders of the classes " + (strays == 1 ? "was" : "were") + " left out.");
        files.erase(std::remove_if(files.begin(), files.end(), isStray), files.end());
        return files;
    }

    /// The only folder of these files; empty: they lie in several, or in none.
    [[nodiscard]] static std::string onlyFolder(const Files& files)
    {
        const std::string name = files.empty() ? std::string() : folderAt(files.front(), 0);
        const bool isOnly = std::all_of(
            files.begin(), files.end(), [&name](const PictureFile& file) { return folderAt(file, 0) == name; });
        return isOnly ? name : std::string();
    }

    /// Goes into the folder that each part has packed all of its files into once more, as train/train and test1/test1
    /// of dogs and cats, or train/images: such a name is no class.
    void leaveInnerFolders(OtherParts& others)
    {
        const auto saysNothing = [](const std::string& name) {
            return !name.empty() && dataName(name).isImages()
                && (dataName(name).subject.empty() || partOfFolder(name) != DataPart::None);
        };
        const auto isNoClass = [&](const Files& files) { return files.empty() || saysNothing(onlyFolder(files)); };
        if (!saysNothing(onlyFolder(m_parts.files)) || !saysNothing(onlyFolder(others.test))
            || !isNoClass(others.validation))
            return;
        for (Files* files : {&m_parts.files, &others.test, &others.validation})
            for (PictureFile& file : *files)
                file.folders.erase(file.folders.begin());
    }

    /// Says that folders of pictures and of what belongs to each of them became classes.
    void sayPairs()
    {
        static const std::set<std::string> kBeside{"mask", "masks", "label", "labels", "annotation", "annotations",
            "gt", "ground_truth", "groundtruth", "segmentation", "segmentations", "depth"};
        std::string pictures;
        std::string beside;
        std::set<std::string> names = foldersWithSamples(0);
        names.erase("");
        for (const std::string& name : names) {
            const std::string lower = QString::fromStdString(name).toLower().toStdString();
            (kBeside.contains(lower) ? beside : pictures) = name;
        }
        if (m_parts.haveClasses && names.size() == 2 && !beside.empty() && !pictures.empty())
            say("The folders '" + pictures + "' and '" + beside
                + "' were taken for classes; if one holds what belongs "
                  "to the pictures of the other, open '"
                + pictures + "' alone.");
    }

    /// Says that the only folder of the test part is no class of the training part: test/images.
    void sayLoneTestFolder(const Files& files, const Files& test)
    {
        const std::string name = onlyFolder(test);
        const bool isClass = std::any_of(
            files.begin(), files.end(), [&name](const PictureFile& file) { return folderAt(file, 0) == name; });
        if (!name.empty() && !isClass && m_parts.haveClasses)
            say("The pictures for testing all lie in the folder '" + name
                + "', which is none of the classes for training: it stands as a class of its own.");
    }

    /// Says of the first class with several folders in it that they are not told apart: Omniglot's root.
    void sayNested(const Files& files)
    {
        std::map<std::string, std::set<std::string>> inner;
        for (const PictureFile& file : files)
            if (file.folders.size() > 1)
                inner[file.folders[0]].insert(file.folders[1]);
        for (const auto& [name, folders] : inner) {
            if (folders.size() < 2 || !m_parts.haveClasses)
                continue;
            return say("The " + grouped(static_cast<std::int64_t>(folders.size())) + " folders within '" + name
                + "' are not told apart: each folder of the first level is one class. Open '" + name
                + "' itself to have them as classes.");
        }
    }

    PictureParts m_parts;
    std::map<std::string, DataPart> m_partOf; ///< by the name of a folder
    bool (*m_isSample)(const PictureFile&);
    bool m_readsValidation;
};

} // namespace

bool isPictureFile(const PictureFile& file)
{
    return pictureFormat(fileHead(file.path, 16)) != nullptr;
}

PictureParts arrangeParts(
    std::vector<PictureFile> files, bool (*isSample)(const PictureFile&), ReadOptions::ValidationPart validation)
{
    return FolderArrangement(std::move(files), isSample, validation).arrange();
}

} // namespace isthmus
