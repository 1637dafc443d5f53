// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureFiles.h"

#include "core/base/Error.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include <sys/stat.h>

namespace isthmus {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 10'000'000;
constexpr std::size_t kDeepest = 64;

class Search
{
public:
    Search(const std::function<bool(std::size_t)>& enough)
        : m_enough(enough)
    {
    }

    void enter(const fs::path& folder, std::vector<std::string>& names)
    {
        struct stat facts
        {
        };
        const bool isNew = stat(folder.c_str(), &facts) == 0 && m_visited.emplace(facts.st_dev, facts.st_ino).second;
        if (!isNew || names.size() > kDeepest)
            return;
        std::error_code fault;
        std::vector<fs::path> below;
        for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end && !m_done;
             entry.increment(fault)) {
            const std::string name = entry->path().filename().string();
            std::error_code unknown; // a link to nowhere is neither
            if (name.starts_with('.'))
                continue;
            if (entry->is_directory(unknown))
                below.push_back(entry->path());
            else if (entry->is_regular_file(unknown))
                add(entry->path().string(), names);
        }
        if (fault && names.empty())
            throw Error(folder.string() + ": expected a folder that can be read, found: " + fault.message());
        if (fault)
            m_closed.push_back(folder.string() + ": " + fault.message());
        std::sort(below.begin(), below.end()); // which of two ways to a folder is taken does not depend on the disk
        for (const fs::path& next : below) {
            names.push_back(next.filename().string());
            enter(next, names);
            names.pop_back();
        }
    }

    std::vector<PictureFile> takeFiles() { return std::move(m_files); }
    std::vector<std::string> takeClosed() { return std::move(m_closed); }

private:
    void add(std::string path, const std::vector<std::string>& names)
    {
        m_files.push_back({std::move(path), names});
        if (m_files.size() > kMostFiles)
            throw Error("expected a folder with at most 10,000,000 files, found more");
        m_done = m_enough && m_enough(m_files.size());
    }

    const std::function<bool(std::size_t)>& m_enough;
    std::set<std::pair<dev_t, ino_t>> m_visited;
    std::vector<PictureFile> m_files;
    std::vector<std::string> m_closed;
    bool m_done = false;
};

} // namespace

std::vector<PictureFile> filesBelow(
    const std::string& folder, const std::function<bool(std::size_t files)>& enough, std::vector<std::string>* closed)
{
    Search search(enough);
    std::vector<std::string> names;
    search.enter(folder, names);
    std::vector<PictureFile> files = search.takeFiles();
    if (closed != nullptr)
        *closed = search.takeClosed();
    std::sort(files.begin(), files.end(), [](const PictureFile& a, const PictureFile& b) { return a.path < b.path; });
    return files;
}

} // namespace isthmus
