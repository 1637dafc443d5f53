// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Autoencoder.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxGraphs.h"

#include <functional>

using namespace isthmus;

/// The same function written by other operators is the same model.
class tst_OnnxPatterns : public QObject
{
    Q_OBJECT

private slots:
    void otherOrderIsTheSame_data();
    void otherOrderIsTheSame();
    void factorsAreFolded_data();
    void factorsAreFolded();
};

namespace {

using Rewriting = std::function<void(OnnxModel&)>;

/// The Tanh of channelsFirst() becomes this operator of f, which makes g.
OnnxModel withActivation(const std::string& op)
{
    OnnxModel model = channelsFirst();
    model.nodes[6] = node(op, {"f"}, "g");
    return model;
}

OnnxTensor constantNumber(const std::string& name, float value)
{
    return {name, {}, FloatVector{value}};
}

void rewrite(OnnxModel& model, std::vector<OnnxNode> nodes)
{
    model.nodes.erase(model.nodes.begin() + 6);
    for (OnnxNode& each : nodes)
        model.nodes.push_back(std::move(each));
    model.constants.push_back(constantNumber("1", 1));
    model.constants.push_back(constantNumber("half", 0.5F));
    model.constants.push_back(constantNumber("20", 20));
    model.constants.push_back(constantNumber("root", 1.41421356F));
}

Checkpoint importedModel(const OnnxModel& model)
{
    return runFromOnnx(model, nullptr, dataOf({2, 4, 3}), "model");
}

} // namespace

