// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/FittedPrior.h"
#include "core/train/Snapshot.h"
#include "ui/session/Job.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <vector>

namespace isthmus {

class RunSession;

/// Keeps a Gaussian fitted to the codes of the shown samples, for a plain autoencoder. Encodes them through the
/// background lane, slice by slice, so that other requests need not wait for all of them. Asks nothing while it is not
/// wanted. A fit to many codes takes seconds in one go, and so has a thread of its own.
class PriorFit : public QObject
{
    Q_OBJECT
public:
    /// The number of samples that is enough while training: the Gaussian follows every moment within a slice.
    static constexpr Index kWhileTraining = 512;
    /// The number of samples while the run rests: all test images of the usual sets.
    static constexpr Index kAtRest = 10'000;

    explicit PriorFit(RunSession& session, QObject* parent = nullptr);
    ~PriorFit() override;

    void setWanted(bool wanted);
    [[nodiscard]] bool isWanted() const { return m_wanted; }

    /// The newest Gaussian; null before the first.
    [[nodiscard]] const std::shared_ptr<const FittedPrior>& newest() const { return m_newest; }
    /// Does newest() belong to the moment that the session shows, and is it fitted to as many samples as it should be?
    [[nodiscard]] bool isUpToDate() const;
    /// Is newest() of this step of the run or of a later one?
    [[nodiscard]] bool isSince(std::int64_t step) const;
    /// The number of samples that have been encoded for the fit that is on its way; 0 with none on its way.
    [[nodiscard]] Index encoded() const;
    /// Are all of them encoded, and the Gaussian itself is being fitted?
    [[nodiscard]] bool isFitting() const;
    /// The number of samples that this fit, or the next, is made for.
    [[nodiscard]] Index wished() const;

signals:
    void changed(); ///< newest() is another one, or encoded() has grown
    void failed(); ///< the fit failed, and is not wanted any more

private:
    struct Round;
    void startRun();
    void advance();
    void encodeNext();
    void take();
    void fit();
    void takeFitted(std::shared_ptr<const Round> round);
    void giveUp();

    RunSession& m_session;
    std::shared_ptr<Round> m_round; ///< fit on its way; null: there is none
    std::shared_ptr<const FittedPrior> m_newest;
    std::shared_ptr<const Snapshot> m_ofMoment; ///< moment that newest() was fitted at
    Index m_encoded = 0;
    bool m_wanted = false;
    bool m_waiting = false; ///< another thread works on m_round, which no other may look at
    Job m_fitting; ///< declared after all that it uses
};

} // namespace isthmus
