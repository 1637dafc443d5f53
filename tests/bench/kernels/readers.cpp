// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Sprites.h"
#include "core/datasets/Datasets.h"
#include "core/files/PictureGrid.h"
#include "tests/bench/kernels/kernels.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <memory>

namespace isthmus::benchmarks {

namespace {

constexpr int kPictures = 10'000;
constexpr int kRows = 60'000;

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
}

} // namespace isthmus::benchmarks
