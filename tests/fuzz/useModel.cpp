// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/useModel.h"

#include "core/base/Error.h"
#include "core/models/decoderAlone.h"
#include "core/train/TrainingRun.h"

namespace isthmus::fuzz {

namespace {

constexpr Index kSmall = 20'000; // numbers that a model or what it computes of an image may have here
constexpr Index kImages = 4;

std::shared_ptr<const Dataset> blackImages(const DataReference& reference)
{
    Dataset data;
    data.name = reference.name;
    data.format = "generated";
    data.shape = reference.shape;
    data.trainCount = kImages;
    data.images = std::make_shared<ByteImages>(
        data.shape, std::vector<std::uint8_t>(static_cast<std::size_t>(kImages * data.shape.size())));
    data.labels.assign(kImages, 0);
    data.classNames = reference.split.classes;
    if (data.classNames.empty())
        data.classNames = {"0"};
    return std::make_shared<const Dataset>(std::move(data));
}

} // namespace

void useRun(const Checkpoint& run)
{
    try {
        const Autoencoder model(run.model, run.data.shape);
        if (model.workspaceSize() > kSmall || model.parameterCount() > kSmall)
            return;
        static ThreadPool pool(1);
        Workspace workspace;
        const std::shared_ptr<const Dataset> data = blackImages(run.data);
        const Index first[]{0};
        Batch image;
        Batch code;
        data->gather(first, image);
        if (model.hasEncoder()) {
            model.encode(run.result(), image, code, nullptr, workspace, pool);
            static_cast<void>(decoderAlone(run.model, run.data.shape));
        } else {
            code.resize(model.latentDim(), 1);
            code.view().setZero();
        }
        model.decode(run.result(), code, image, workspace, pool);
        TrainingRun training({data, run.model, run.training, run.data.split}, Start::Unprepared);
        training.restore(run);
        static_cast<void>(training.step(pool));
        static_cast<void>(training.checkpoint());
    } catch (const Error&) {
    }
}

} // namespace isthmus::fuzz
