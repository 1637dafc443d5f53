// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxReader.h"
#include "core/exchange/onnx/OnnxWriter.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxGraphs.h"

#include <span>

using namespace isthmus;

/// Models that are cut, or that claim what is not there: refused in one sentence, with no memory taken on their word.
class tst_OnnxHostile : public QObject
{
    Q_OBJECT

private slots:
    void everyCutIsRefused();
    void sharedWeightsDoNotFillTheMemory();
    void weightsWithoutNumbersAreRefused();
    void scaleWithoutOutputIsRefused();
    void enlargementIsBounded();
    void layersAreCounted();
    void codeIsBounded();
    void derivedWeightsAreBounded();
    void shapesOfManyPartsAreRefused();
    void axesAreFewAndDiffer();
};

void tst_OnnxHostile::everyCutIsRefused()
{
    const std::string bytes = onnxBytes(channelsFirst());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto part = std::as_bytes(std::span(bytes).first(size));
        const QString message = messageOf([&] {
            (void)runFromOnnx(readOnnxBytes(part), nullptr, dataOf({2, 4, 3}), "cut");
        });
        // What comes last is the opset, which a model may lack.
        if (size + 8 < bytes.size())
            QVERIFY2(message != "no error", qPrintable(QString::number(size)));
    }
}

void tst_OnnxHostile::sharedWeightsDoNotFillTheMemory()
{
    OnnxModel model;
    model.inputs = {{"0", {1, 24}}};
    model.constants = {floats("w", {24, 24}, 1)};
    for (int i = 0; i < 100; ++i)
        model.nodes.push_back(node("MatMul", {std::to_string(i), "w"}, std::to_string(i + 1)));
    QVERIFY(messageOf([&] {
        (void)runFromOnnx(model, nullptr, dataOf({1, 4, 6}), "shared");
    }).contains("weights of its own"));
}

/// Extents are no numbers: by them alone, memory was taken and written beyond.
void tst_OnnxHostile::weightsWithoutNumbersAreRefused()
{
    OnnxModel model = channelsFirst();
    for (const Dims& dims : {Dims{24, 3}, Dims{24, std::int64_t(1) << 40}}) {
        model.constants[1] = {"in", dims, FloatVector()};
        const std::string bytes = onnxBytes(model);
        const QString message = messageOf([&] { (void)readOnnxBytes(std::as_bytes(std::span(bytes))); });
        QVERIFY2(message.contains("tensor 'in': expected as many numbers"), qPrintable(message));
    }
    model.constants[1] = {"in", {24, 0}, FloatVector()};
    QVERIFY(refusal(model).contains("(MatMul): expected constant floats"));
}

void tst_OnnxHostile::scaleWithoutOutputIsRefused()
{
    OnnxModel model;
    model.inputs = {{"x", {1, 24}}};
    model.constants = {floats("m", {24, 2}, 1), floats("v", {24, 2}, 2), {"half", {}, FloatVector{0.5F}}};
    model.nodes = {node("MatMul", {"x", "m"}, "mean"), node("MatMul", {"x", "v"}, "log_var"),
        node("Relu", {"mean"}, "z"), node("Mul", {"log_var", "half"}, "h")};
    model.nodes.back().outputs.clear();
    const QString message = messageOf([&] { (void)runFromOnnx(model, nullptr, dataOf({1, 4, 6}), "model"); });
    QVERIFY2(message.contains("'x' used by node 'MatMul:mean'"), qPrintable(message));
}

/// A picture that is enlarged may have more pixels a side, or more of them, than are kept.
void tst_OnnxHostile::enlargementIsBounded()
{
    OnnxModel model;
    model.inputs = {{"x", {1, 1, 1024, 1024}}};
    model.constants = {{"by64", {4}, FloatVector{1, 1, 64, 1}}, {"by16", {4}, FloatVector{1, 1, 16, 16}}};
    const std::map<std::string, OnnxAttribute> floor{
        {"coordinate_transformation_mode", std::string("asymmetric")}, {"nearest_mode", std::string("floor")}};
    const auto message = [&](const char* scales) {
        model.nodes = {node("Resize", {"x", "", scales}, "y", floor)};
        return messageOf([&] { (void)runFromOnnx(model, nullptr, dataOf({1, 1024, 1024}), "model"); });
    };
    QVERIFY2(
        message("by64").contains("expected 1 to 16,384 whole pixels a side, found 65536"), qPrintable(message("by64")));
    QVERIFY2(message("by16").contains("(Resize): expected at most 67,108,864 values"), qPrintable(message("by16")));
}

