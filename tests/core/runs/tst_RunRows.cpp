// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunRows.h"
#include "tests/FileContent.h"
#include "tests/TestProgram.h"

#include "core/analysis/Latent.h"
#include "core/files/Npy.h"
#include "tests/core/analysis/TestModels.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

constexpr Index kRows = 600; // several blocks

Matrix arrayOf(const std::string& path)
{
    const NpyArray array = readNpyFloat(path);
    const Index rows = array.shape.front();
    return Eigen::Map<const Matrix>(array.values.data(), rows, static_cast<Index>(array.values.size()) / rows);
}

/// A colour data set whose size is no multiple of anything, a model for it, and every third sample.
struct Shown
{
    Shown()
    {
        data = smallData(kRows * 3, 2, 6);
        data.shape = {3, 2, 2}; // the same 12 bytes
        parameters = model.initialise(3);
        for (Index i = 0; i < kRows; ++i)
            samples.push_back(3 * i + 1);
    }
    [[nodiscard]] ShownImages images() const { return {model, parameters, data, samples}; }

    Dataset data;
    Autoencoder model{smallModel(Bottleneck::Gaussian, 2, "mse"), {3, 2, 2}};
    FloatVector parameters;
    std::vector<Index> samples;
};

} // namespace

/// What exports write is what the views compute.
class tst_RunRows : public QObject
{
    Q_OBJECT

private slots:
    void codesAreThoseOfTheSamples();
    void reconstructionsAreThoseOfTheSamples();
    void corruptedInputCanBeWrittenAlone();
    void decodedCodesAreThePictures();
    void featureMapIsInTheOrderOfFiles();
    void rowsHaveTheirUnitsAndNames();
    void cancellingLeavesWhatWasThere();

private:
    [[nodiscard]] std::string path(const QString& name) const { return m_folder.path(name).toStdString(); }

    Folder m_folder;
    ThreadPool m_pool{2};
};

void tst_RunRows::codesAreThoseOfTheSamples()
{
    const Shown shown;
    std::vector<double> told;
    writeCodes(path("codes.npy"), shown.images(), m_pool, [&](double done) {
        told.push_back(done);
        return true;
    });
    const Matrix codes = encodeSamples(shown.model, shown.parameters, shown.data, shown.samples, m_pool);
    QCOMPARE(readNpyFloat(path("codes.npy")).shape, (std::vector<Index>{kRows, 2}));
    QVERIFY(arrayOf(path("codes.npy")).isApprox(codes, 1e-6F));
    QVERIFY(told.size() > 1 && std::is_sorted(told.begin(), told.end()) && told.front() == 0 && told.back() < 1);
}

void tst_RunRows::reconstructionsAreThoseOfTheSamples()
{
    const Shown shown;
    const Corruption corruption{"gaussian", 0.3};
    writeReconstructions(
        path("recon.npy"), path("seen.npy"), shown.images(), {corruption, 5, Purpose::Preview}, m_pool);
    const Reconstructions found =
        reconstruct(shown.model, shown.parameters, shown.data, shown.samples, corruption, 5, Purpose::Preview, m_pool);
    QCOMPARE(readNpyFloat(path("recon.npy")).shape, (std::vector<Index>{kRows, 2, 2, 3}));
    QVERIFY(arrayOf(path("recon.npy")).isApprox(found.output, 1e-6F));
    QVERIFY(arrayOf(path("seen.npy")) == found.corrupted);
    QVERIFY(found.corrupted != found.original);
}

void tst_RunRows::corruptedInputCanBeWrittenAlone()
{
    const Shown shown;
    writeReconstructions("", path("alone.npy"), shown.images(), {}, m_pool);
    Batch images;
    shown.data.gather(shown.samples, images);
    QVERIFY(arrayOf(path("alone.npy")) == images.view().transpose());
}

void tst_RunRows::decodedCodesAreThePictures()
{
    const Shown shown;
    const Matrix codes = samplePrior(2, kRows, 1, 0);
    writeDecoded(path("pictures.npy"), shown.model, shown.parameters, codes, m_pool);
    QVERIFY(arrayOf(path("pictures.npy")).isApprox(decodeCodes(shown.model, shown.parameters, codes, m_pool), 1e-6F));
}

void tst_RunRows::featureMapIsInTheOrderOfFiles()
{
    ModelSpec spec;
    spec.name = "map";
    spec.encoder = {{"conv", {{"channels", 2}, {"kernel", 3}, {"stride", 1}, {"padding", 1}}}};
    spec.decoder = {{"conv", {{"channels", kAsData}, {"kernel", 3}, {"stride", 1}, {"padding", 1}}}};
    spec.loss = "mse";
    const Autoencoder model(spec, {3, 2, 2});
    const Shown shown;
    const FloatVector parameters = model.initialise(1);
    writeCodes(path("map.npy"), {model, parameters, shown.data, shown.samples}, m_pool);
    const Matrix codes = encodeSamples(model, parameters, shown.data, shown.samples, m_pool);
    QVERIFY(arrayOf(path("map.npy")).isApprox(codesForFile(model.codeShape(), codes), 1e-6F));
    QVERIFY(!arrayOf(path("map.npy")).isApprox(codes, 1e-3F));
}

/// Also where one scaling holds for all columns; decoded rows likewise.
void tst_RunRows::rowsHaveTheirUnitsAndNames()
{
    Dataset data = smallData(40, 1, 3);
    data.shape = {1, 1, 3};
    data.scaling = {0.25, -1};
    data.columns = {"length [cm]", "", "a,b"};
    const Autoencoder model(smallModel(Bottleneck::Gaussian, 2, "mse"), data.shape);
    const FloatVector parameters = model.initialise(3);
    const std::vector<Index> samples{2, 5};
    writeReconstructions(path("r.csv"), "", {model, parameters, data, samples}, {}, m_pool);
    writeReconstructions(path("r.npy"), path("in.npy"), {model, parameters, data, samples}, {}, m_pool);
    QVERIFY(contentOf(m_folder.path("r.csv")).contains("length [cm],column 1,\"a,b\"\n2,"));
    std::vector<float> stored(3);
    data.images->copy(5, 0, stored);
    QVERIFY(arrayOf(path("in.npy")).row(1).isApprox(Eigen::Map<const Matrix>(stored.data(), 1, 3), 1e-5F));

    const Matrix codes = encodeSamples(model, parameters, data, samples, m_pool);
    writeDecoded(path("d.npy"), model, parameters, codes, m_pool, {}, {data.scaling, data.columns});
    QVERIFY(arrayOf(path("d.npy")).isApprox(arrayOf(path("r.npy")), 1e-5F));
    writeDecoded(path("d.csv"), model, parameters, codes, m_pool, {}, {data.scaling, data.columns});
    QVERIFY(contentOf(m_folder.path("d.csv")).startsWith("sample,length [cm],column 1,\"a,b\"\n0,"));
}

void tst_RunRows::cancellingLeavesWhatWasThere()
{
    const Shown shown;
    const std::string file = m_folder.write("old.csv", "old");
    QVERIFY_THROWS_EXCEPTION(
        Cancelled, writeCodes(file, shown.images(), m_pool, [](double done) { return done < 0.5; }));
    QFile old(QString::fromStdString(file));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
}

ISTHMUS_GUILESS_TEST(tst_RunRows)
#include "tst_RunRows.moc"
