// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ThreadPool.h"
#include "core/train/Snapshot.h"

#include <QObject>

#include <cstdint>
#include <vector>

namespace isthmus {

class RunSession;

/// Says where pictures lie in the latent space of a run: at once on the window's thread, or later from the background
/// lane, where they come before all others that wait. Lives on the window's thread.
class PictureEncoder : public QObject
{
    Q_OBJECT
public:
    /// Where a picture is encoded.
    enum class Place { Here, Lane };

    explicit PictureEncoder(RunSession& run, QObject* parent = nullptr);

    /// encoded() follows, at once or later; it does not follow for a picture that a later one has overtaken.
    /// @param picture  as many values as the run's model takes; (y, x, channel), on the scale of the data
    void request(const std::vector<float>& picture, Place place);

    /// What the last encoding took; 0 before the first.
    [[nodiscard]] double milliseconds() const { return m_milliseconds; }

    /// Silences requests that are on their way: encoded() does not follow them any more.
    void forget() { m_shown = m_asked; }

signals:
    void encoded(const std::vector<float>& code);

private:
    void encodeLater(const std::vector<float>& picture);
    void show(std::uint64_t number, const std::vector<float>& code, double milliseconds);

    RunSession& m_run;
    Workspace m_workspace;
    ThreadPool m_pool{1};
    double m_milliseconds = 0;
    std::uint64_t m_asked = 0; ///< number of the newest request
    std::uint64_t m_shown = 0; ///< number of the request up to which all are done with
};

} // namespace isthmus
