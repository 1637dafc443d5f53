// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/HandLane.h"

#include "core/analysis/Latent.h"
#include "core/base/Fault.h"

#include <QTimer>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace isthmus {
namespace {

constexpr std::chrono::milliseconds kHandPace{4}; // while the thread works

struct Request
{
    std::shared_ptr<const Snapshot> snapshot;
    std::vector<float> code;
    [[nodiscard]] bool operator==(const Request&) const = default;
};

} // namespace

struct HandLane::Decoded
{
    std::vector<float> code;
    std::vector<float> image;
    double milliseconds = 0;
    QString error; ///< why there is no image
};

/// Decodes with buffers of its own; one thread. Never throws.
class HandLane::Decoder
{
public:
    explicit Decoder(Decode decode)
        : m_decode(std::move(decode))
    {
    }

    Decoded operator()(const Request& request)
    {
        const auto start = std::chrono::steady_clock::now();
        const FrozenModel& frozen = request.snapshot->frozen;
        Decoded decoded;
        try {
            decoded.code = request.code;
            decoded.image = m_decode(*frozen.model, frozen.parameters, request.code, m_workspace, m_pool);
        } catch (const std::exception& exception) {
            m_workspace = {};
            decoded.error = QString::fromStdString(sentenceOf(exception));
        }
        const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
        decoded.milliseconds = spent.count();
        return decoded;
    }

private:
    Decode m_decode;
    Workspace m_workspace;
    ThreadPool m_pool{1};
};

/// The thread of slow decodes. A newer request replaces the one that waits.
class HandLane::DecoderThread
{
public:
    explicit DecoderThread(const Decode& decode)
        : m_decode(decode)
        , m_thread([this] { work(); })
    {
    }

    ~DecoderThread()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stop = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }

    /// Replaces what waits; nothing withdraws it.
    void post(std::optional<Request> request)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_waiting = std::move(request);
        }
        m_wake.notify_one();
    }

    std::optional<Decoded> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_result, std::nullopt);
    }

    [[nodiscard]] bool isBusy()
    {
        const std::lock_guard lock(m_mutex);
        return m_working || m_waiting || m_result;
    }

    /// Withdraws what waits and drops what comes of the request at work.
    void silence()
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.reset();
        m_result.reset();
        m_silenced = m_working;
    }

private:
    void work()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_wake.wait(lock, [this] { return m_stop || m_waiting; });
            if (m_stop)
                return;
            const Request request = *std::exchange(m_waiting, std::nullopt);
            m_working = true;
            lock.unlock();
            Decoded decoded = m_decode(request);
            lock.lock();
            m_working = false;
            if (!std::exchange(m_silenced, false))
                m_result = std::move(decoded);
        }
    }

    Decoder m_decode; // the thread's alone
    std::mutex m_mutex; // guards all below
    std::condition_variable m_wake;
    std::optional<Request> m_waiting;
    std::optional<Decoded> m_result;
    bool m_working = false;
    bool m_silenced = false;
    bool m_stop = false;
    std::thread m_thread;
};

struct HandLane::Impl
{
    Impl(double limit, const Decode& decode)
        : inlineLimit(limit)
        , decodeWith(decode)
        , decoder(decode)
    {
    }

    const double inlineLimit;
    const Decode decodeWith;
    Decoder decoder;
    std::unique_ptr<DecoderThread> thread; // made when it is first needed
    QTimer poll;
    Request newest;
    Decoded shown;
    bool hasFailed = false; // since the last that was decoded
};

HandLane::HandLane(QObject* parent, double inlineLimit, Decode decode)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>(inlineLimit, decode ? std::move(decode) : decodeOne))
{
    m_impl->poll.setTimerType(Qt::PreciseTimer);
    m_impl->poll.setInterval(kHandPace);
    connect(&m_impl->poll, &QTimer::timeout, this, &HandLane::takeResult);
}

HandLane::~HandLane() = default;

void HandLane::request(std::shared_ptr<const Snapshot> snapshot, std::vector<float> code)
{
    if (!snapshot || static_cast<int>(code.size()) != snapshot->frozen.model->latentDim())
        return;
    Request request{std::move(snapshot), std::move(code)};
    if (request == m_impl->newest)
        return;
    m_impl->newest = std::move(request);
    if (m_impl->shown.milliseconds < m_impl->inlineLimit && !m_impl->hasFailed && !isDecoding()) {
        show(m_impl->decoder(m_impl->newest));
        return;
    }
    if (!m_impl->thread)
        m_impl->thread = std::make_unique<DecoderThread>(m_impl->decodeWith);
    m_impl->thread->post(m_impl->newest);
    m_impl->poll.start();
}

bool HandLane::isDecoding() const
{
    return m_impl->poll.isActive();
}

void HandLane::takeResult()
{
    std::optional<Decoded> result = m_impl->thread->take();
    if (!m_impl->thread->isBusy())
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
    if (m_impl->thread)
        m_impl->thread->silence();
    m_impl->newest = {};
    m_impl->shown = {};
    m_impl->hasFailed = false;
    emit decoded();
}

} // namespace isthmus
