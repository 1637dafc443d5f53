// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Decoding.h"

#include <QObject>

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace isthmus {

class HandThread;

/// The hand lane: decodes the point under the pointer. On the window's thread while the last decode took under 5 ms,
/// else on a thread of normal priority, where the newest request wins. Lives on the window's thread.
/// Asking again for what is shown or on its way does nothing. What cannot be decoded leaves the last picture.
class HandLane : public QObject
{
    Q_OBJECT
public:
    /// @param thread       thread for slow decodes, shared by the hands of all runs; null: one of its own
    /// @param inlineLimit  milliseconds that the last decode may have taken for the next to stay on this thread
    explicit HandLane(QObject* parent = nullptr, std::shared_ptr<HandThread> thread = nullptr, double inlineLimit = 5.0,
        Decode decode = {});
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
    struct Impl;
    void takeResult();
    void show(Decoded&& decoded);

    std::unique_ptr<Impl> m_impl;
};

} // namespace isthmus
