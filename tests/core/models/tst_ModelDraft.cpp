// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ModelDraft.h"
#include "tests/TestProgram.h"

using namespace isthmus;

namespace {

constexpr ModelPart kEncoder = ModelPart::Encoder;
constexpr ModelPart kDecoder = ModelPart::Decoder;

ModelSpec plain()
{
    ModelSpec spec;
    spec.name = "plain";
    spec.encoder = {{"flatten", {}}, {"dense", {{"units", 8}}}, {"relu", {}}};
    spec.decoder = {{"dense", {{"units", 0}}}, {"reshape", {}}};
    return spec;
}

QStringList types(const std::vector<LayerSpec>& layers)
{
    QStringList names;
    for (const LayerSpec& layer : layers)
        names << QString::fromStdString(layer.type);
    return names;
}

} // namespace

class TestModelDraft : public QObject
{
    Q_OBJECT

private slots:
    void addsWithDefaults();
    void removes();
    void movesWithinAPart();
    void movesToTheOtherPart();
    void typeKeepsSharedFields();
    void undoGoesBackStepByStep();
    void typingIsOneStep();
    void editAfterUndoForgetsTheFuture();
    void nothingChangedIsNoStep();
    void lossBringsItsSigmoid();
    void bottleneckHasItsSize();
    void codeKeepsItsSizeWithTheKind();
};

void TestModelDraft::addsWithDefaults()
{
    ModelDraft draft(plain());
    draft.add({kEncoder, 3}, "dense");
    QCOMPARE(draft.spec().encoder.back(), (LayerSpec{"dense", {{"units", 128}}}));
    draft.add({kDecoder, 0}, "tanh");
    QCOMPARE(types(draft.spec().decoder), (QStringList{"tanh", "dense", "reshape"}));
}

void TestModelDraft::removes()
{
    ModelDraft draft(plain());
    draft.remove({kEncoder, 1});
    QCOMPARE(types(draft.spec().encoder), (QStringList{"flatten", "relu"}));
}

void TestModelDraft::movesWithinAPart()
{
    ModelDraft draft(plain());
    draft.move({kEncoder, 0}, {kEncoder, 2});
    QCOMPARE(types(draft.spec().encoder), (QStringList{"dense", "relu", "flatten"}));
    draft.move({kEncoder, 2}, {kEncoder, 0});
    QCOMPARE(draft.spec(), plain());
}

void TestModelDraft::movesToTheOtherPart()
{
    ModelDraft draft(plain());
    draft.move({kEncoder, 2}, {kDecoder, 1});
    QCOMPARE(types(draft.spec().encoder), (QStringList{"flatten", "dense"}));
    QCOMPARE(types(draft.spec().decoder), (QStringList{"dense", "relu", "reshape"}));
}

void TestModelDraft::typeKeepsSharedFields()
{
    ModelDraft draft(plain());
    draft.setType({kEncoder, 1}, "tanh");
    QCOMPARE(draft.spec().encoder[1], (LayerSpec{"tanh", {}}));
    draft.undo();
    draft.setType({kEncoder, 1}, "dense");
    QCOMPARE(draft.spec().encoder[1], (LayerSpec{"dense", {{"units", 8}}}));
}

void TestModelDraft::undoGoesBackStepByStep()
{
    ModelDraft draft(plain());
    QVERIFY(!draft.canUndo());
    draft.add({kEncoder, 0}, "tanh");
    const ModelSpec first = draft.spec();
    draft.remove({kDecoder, 0});
    const ModelSpec second = draft.spec();
    draft.undo();
    QCOMPARE(draft.spec(), first);
    draft.undo();
    QCOMPARE(draft.spec(), plain());
    QVERIFY(!draft.canUndo());
    draft.redo();
    draft.redo();
    QCOMPARE(draft.spec(), second);
    QVERIFY(!draft.canRedo());
}

void TestModelDraft::typingIsOneStep()
{
    ModelDraft draft(plain());
    for (const double units : {1, 12, 128})
        draft.setField({kEncoder, 1}, "units", units);
    draft.setField({kDecoder, 0}, "units", 5);
    draft.undo();
    QCOMPARE(draft.spec().encoder[1].values.at("units"), 128.0);
    draft.undo();
    QCOMPARE(draft.spec(), plain());
    draft.redo();
    draft.setField({kEncoder, 1}, "units", 64); // not a part of what was redone
    draft.undo();
    QCOMPARE(draft.spec().encoder[1].values.at("units"), 128.0);
}

void TestModelDraft::editAfterUndoForgetsTheFuture()
{
    ModelDraft draft(plain());
    draft.remove({kEncoder, 0});
    draft.undo();
    draft.remove({kDecoder, 0});
    QVERIFY(!draft.canRedo());
    draft.undo();
    QCOMPARE(draft.spec(), plain());
}

void TestModelDraft::nothingChangedIsNoStep()
{
    ModelDraft draft(plain());
    draft.setField({kEncoder, 1}, "units", 8);
    draft.move({kEncoder, 1}, {kEncoder, 1});
    draft.replace(plain());
    QVERIFY(!draft.canUndo());
}

void TestModelDraft::lossBringsItsSigmoid()
{
    ModelDraft draft(plain());
    draft.setLoss("bce");
    QCOMPARE(types(draft.spec().decoder), (QStringList{"dense", "reshape"}));
    draft.setLoss("mse");
    QCOMPARE(types(draft.spec().decoder), (QStringList{"dense", "reshape", "sigmoid"}));
    draft.undo();
    QCOMPARE(draft.spec().loss, std::string("bce"));
    draft.setInitialiser("he");
    QCOMPARE(draft.spec().initialiser, std::string("he"));
    draft.undo();
    QCOMPARE(draft.spec().initialiser, std::string("glorot"));
}

void TestModelDraft::bottleneckHasItsSize()
{
    ModelDraft draft(plain());
    draft.setBottleneck(Bottleneck::Gaussian, 2);
    draft.setBottleneck(Bottleneck::Gaussian, 20);
    draft.setBottleneck(Bottleneck::Gaussian, 200);
    QCOMPARE(draft.spec().latentDim, 200);
    draft.undo();
    QCOMPARE(draft.spec().latentDim, 2);
    draft.setBottleneck(Bottleneck::Plain, 7);
    QCOMPARE(draft.spec().latentDim, 0);
}

void TestModelDraft::codeKeepsItsSizeWithTheKind()
{
    ModelDraft draft(plain());
    draft.setBottleneck(Bottleneck::Gaussian, 3); // 8 numbers after a ReLU are no code that another layer makes
    const ModelSpec gaussian = draft.spec();
    QCOMPARE(gaussian.latentDim, 3);
    QCOMPARE(gaussian.encoder, plain().encoder);
    draft.setBottleneck(Bottleneck::Plain, 3);
    QCOMPARE(draft.spec().encoder.back(), (LayerSpec{"dense", {{"units", 3}}}));
    QCOMPARE(draft.spec().encoder.size(), gaussian.encoder.size() + 1);
    QCOMPARE(draft.spec().decoder, gaussian.decoder);
    draft.setBottleneck(Bottleneck::Gaussian, 2);
    QCOMPARE(draft.spec(), gaussian);
    draft.undo();
    draft.undo();
    QCOMPARE(draft.spec(), gaussian);
}

ISTHMUS_APPLESS_TEST(TestModelDraft)
#include "tst_ModelDraft.moc"
