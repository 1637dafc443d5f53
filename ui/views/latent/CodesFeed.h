// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/LatentCodes.h"
#include "ui/views/latent/SampleScope.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace isthmus {

class RunSession;

/// Keeps the codes of the chosen samples fresh through the background lane: one slice after the other, each encoded
/// with the newest snapshot, so that no point waits for all the others. Asks nothing while it is not active.
class CodesFeed : public QObject
{
    Q_OBJECT
public:
    explicit CodesFeed(RunSession& session, QObject* parent = nullptr);

    /// A view that is hidden asks nothing.
    void setActive(bool active);

    /// Encodes other samples from now on; those of before are forgotten.
    void setScope(SampleScope scope);

    [[nodiscard]] const LatentCodes& codes() const { return m_codes; }
    /// Sample numbers in the order of the points; empty before the first run.
    [[nodiscard]] const std::vector<Index>& samples() const { return *m_samples; }
    /// The point of a sample; nothing where it is not among them.
    [[nodiscard]] std::optional<std::size_t> pointOf(Index sample) const;
    /// All points on two dimensions, with their classes.
    [[nodiscard]] PlanePoints points(int dimX, int dimY) const;
    /// Class of each point; empty without classes.
    [[nodiscard]] const std::vector<std::int32_t>& labels() const { return m_labels; }

signals:
    void changed(); ///< slices came; emitted no more than a few times a second while training

private:
    void startOver();
    void advance();

    RunSession& m_session;
    LatentCodes m_codes;
    std::shared_ptr<const std::vector<Index>> m_samples = std::make_shared<std::vector<Index>>();
    std::size_t m_background = 0; ///< number of training samples behind test samples, which come first in m_samples
    std::vector<std::int32_t> m_labels;
    SampleScope m_scope = SampleScope::Test;
    bool m_active = false;
    bool m_waiting = false; ///< a slice is on its way
    QElapsedTimer m_sinceShown;
    QTimer m_turn; ///< runs until the next slice may be asked for
};

} // namespace isthmus
