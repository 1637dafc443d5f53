// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Sprites.h"
#include "core/datasets/Datasets.h"
#include "core/files/PictureGrid.h"
#include "tests/bench/kernels/kernels.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cmath>
#include <cstdint>
#include <iterator>
#include <memory>

namespace isthmus::benchmarks {

namespace {

constexpr int kPictures = 10'000;
constexpr int kRows = 60'000;
constexpr int kReals = 284'807; // rows of the table of card payments that many people have
constexpr int kPages = 10'000;
constexpr int kPageSide = 64;

template <typename Number>
void appendLittle(QByteArray& bytes, Number number)
{
    for (std::size_t i = 0; i < sizeof number; ++i)
        bytes.append(static_cast<char>(number >> 8 * i));
}

/// One page of grey bytes, with its pixels in front, at a place of a file.
QByteArray tiffPage(std::uint32_t place, bool isLast)
{
    constexpr std::uint32_t kPixels = kPageSide * kPageSide;
    const std::uint32_t fields[][3] = {{256, 4, kPageSide}, {257, 4, kPageSide}, {258, 3, 8}, {259, 3, 1}, {262, 3, 1},
        {273, 4, place}, {277, 3, 1}, {278, 4, kPageSide}, {279, 4, kPixels}};
    constexpr std::uint32_t kTable = 2 + 12 * std::size(fields) + 4;
    QByteArray page;
    for (std::uint32_t i = 0; i < kPixels; ++i)
        page.append(static_cast<char>((place + i) * 2654435761U >> 24));
    appendLittle(page, static_cast<std::uint16_t>(std::size(fields)));
    for (const auto& [tag, type, value] : fields) {
        appendLittle(page, static_cast<std::uint16_t>(tag));
        appendLittle(page, static_cast<std::uint16_t>(type));
        appendLittle(page, std::uint32_t(1));
        appendLittle(page, value);
    }
    appendLittle(page, isLast ? 0 : place + kPixels + kTable + kPixels);
    return page;
}

/// The data that a benchmark reads, made when it is first asked for; the page cache holds it.
class Files
{
public:
    /// 10,000 pictures of 28 x 28 as PNG, in ten folders.
    std::string pictures()
    {
        const QString top = m_folder.filePath("pictures");
        if (QDir(top).exists())
            return top.toStdString();
        const Dataset data = makeSprites(kPictures, 1);
        for (int i = 0; i < kPictures; ++i) {
            const QString folder = top + '/' + QString::number(i % 10);
            QDir().mkpath(folder);
            savePng((folder + '/' + QString::number(i) + ".png").toStdString(), picture(data.shape, valuesOf(data, i)));
        }
        return top.toStdString();
    }

    /// 60,000 rows of a label and 784 whole numbers, as numpy.savetxt writes them with fmt='%d' and commas.
    std::string table()
    {
        const QString path = m_folder.filePath("table.csv");
        if (QFile::exists(path))
            return path.toStdString();
        const std::shared_ptr<const Dataset> data = realOrMade();
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s cannot be written", qPrintable(path));
        for (int i = 0; i < kRows; ++i) {
            QByteArray row = QByteArray::number(i % 10);
            for (const float value : valuesOf(*data, i % data->trainCount))
                row.append(',').append(QByteArray::number(qRound(value * 255)));
            file.write(row.append('\n'));
        }
        return path.toStdString();
    }

    /// 284,807 rows of 31 real numbers below a header, 150 MB as pandas writes them.
    std::string reals()
    {
        const QString path = m_folder.filePath("reals.csv");
        QFile file(path);
        if (file.exists())
            return path.toStdString();
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s cannot be written", qPrintable(path));
        for (int row = -1; row < kReals; ++row) {
            QByteArray line;
            for (int i = 0; i < 31; ++i)
                line.append(i > 0 ? "," : "")
                    .append(
                        row < 0 ? "V" + QByteArray::number(i) : QByteArray::number(std::sin(row * 31.0 + i), 'g', 15));
            file.write(line.append('\n'));
        }
        return path.toStdString();
    }

    /// 10,000 pages of 64 x 64 bytes.
    std::string pages()
    {
        const QString path = m_folder.filePath("pages.tif");
        QFile file(path);
        if (file.exists())
            return path.toStdString();
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s cannot be written", qPrintable(path));
        constexpr std::uint32_t kHead = 8;
        QByteArray head("II*\0", 4);
        appendLittle(head, kHead + std::uint32_t(kPageSide * kPageSide));
        file.write(head);
        for (int i = 0; i < kPages; ++i)
            file.write(tiffPage(static_cast<std::uint32_t>(file.pos()), i + 1 == kPages));
        return path.toStdString();
    }

private:
    static std::vector<float> valuesOf(const Dataset& data, Index sample)
    {
        Batch image;
        data.gather(std::vector<Index>{sample}, image);
        std::vector<float> values;
        for (Index row = 0; row < image.rows(); ++row)
            values.push_back(*image.row(row));
        return values;
    }

    /// Pictures of clothes are mostly not 0, where sprites are.
    static std::shared_ptr<const Dataset> realOrMade()
    {
        for (const BuiltinDataset& set : builtinDatasets())
            if (set.available)
                return openDataset(set.name);
        return openDataset("sprites");
    }

    QTemporaryDir m_folder;
};

void addReader(const char* name, const std::shared_ptr<Files>& files, std::string (Files::*path)())
{
    benchmark::RegisterBenchmark(name,
        [files, path](benchmark::State& state) {
            const std::string data = ((*files).*path)();
            for (auto round : state) {
                (void)round;
                benchmark::DoNotOptimize(openDataset(data));
            }
        })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
}

} // namespace

/// Reading whole data sets, on all threads.
void addReaders()
{
    const auto files = std::make_shared<Files>();
    addReader("read/10000-pngs", files, &Files::pictures);
    addReader("read/csv-60000x785", files, &Files::table);
    addReader("read/csv-284807x31", files, &Files::reals);
    addReader("read/tiff-10000-pages", files, &Files::pages);
}

} // namespace isthmus::benchmarks
