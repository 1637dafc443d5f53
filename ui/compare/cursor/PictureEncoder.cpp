// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/cursor/PictureEncoder.h"

#include "core/analysis/Latent.h"
#include "ui/session/RunSession.h"

#include <QElapsedTimer>

namespace isthmus {

namespace {

struct EncodedPicture
{
    std::vector<float> code;
    double milliseconds = 0;
};

EncodedPicture encodedPicture(
    const FrozenModel& frozen, const std::vector<float>& picture, Workspace& workspace, ThreadPool& pool)
{
    QElapsedTimer clock;
    clock.start();
    std::vector<float> code = encodeOne(*frozen.model, frozen.parameters, picture, workspace, pool);
    return {std::move(code), static_cast<double>(clock.nsecsElapsed()) / 1e6};
}

} // namespace

PictureEncoder::PictureEncoder(RunSession& run, QObject* parent)
    : QObject(parent)
    , m_run(run)
{
}

void PictureEncoder::request(const std::vector<float>& picture, Place place)
{
    const std::shared_ptr<const Snapshot>& snapshot = m_run.snapshot();
    if (!snapshot || !snapshot->frozen.model->hasEncoder()
        || static_cast<Index>(picture.size()) != snapshot->frozen.model->inputShape().size())
        return;
    ++m_asked;
    if (place == Place::Lane)
        return encodeLater(picture);
    const EncodedPicture result = encodedPicture(snapshot->frozen, picture, m_workspace, m_pool);
    show(m_asked, result.code, result.milliseconds);
}

void PictureEncoder::encodeLater(const std::vector<float>& picture)
{
    m_run.background().request(
        this,
        [snapshot = m_run.snapshot(), picture](Breather&) -> BackgroundLane::Result {
            Workspace workspace;
            ThreadPool pool(1);
            return std::make_shared<const EncodedPicture>(encodedPicture(snapshot->frozen, picture, workspace, pool));
        },
        [this, number = m_asked](const BackgroundLane::Result& result) {
            const auto& encoded = *std::static_pointer_cast<const EncodedPicture>(result);
            show(number, encoded.code, encoded.milliseconds);
        },
        BackgroundLane::Turn::Next);
}

void PictureEncoder::show(std::uint64_t number, const std::vector<float>& code, double milliseconds)
{
    m_milliseconds = milliseconds;
    if (number <= m_shown)
        return;
    m_shown = number;
    emit encoded(code);
}

} // namespace isthmus
