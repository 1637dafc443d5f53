// SPDX-License-Identifier: GPL-3.0-or-later
#include <opencv2/dnn.hpp>

#include "core/exchange/onnx/OnnxWriter.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <algorithm>
#include <set>

using namespace isthmus;

/// What is exported, run by OpenCV's DNN module, gives what our engine gives. Its importer (4.6 and 4.10) does not read
/// AveragePool's count_include_pad, so that padding stands in an operator of its own.
class tst_OnnxRuntime : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { cv::setNumThreads(1); }
    void wholeModelGivesTheSame_data() { modelRows(); }
    void wholeModelGivesTheSame();
    void encoderGivesTheSame_data() { modelRows(); }
    void encoderGivesTheSame();
    void decoderGivesTheSame_data() { modelRows(); }
    void decoderGivesTheSame();
    void everyLayerIsRun();

private:
    static void modelRows();
};

namespace {

constexpr Index kSamples = 3;
constexpr float kTolerance = 1e-4F;

std::set<std::string> typesOf(const ModelSpec& model)
{
    std::set<std::string> types;
    for (const auto* part : {&model.encoder, &model.decoder})
        for (const LayerSpec& entry : *part)
            types.insert(entry.type);
    return types;
}

const NamedModel& modelOf(const std::string& name)
{
    static const std::vector<NamedModel> all = sampleModels();
    return *std::find_if(all.begin(), all.end(), [&](const NamedModel& each) { return each.name == name; });
}

/// A model in both engines.
class Trial
{
public:
    Trial(const NamedModel& named, OnnxPart part)
        : m_run(freshRun(named.spec, named.shape))
        , own(ownResults(m_run, samplePictures(named.shape, kSamples)))
    {
        const std::string bytes = onnxBytes(onnxModel(m_run, part));
        m_net = cv::dnn::readNetFromONNX(bytes.data(), bytes.size());
        m_net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    }

    void setPictures()
    {
        const Shape shape = m_run.data.shape;
        const int sizes[] = {int(kSamples), shape.channels, shape.height, shape.width};
        m_net.setInput(cv::Mat(4, sizes, CV_32F, own.pictures.data()).clone(), "image");
    }

    void setCodes()
    {
        const int sizes[] = {int(kSamples), int(own.codes.cols())};
        m_net.setInput(cv::Mat(2, sizes, CV_32F, own.codes.data()).clone(), "code");
    }

    void compare(const std::string& output, const Matrix& expected)
    {
        const cv::Mat found = m_net.forward(output).clone();
        QCOMPARE(Index(found.total()), expected.size());
        QCOMPARE(found.size[0], int(kSamples));
        const Eigen::Map<const Matrix> values(found.ptr<float>(), expected.rows(), expected.cols());
        const float difference = (values - expected).cwiseAbs().maxCoeff();
        QVERIFY2(difference <= kTolerance,
            qPrintable(QString::fromStdString(output) + QString(" is off by %1").arg(double(difference))));
        QVERIFY(values.maxCoeff() - values.minCoeff() > 100 * kTolerance);
    }

    void compareCodes()
    {
        if (m_run.model.isVariational()) {
            compare("mu", own.codes);
            compare("log_var", own.logVar);
        } else {
            compare("code", own.codes);
        }
    }

private:
    Checkpoint m_run;
    cv::dnn::Net m_net;

public:
    OwnResults own;
};

/// Runs what is asked of OpenCV; what it refuses fails the test, and the next row is run.
template <typename Action>
void orItsComplaint(const Action& action)
{
    try {
        action();
    } catch (const cv::Exception& complaint) {
        QFAIL(complaint.what());
    }
}

} // namespace

void tst_OnnxRuntime::modelRows()
{
    QTest::addColumn<QString>("name");
    for (const NamedModel& each : sampleModels())
        QTest::newRow(each.name.c_str()) << QString::fromStdString(each.name);
}

void tst_OnnxRuntime::wholeModelGivesTheSame()
{
    QFETCH(QString, name);
    orItsComplaint([&] {
        Trial trial(modelOf(name.toStdString()), OnnxPart::Whole);
        trial.setPictures();
        trial.compareCodes();
        trial.compare("reconstruction", trial.own.reconstructions);
    });
}

void tst_OnnxRuntime::encoderGivesTheSame()
{
    QFETCH(QString, name);
    orItsComplaint([&] {
        Trial trial(modelOf(name.toStdString()), OnnxPart::Encoder);
        trial.setPictures();
        trial.compareCodes();
    });
}

void tst_OnnxRuntime::decoderGivesTheSame()
{
    QFETCH(QString, name);
    orItsComplaint([&] {
        Trial trial(modelOf(name.toStdString()), OnnxPart::Decoder);
        trial.setCodes();
        trial.compare("image", trial.own.reconstructions);
    });
}

void tst_OnnxRuntime::everyLayerIsRun()
{
    std::set<std::string> run;
    for (const NamedModel& each : sampleModels())
        run.merge(typesOf(each.spec));
    for (const LayerType& type : layerTypes())
        QVERIFY2(run.count(type.name) == 1, type.name);
}

ISTHMUS_GUILESS_TEST(tst_OnnxRuntime)
#include "tst_OnnxRuntime.moc"
