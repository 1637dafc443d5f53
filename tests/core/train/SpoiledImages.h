// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/train/TinyRun.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <utility>

namespace isthmus::test {

/// The images of another store until they are spoiled: then they are no numbers, and so is the loss of the next step.
class SpoiledImages final : public ImageStore
{
public:
    explicit SpoiledImages(std::shared_ptr<const ImageStore> images)
        : m_images(std::move(images))
    {
    }

    void spoil(bool spoiled) { m_isSpoiled = spoiled; }
    /// Calls this once, after the next images are gathered: in a step or where its update is judged. For a pool of one
    /// thread.
    void callAfterNext(std::function<void()> call) { m_call = std::move(call); }

    [[nodiscard]] Index count() const override { return m_images->count(); }
    [[nodiscard]] std::string type() const override { return m_images->type(); }
    [[nodiscard]] double minimum() const override { return m_images->minimum(); }
    [[nodiscard]] double maximum() const override { return m_images->maximum(); }
    [[nodiscard]] std::uint64_t bytes() const override { return m_images->bytes(); }
    [[nodiscard]] bool isInMemory() const override { return m_images->isInMemory(); }
    void gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const override
    {
        const float number = m_isSpoiled ? std::numeric_limits<float>::quiet_NaN() : offset;
        m_images->gather(which, scale, number, out, first);
        if (m_call)
            std::exchange(m_call, nullptr)();
    }
    void copy(Index sample, Index begin, std::span<float> out) const override { m_images->copy(sample, begin, out); }

private:
    std::shared_ptr<const ImageStore> m_images;
    bool m_isSpoiled = false;
    mutable std::function<void()> m_call;
};

/// tinyRun() on images that can be spoiled.
struct SpoiledRun
{
    SpoiledRun()
    {
        Dataset data = *run.data;
        images = std::make_shared<SpoiledImages>(data.images);
        data.images = images;
        run.data = std::make_shared<const Dataset>(std::move(data));
    }

    RunSpec run = tinyRun();
    std::shared_ptr<SpoiledImages> images;
};

} // namespace isthmus::test
