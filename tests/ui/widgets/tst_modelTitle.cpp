// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ModelDraft.h"
#include "core/runs/Presets.h"
#include "tests/TestProgram.h"
#include "ui/widgets/modelTitle.h"

using namespace isthmus;

namespace {

QString titleOf(const ModelDraft& draft)
{
    return QString::fromStdString(editedTitle(draft.spec()));
}

} // namespace

/// The name of an edited model says nothing that is no longer so.
class TestModelTitle : public QObject
{
    Q_OBJECT

private slots:
    void kindOfTheCodeIsTheModels();
    void sizeOfTheCodeIsTheModels();
    void markIsThereOnce();
    void wordsOfTheUserStay();
};

void TestModelTitle::kindOfTheCodeIsTheModels()
{
    ModelDraft draft(loadPreset("vae-2d").model);
    draft.setBottleneck(Bottleneck::Plain, 0);
    QCOMPARE(titleOf(draft), QString("Dense AE, 2-D (edited)"));
    draft.setBottleneck(Bottleneck::Gaussian, 7);
    QCOMPARE(titleOf(draft), QString("Dense VAE, 2-D (edited)"));
}

void TestModelTitle::sizeOfTheCodeIsTheModels()
{
    ModelDraft draft(loadPreset("vae-2d").model);
    draft.setBottleneck(Bottleneck::Gaussian, 5);
    QCOMPARE(titleOf(draft), QString("Dense VAE, 5-D (edited)"));
    draft.setBottleneck(Bottleneck::Plain, 0);
    draft.add({ModelPart::Encoder, draft.spec().encoder.size()}, "relu");
    QCOMPARE(titleOf(draft), QString("Dense AE, 5-D (edited)"));
    draft.add({ModelPart::Encoder, draft.spec().encoder.size()}, "conv");
    QCOMPARE(titleOf(draft), QString("Dense AE (edited)"));
}

void TestModelTitle::markIsThereOnce()
{
    ModelSpec spec = loadPreset("dense-ae").model;
    spec.title = editedTitle(spec);
    QCOMPARE(QString::fromStdString(editedTitle(spec)), QString("Dense AE, 2-D (edited)"));
    spec.title = importedTitle("model");
    QCOMPARE(QString::fromStdString(editedTitle(spec)), QString("model (edited)"));
}

void TestModelTitle::wordsOfTheUserStay()
{
    ModelSpec spec = loadPreset("vae-2d").model;
    spec.title = "My VAEs of 3-D shapes";
    QCOMPARE(QString::fromStdString(editedTitle(spec)), QString("My VAEs of 3-D shapes (edited)"));
}

ISTHMUS_APPLESS_TEST(TestModelTitle)
#include "tst_modelTitle.moc"
