// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/HandLane.h"

#include "ui/session/HandThread.h"

#include <QTimer>

#include <chrono>
#include <optional>
#include <utility>

namespace isthmus {
namespace {

constexpr std::chrono::milliseconds kHandPace{4}; // while the thread works

} // namespace

struct HandLane::Impl
{
    Impl(std::shared_ptr<HandThread> shared, double limit, const Decode& decode)
        : inlineLimit(limit)
        , decoder(decode)
        , thread(shared ? std::move(shared) : std::make_shared<HandThread>(decode))
    {
    }

    const double inlineLimit;
    Decoder decoder;
    const std::shared_ptr<HandThread> thread;
    QTimer poll;
    DecodeRequest newest;
    Decoded shown;
    bool hasFailed = false; // since the last that was decoded
};

HandLane::HandLane(QObject* parent, std::shared_ptr<HandThread> thread, double inlineLimit, Decode decode)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>(std::move(thread), inlineLimit, decode))
{
    m_impl->poll.setTimerType(Qt::PreciseTimer);
    m_impl->poll.setInterval(kHandPace);
    connect(&m_impl->poll, &QTimer::timeout, this, &HandLane::takeResult);
}

HandLane::~HandLane()
{
    m_impl->thread->silence(this);
}

void HandLane::request(std::shared_ptr<const Snapshot> snapshot, std::vector<float> code)
{
    if (!snapshot || static_cast<int>(code.size()) != snapshot->frozen.model->latentDim())
        return;
    DecodeRequest request{std::move(snapshot), std::move(code)};
    if (request == m_impl->newest)
        return;
    m_impl->newest = std::move(request);
    if (m_impl->shown.milliseconds < m_impl->inlineLimit && !m_impl->hasFailed && !isDecoding()) {
        show(m_impl->decoder(m_impl->newest));
        return;
    }
    m_impl->thread->post(this, m_impl->newest);
    m_impl->poll.start();
}

bool HandLane::isDecoding() const
{
    return m_impl->poll.isActive();
}

void HandLane::takeResult()
{
    std::optional<Decoded> result = m_impl->thread->take(this);
    if (!m_impl->thread->isBusy(this))
        m_impl->poll.stop();
    if (result)
        show(std::move(*result));
}

void HandLane::show(Decoded&& fresh)
{
    const bool hadFailed = std::exchange(m_impl->hasFailed, !fresh.error.isEmpty());
    if (!m_impl->hasFailed) {
        m_impl->shown = std::move(fresh);
        emit decoded();
    } else if (!hadFailed) {
        emit failed(fresh.error);
    }
}

const std::vector<float>& HandLane::image() const
{
    return m_impl->shown.image;
}

const std::vector<float>& HandLane::code() const
{
    return m_impl->shown.code;
}

double HandLane::milliseconds() const
{
    return m_impl->shown.milliseconds;
}

void HandLane::clear()
{
    m_impl->poll.stop();
    m_impl->thread->silence(this);
    m_impl->newest = {};
    m_impl->shown = {};
    m_impl->hasFailed = false;
    emit decoded();
}

} // namespace isthmus