void tst_OnnxPatterns::otherOrderIsTheSame_data()
{
    QTest::addColumn<QString>("op");
    QTest::addColumn<Rewriting>("change");
    const auto row = [](const char* name, const char* op, Rewriting change) {
        QTest::newRow(name) << QString(op) << std::move(change);
    };
    row("x * (0.5 * (1 + erf))", "Gelu", [](OnnxModel& m) {
        rewrite(m,
            {node("Div", {"f", "root"}, "a1"), node("Erf", {"a1"}, "a2"), node("Add", {"a2", "1"}, "a3"),
                node("Mul", {"half", "a3"}, "a4"), node("Mul", {"f", "a4"}, "g")});
    });
    row("softplus of what is not large", "Softplus", [](OnnxModel& m) {
        rewrite(m,
            {node("Softplus", {"f"}, "a1"), node("Greater", {"f", "20"}, "a2"), node("Where", {"a2", "f", "a1"}, "g")});
    });
    row("softsign", "Softsign", [](OnnxModel& m) {
        rewrite(m, {node("Abs", {"f"}, "a1"), node("Add", {"1", "a1"}, "a2"), node("Div", {"f", "a2"}, "g")});
    });
    row("identity and casts", "Tanh", [](OnnxModel& m) {
        rewrite(m,
            {node("Identity", {"f"}, "a1"), node("Tanh", {"a1"}, "a2"),
                node("Cast", {"a2"}, "g", {{"to", std::int64_t(1)}})});
    });
    row("dropout outside training", "Tanh", [](OnnxModel& m) {
        m.constants.push_back({"training", {}, Dims{0}});
        rewrite(m, {node("Tanh", {"f"}, "a1"), node("Dropout", {"a1", "half", "training"}, "g")});
    });
    row("weights transposed in the graph", "Tanh", [](OnnxModel& m) {
        const FloatVector values = std::get<FloatVector>(m.constants[3].values); // out, 3 x 24
        FloatVector turned(values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            turned[i % 24 * 3 + i / 24] = values[i];
        m.constants[3] = {"turned", {24, 3}, turned};
        m.nodes.push_back(node("Transpose", {"turned"}, "out", {{"perm", Dims{1, 0}}}));
    });
    row("shape of a part of another", "Tanh", [](OnnxModel& m) {
        m.nodes[7].inputs[1] = "whole";
        for (const auto& [name, values] : std::map<std::string, Dims>{
                 {"from0", {0}}, {"to1", {1}}, {"from2", {2}}, {"toEnd", {INT64_MAX}}, {"chw", {2, 4, 3}}})
            m.constants.push_back(extents(name, values));
        for (OnnxNode& each :
            std::vector<OnnxNode>{node("Shape", {"g"}, "s"), node("Slice", {"s", "from0", "to1"}, "n"),
                node("Slice", {"s", "from2", "toEnd"}, "rest"), node("Concat", {"n", "chw", "rest"}, "whole")})
            m.nodes.push_back(std::move(each));
    });
    row("sizes of a part of another", "Tanh", [](OnnxModel& m) {
        for (const auto& [name, values] : std::map<std::string, Dims>{{"from0", {0}}, {"to2", {2}}, {"same", {4, 3}}})
            m.constants.push_back(extents(name, values));
        m.nodes[8].inputs[0] = "h2";
        const std::map<std::string, OnnxAttribute> floor{
            {"coordinate_transformation_mode", std::string("asymmetric")}, {"nearest_mode", std::string("floor")}};
        for (OnnxNode& each :
            std::vector<OnnxNode>{node("Shape", {"h"}, "s"), node("Slice", {"s", "from0", "to2"}, "n"),
                node("Concat", {"n", "same"}, "whole"), node("Resize", {"h", "", "", "whole"}, "h2", floor)})
            m.nodes.push_back(std::move(each));
    });
}

void tst_OnnxPatterns::otherOrderIsTheSame()
{
    QFETCH(QString, op);
    QFETCH(Rewriting, change);
    OnnxModel model = withActivation(op.toStdString());
    const Checkpoint plain = importedModel(model);
    change(model);
    const Checkpoint other = importedModel(model);
    QCOMPARE(other.model.decoder, plain.model.decoder);
    QCOMPARE(other.model.encoder, plain.model.encoder);
    QVERIFY(other.parameters == plain.parameters);
}

void tst_OnnxPatterns::factorsAreFolded_data()
{
    QTest::addColumn<Rewriting>("change");
    QTest::addColumn<float>("factor"); // of f, and of its bias 0
    QTest::addColumn<float>("shift");
    const auto row = [](const char* name, std::vector<OnnxNode> nodes, float factor, float shift) {
        const Rewriting change = [nodes = std::move(nodes)](OnnxModel& m) {
            m.nodes[6].inputs[0] = "f2";
            for (const OnnxNode& each : nodes)
                m.nodes.push_back(each);
            m.constants.push_back(constantNumber("2", 2));
            m.constants.push_back(constantNumber("3", 3));
        };
        QTest::newRow(name) << change << factor << shift;
    };
    row("product", {node("Mul", {"2", "f"}, "f2")}, 2, 0);
    row("quotient", {node("Div", {"f", "2"}, "f2")}, 0.5F, 0);
    row("sum", {node("Add", {"f", "3"}, "f2")}, 1, 3);
    row("difference", {node("Sub", {"f", "3"}, "f2")}, 1, -3);
    row("difference from a constant", {node("Sub", {"3", "f"}, "f2")}, -1, 3);
    row("product of a sum", {node("Add", {"f", "3"}, "f1"), node("Mul", {"f1", "2"}, "f2")}, 2, 6);
}

void tst_OnnxPatterns::factorsAreFolded()
{
    QFETCH(Rewriting, change);
    QFETCH(float, factor);
    QFETCH(float, shift);
    OnnxModel model = channelsFirst();
    FloatVector expected = std::get<FloatVector>(model.constants[3].values); // out, 3 x 24
    change(model);
    const Checkpoint run = importedModel(model);
    FloatVector found;
    FloatVector bias;
    const Autoencoder made(run.model, run.data.shape);
    for (const Parameter& parameter : made.parameters()) {
        if (parameter.name == "decoder.0.weight")
            found = parameter.gather(run.parameters);
        if (parameter.name == "decoder.0.bias")
            bias = parameter.gather(run.parameters);
    }
    QCOMPARE(bias, FloatVector(24, shift));
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(found[i % 24 * 3 + i / 24], expected[i] * factor);
}

ISTHMUS_GUILESS_TEST(tst_OnnxPatterns)
#include "tst_OnnxPatterns.moc"