void tst_OnnxHostile::layersAreCounted()
{
    OnnxModel model;
    model.inputs = {{"0", {1, 24}}};
    for (int i = 0; i < 1001; ++i)
        model.nodes.push_back(node("Tanh", {std::to_string(i)}, std::to_string(i + 1)));
    const QString message = messageOf([&] { (void)runFromOnnx(model, nullptr, dataOf({1, 4, 6}), "model"); });
    QVERIFY2(message.contains("expected at most 1,000 layers"), qPrintable(message));
}

/// A file of some hundred bytes asks for a code of any length.
void tst_OnnxHostile::codeIsBounded()
{
    OnnxModel model;
    model.inputs = {{"z", {1, 1, 2048, 1024}}};
    model.outputs = {{"y", {1, 1, 4096, 2048}}};
    model.constants = {{"by2", {4}, FloatVector{1, 1, 2, 2}}};
    model.nodes = {node("Resize", {"z", "", "by2"}, "y",
        {{"coordinate_transformation_mode", std::string("asymmetric")}, {"nearest_mode", std::string("floor")}})};
    const auto import = [&] { (void)runFromOnnx(model, nullptr, std::nullopt, "model"); };
    QVERIFY2(messageOf(import).contains("expected a code of at most 1,048,576 numbers, found 2,097,152"),
        qPrintable(messageOf(import)));
    model.inputs.front().dims = {1, 1, 1024, 1024};
    model.outputs.front().dims = {1, 1, 2048, 2048};
    QVERIFY2(!messageOf(import).contains("a code of"), qPrintable(messageOf(import)));
}

void tst_OnnxHostile::derivedWeightsAreBounded()
{
    OnnxModel model = channelsFirst();
    for (int i = 0; i < 100; ++i)
        model.nodes.push_back(node("Transpose", {"out"}, "t" + std::to_string(i)));
    QVERIFY(refusal(model).contains("expected weights of its own"));
}

/// Each list is made of many lists that are empty, and these of many others.
void tst_OnnxHostile::shapesOfManyPartsAreRefused()
{
    OnnxModel model = channelsFirst();
    model.nodes.push_back(node("Shape", {"b"}, "s"));
    model.constants.push_back(extents("end", {9}));
    model.nodes.push_back(node("Slice", {"s", "end", "end"}, "p0"));
    for (int i = 0; i < 10; ++i) {
        const std::vector<std::string> parts(50, 'p' + std::to_string(i));
        model.nodes.push_back(node("Concat", parts, 'p' + std::to_string(i + 1)));
    }
    model.nodes[2].inputs[1] = "p10";
    QVERIFY(refusal(model).contains("(Reshape): expected extents that are constant"));
}

/// Each inserted axis moves those behind it: of a million, a billion moves a node.
void tst_OnnxHostile::axesAreFewAndDiffer()
{
    const auto inserted = [](const std::string& op, const Dims& axes) {
        OnnxModel model = channelsFirst();
        model.nodes.insert(model.nodes.begin() + 2, node(op, {"b"}, "s", {{"axes", axes}}));
        model.nodes[3].inputs.front() = "s";
        return refusal(model);
    };
    QCOMPARE(inserted("Unsqueeze", {1}), inserted("Unsqueeze", {2})); // whatever becomes of it
    const QString twice = inserted("Unsqueeze", {1, 2, 1});
    QVERIFY2(twice.contains("expected each axis once, found axis 1 twice"), qPrintable(twice));
    const QString many = inserted("Unsqueeze", Dims(1'000'000, 1));
    QVERIFY2(many.contains("expected at most 8 axes, found 1,000,004"), qPrintable(many));
    const QString gone = inserted("Squeeze", {2, 2});
    QVERIFY2(gone.contains("expected each axis once, found axis 2 twice"), qPrintable(gone));
}

ISTHMUS_GUILESS_TEST(tst_OnnxHostile)
#include "tst_OnnxHostile.moc"
