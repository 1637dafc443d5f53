// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/runs/FoundData.h"
#include "core/train/StoppedRun.h"
#include "tests/TestProgram.h"

using namespace isthmus;

class TestStoppedRun : public QObject
{
    Q_OBJECT

private slots:
    void enormousImagesAreRefused();
};

/// A file of some hundred bytes may ask for 2^38 numbers.
void TestStoppedRun::enormousImagesAreRefused()
{
    auto checkpoint = std::make_shared<Checkpoint>();
    ModelSpec& spec = checkpoint->model;
    spec.name = "large";
    spec.bottleneck = Bottleneck::NoEncoder;
    spec.code = {1, 1, 1};
    spec.decoder = {{"upsample", {{"factor", 64}}}, {"upsample", {{"factor", 64}}}, {"upsample", {{"factor", 2}}},
        {"conv", {{"channels", 4096}, {"kernel", 1}, {"padding", 0}}},
        {"conv", {{"channels", 1}, {"kernel", 1}, {"padding", 0}}}};
    checkpoint->data.shape = {1, 1 << 13, 1 << 13};
    checkpoint->parameters.assign(2 * 4096 + 4096 + 1, 0);
    RunSpec run;
    run.model = spec;
    run.data = noImages(checkpoint->data);
    try {
        const StoppedRun stopped(run, checkpoint, "This is a decoder alone", false);
        QFAIL("no machine has so much memory");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains("exploring needs 52.8 TB of memory"), error.what());
    }
}

ISTHMUS_APPLESS_TEST(TestStoppedRun)
#include "tst_StoppedRun.moc"
