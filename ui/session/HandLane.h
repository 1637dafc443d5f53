// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Snapshot.h"

#include <QObject>

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace isthmus {

/// The hand lane: decodes the point under the pointer. On the window's thread while the last decode took under 5 ms,
/// else on a thread of its own at normal priority, where the newest request wins. Lives on the window's thread.
/// Asking again for what is shown or on its way does nothing. What cannot be decoded leaves the last picture.
class HandLane : public QObject
{
    Q_OBJECT
public:
    /// As decodeOne(), which is what it is but in tests.
    using Decode = std::function<std::vector<float>(const Autoencoder& model, const FloatVector& parameters,
        std::span<const float> code, Workspace& workspace, ThreadPool& pool)>;

    /// @param inlineLimit  milliseconds that the last decode may have taken for the next to stay on this thread
    explicit HandLane(QObject* parent = nullptr, double inlineLimit = 5.0, Decode decode = {});
    ~HandLane() override;

    /// Decodes; decoded() follows, at once or later.
    /// @param code  latentDim floats
    void request(std::shared_ptr<const Snapshot> snapshot, std::vector<float> code);

    /// Newest picture, (y, x, channel), on the scale of the data, never clipped; empty before the first.
    [[nodiscard]] const std::vector<float>& image() const;
    /// The code that image() shows.
    [[nodiscard]] const std::vector<float>& code() const;
    /// Milliseconds that the last decode took.
    [[nodiscard]] double milliseconds() const;

    /// Whether a picture is on its way from the lane's thread.
    [[nodiscard]] bool isDecoding() const;

    /// Forgets the picture and what is on its way.
    void clear();

signals:
    void decoded(); ///< image() is another one; also after clear()
    /// A request that could not be decoded, and why: the first since the last that could, or since clear().
    void failed(const QString& message);

private:
    struct Decoded;
    class Decoder;
    class DecoderThread;
    struct Impl;
    void takeResult();
    void show(Decoded&& decoded);

    std::unique_ptr<Impl> m_impl;
};

} // namespace isthmus
