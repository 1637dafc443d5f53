// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ModelOutline.h"
#include "core/models/followingData.h"
#include "core/models/mirror.h"
#include "core/nn/layers.h"
#include "tests/TestProgram.h"

using namespace isthmus;

namespace {

constexpr Shape kLarge{1, 28, 28};
constexpr Shape kSmall{3, 20, 12};

/// A convolutional VAE whose decoder says all sizes as numbers, as they are for images of 28 x 28 x 1.
ModelSpec convVae()
{
    ModelSpec spec;
    spec.name = "mine";
    spec.encoder = {
        {"conv", {{"channels", 5}, {"stride", 2}}}, {"relu", {}}, {"flatten", {}}, {"dense", {{"units", 60}}}};
    spec.bottleneck = Bottleneck::Gaussian;
    spec.latentDim = 2;
    spec.decoder = {{"dense", {{"units", 60}}}, {"dense", {{"units", 5 * 14 * 14}}},
        {"reshape", {{"channels", 5}, {"height", 14}, {"width", 14}}}, {"relu", {}},
        {"conv-transpose", {{"channels", 1}, {"stride", 2}, {"output-padding", 1}}}};
    spec.loss = "bce";
    return spec;
}

} // namespace

class TestFollowingData : public QObject
{
    Q_OBJECT

private slots:
    void modelThatFitsStaysAsItIs();
    void sizesOfTheDataFollowOtherData();
    void hiddenSizesStay();
    void mirroredDecoderFollowsByItself();
    void mapAsLargeAsTheImageIsMirroredAsAMap();
    void layersWithoutAWayAreRefused();
};

void TestFollowingData::modelThatFitsStaysAsItIs()
{
    QVERIFY(outlineOf(convVae(), kLarge).model);
    QCOMPARE(followingData(convVae(), kLarge, kLarge).value(), convVae());
}

void TestFollowingData::sizesOfTheDataFollowOtherData()
{
    QVERIFY(!outlineOf(convVae(), kSmall).model);
    const auto found = followingData(convVae(), kLarge, kSmall);
    QVERIFY(found);
    const ModelOutline outline = outlineOf(*found, kSmall);
    QVERIFY(outline.model);
    QCOMPARE(outline.decoder.back().output, kSmall);
    QVERIFY(outlineOf(*found, kLarge).decoder == outlineOf(convVae(), kLarge).decoder); // the same on the old data
}

void TestFollowingData::hiddenSizesStay()
{
    ModelSpec spec = convVae();
    const auto found = followingData(spec, kLarge, kSmall);
    QCOMPARE(found->decoder[0], spec.decoder[0]);
    QCOMPARE(found->encoder, spec.encoder);
    QCOMPARE(found->decoder[1].values.at("units"), kAsEncoder);
}

/// What the editor's "Mirror the encoder" makes of an encoder of convolutions has no size of the data in it.
void TestFollowingData::mirroredDecoderFollowsByItself()
{
    ModelSpec spec = convVae();
    spec.decoder.clear();
    for (const bool isVariational : {true, false}) {
        if (!isVariational)
            spec.bottleneck = Bottleneck::Plain;
        const ModelSpec mirrored = withMirroredDecoder(spec, kLarge);
        QVERIFY(outlineOf(mirrored, kLarge).model);
        QVERIFY(outlineOf(mirrored, kSmall).model);
        spec.encoder.pop_back(); // and with the flattened map as the heads' input
        QVERIFY(outlineOf(withMirroredDecoder(spec, kLarge), kSmall).model);
        spec.encoder.push_back({"dense", {{"units", 60}}});
    }
}

/// A map of as many numbers as the image has is none.
void TestFollowingData::mapAsLargeAsTheImageIsMirroredAsAMap()
{
    ModelSpec spec = convVae();
    spec.encoder = {{"conv", {{"channels", 4}, {"stride", 2}}}, {"relu", {}},
        {"conv", {{"channels", 3}, {"stride", 2}}}, {"relu", {}},
        {"flatten", {}}}; // 14 x 14 x 4 numbers, as 28 x 28 x 1
    const ModelSpec mirrored = withMirroredDecoder(spec, kLarge);
    QCOMPARE(mirrored.decoder[0].values.at("units"), kAsEncoder);
    QCOMPARE(mirrored.decoder[3].values.at("channels"), 4.0);
    QCOMPARE(mirrored.decoder.back().values.at("channels"), kAsData);
    spec.encoder.erase(spec.encoder.begin() + 2, spec.encoder.begin() + 4);
    const ModelSpec shallow = withMirroredDecoder(spec, kLarge);
    QCOMPARE(shallow.decoder[0].values.at("units"), kAsEncoder);
    QCOMPARE(shallow.decoder[1].values.at("channels"), kAsEncoder);
    QVERIFY(outlineOf(shallow, kSmall).model);
}

void TestFollowingData::layersWithoutAWayAreRefused()
{
    ModelSpec spec = convVae();
    spec.encoder.insert(spec.encoder.begin(), {"max-pool", {}});
    spec = withMirroredDecoder(spec, kLarge);
    QVERIFY(outlineOf(spec, kLarge).model);
    QVERIFY(!followingData(spec, kLarge, {1, 27, 27})); // no upsampling gives 27 back
    QVERIFY(!followingData(spec, {1, 27, 27}, kLarge) || outlineOf(spec, kLarge).model);
}

ISTHMUS_APPLESS_TEST(TestFollowingData)
#include "tst_FollowingData.moc"
