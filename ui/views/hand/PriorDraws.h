// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/hand/DrawnSamples.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace isthmus {

class FittedPrior;
class PriorFit;
class RunSession;

/// Draws codes: from N(0, 1) where the model has that prior, else from a Gaussian fitted to its codes. One of them
/// becomes the point under the hand; a set of 64 is decoded anew as training goes on. The same seed gives the same
/// pictures as `isthmus-cli sample`.
class PriorDraws : public QObject
{
    Q_OBJECT
public:
    static constexpr int kCount = 64; ///< codes of a set

    using Pictures = std::shared_ptr<const DrawnSamples>;

    explicit PriorDraws(RunSession& session, QObject* parent = nullptr);

    /// Why nothing can be drawn; empty: it can.
    [[nodiscard]] QString obstacle() const;
    /// Says what codes are drawn from, as a sentence without its stop, or how far the preparation is.
    [[nodiscard]] QString source() const;

    void drawOne();
    void drawSet();
    void dropSet();
    /// Puts a code of the set under the hand, if it has come.
    void choose(int number);

    [[nodiscard]] bool hasSet() const { return m_hasSet; }
    /// What was drawn, kCount samples; null: nothing yet.
    [[nodiscard]] const Pictures& pictures() const { return m_pictures; }
    /// How the samples of the run are shown; null: there is no run.
    [[nodiscard]] const std::shared_ptr<const SampleForm>& form() const { return m_form; }
    [[nodiscard]] int chosen() const { return m_chosen; } ///< draw whose code is under the hand; -1: none

    /// A view that is hidden asks nothing.
    void setActive(bool active);

signals:
    void changed(); ///< the set, its pictures, which one is chosen, or the source

private:
    struct Set;
    void startRun();
    void takeFit();
    void giveUp();
    void refresh();
    void takeSet(const Set& set);
    void followHand();
    [[nodiscard]] bool isFitted() const;
    void putUnderHand(const Matrix& codes, Index row);

    RunSession& m_session;
    PriorFit* m_fit;
    std::shared_ptr<const SampleForm> m_form;
    /// Gaussian that the newest request for the set drew from; null with N(0, 1).
    std::shared_ptr<const FittedPrior> m_drawnFrom;
    Matrix m_codes; ///< kCount x latentDim; no rows: have not come
    Pictures m_pictures;
    std::uint64_t m_first = 0; ///< number of the set's first draw
    std::uint64_t m_drawn = 0; ///< codes drawn since the run began
    int m_chosen = -1;
    bool m_hasSet = false;
    std::optional<std::int64_t> m_owesOne; ///< drawOne() waits for a fit of this step or a later one
    bool m_active = false;
};

} // namespace isthmus
