// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/ArrayFolder.h"

#include "core/base/Error.h"
#include "core/datasets/readers/ArrayFiles.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/PictureParts.h"
#include "core/datasets/readers/classes.h"
#include "core/datasets/readers/origin.h"

#include <QFileInfo>

#include <algorithm>
#include <cctype>

namespace isthmus {

namespace {

bool isNpyFile(const PictureFile& file)
{
    return looksLikeNpy(fileHead(file.path, 16));
}

bool hasDigit(const std::string& text)
{
    return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::string fileNameOf(const std::string& path)
{
    return QFileInfo(QString::fromStdString(path)).fileName().toStdString();
}

/// The file of the training images of a folder; empty: there is none, as where files are numbered samples.
std::string imagesIn(const std::string& folder)
{
    const std::string images = imagesAmong(arrayFilesIn(folder));
    const DataName name = dataName(QFileInfo(QString::fromStdString(images)).completeBaseName().toStdString());
    return name.part == DataPart::None && hasDigit(name.subject) ? "" : images;
}

void sayUnused(const std::vector<std::string>& files, const std::vector<std::string>& used, Dataset& data)
{
    for (const std::string& file : files)
        if (std::find(used.begin(), used.end(), file) == used.end())
            data.notices.emplace_back("The file " + fileNameOf(file) + " was left out.");
}

/// Samples that have files of their own, one after another.
class SampleFiles
{
public:
    /// @throws Error if it has another type or shape than the first one
    void add(const std::string& path)
    {
        const SourceArray array = openArrayFile(path);
        if (m_count == 0)
            begin(array);
        if (array.header.shape != m_header.shape || array.header.type != m_header.type
            || array.header.fortran != m_header.fortran || array.header.swapped != m_header.swapped)
            throw Error(path + ": expected a sample of the type and shape of " + m_first + " (" + m_header.text()
                + "), found " + array.header.text());
        requireMemory(m_bytes.size() + array.header.dataSize(), "the samples", path);
        const std::vector<std::uint8_t> bytes = checkedBytes(array);
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
        ++m_count;
    }

    /// All samples as one array, of rows where a sample has one axis.
    [[nodiscard]] SourceArray take()
    {
        SourceArray all{m_first, m_header, nullptr, 0};
        if (m_header.fortran) // the axis of samples is the slowest one: as if in C order with the others turned round
            throw Error(m_first + ": expected samples in C order, found Fortran order; in Python: "
                + "numpy.save(name, numpy.ascontiguousarray(sample))");
        all.header.shape.insert(all.header.shape.begin(), m_count);
        all.source = std::make_shared<MemoryBytes>(std::move(m_bytes));
        return all;
    }

    [[nodiscard]] std::uint64_t count() const { return m_count; }

private:
    void begin(const SourceArray& array)
    {
        if (array.header.shape.empty() || array.header.shape.size() > 3)
            throw Error(array.where + ": expected a sample of 1 to 3 axes, found " + array.header.text());
        m_header = array.header;
        m_header.fortran = array.header.fortran && array.header.shape.size() > 1;
        m_first = array.where;
    }

    NpyHeader m_header;
    std::string m_first; ///< name of the first file
    std::vector<std::uint8_t> m_bytes;
    std::uint64_t m_count = 0;
};

/// Some of the samples as a part of the data.
SourceArray samplesPart(const SourceArray& all, std::uint64_t first, std::uint64_t count, DataPart meaning)
{
    SourceArray part = all;
    part.part = meaning;
    part.header.shape[0] = 1;
    part.offset += first * part.header.dataSize();
    part.header.shape[0] = count;
    return part;
}

void readSamples(PictureParts parts, const ReadOptions& options, const Progress& progress, Dataset& data)
{
    std::vector<std::string> classes;
    SampleFiles samples;
    std::uint64_t train = 0;
    std::uint64_t firstValidation = 0;
    std::size_t others = parts.otherFiles.size();
    for (std::size_t i = 0; i < parts.files.size(); ++i) {
        report(progress, 0.9 * static_cast<double>(i) / static_cast<double>(parts.files.size()));
        if (!isNpyFile(parts.files[i])) {
            ++others;
            continue;
        }
        samples.add(parts.files[i].path);
        if (i < parts.trainFiles())
            train = samples.count();
        if (i < parts.trainFiles() + parts.testFiles)
            firstValidation = samples.count();
        if (parts.haveClasses && !parts.files[i].folders.empty())
            classes.push_back(parts.files[i].folders.front());
    }
    if (train == 0)
        throw Error(data.name + ": expected a sample in an NPY file in the folder train, found none");
    const std::uint64_t count = samples.count();
    const SourceArray all = samples.take();
    std::vector<SourceArray> arrays{samplesPart(all, 0, train, DataPart::Train)};
    if (firstValidation > train)
        arrays.push_back(samplesPart(all, train, firstValidation - train, DataPart::Test));
    if (count > firstValidation)
        arrays.push_back(samplesPart(all, firstValidation, count - firstValidation, DataPart::Validation));
    setImages(arrays, options, progress, data);
    data.notices.insert(data.notices.end(), parts.notices.begin(), parts.notices.end());
    if (others > 0)
        data.notices.push_back(grouped(static_cast<std::int64_t>(others))
            + (others == 1 ? " file that is no array was left out." : " files that are no arrays were left out."));
    if (classes.size() == count)
        setClasses(classes, data);
}

} // namespace

bool sniffArrayFolder(const std::string& path)
{
    constexpr std::size_t kLookAt = 500;
    if (!QFileInfo(QString::fromStdString(path)).isDir())
        return false;
    if (!imagesIn(path).empty())
        return true;
    try {
        const std::vector<PictureFile> files = filesBelow(path, [](std::size_t count) { return count >= kLookAt; });
        return std::none_of(files.begin(), files.end(), isPictureFile)
            && std::any_of(files.begin(), files.end(), isNpyFile);
    } catch (const Error&) {
        return false;
    }
}

Dataset readArrayFolder(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "arrays", options);
    if (const std::string images = imagesIn(data.name); !images.empty()) {
        sayUnused(arrayFilesIn(data.name), readArrayFiles(images, options, progress, data), data);
        return data;
    }
    const auto goOn = [&](std::size_t) {
        report(progress, 0);
        return false;
    };
    readSamples(arrangeParts(filesBelow(data.name, goOn), isNpyFile, options.validationPart), options, progress, data);
    return data;
}

} // namespace isthmus
