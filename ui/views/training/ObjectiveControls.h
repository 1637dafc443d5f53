// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/NumberField.h"

#include <QWidget>

namespace isthmus {

class KnobSlider;
class LabelledRow;
class Session;

/// What shapes the loss besides beta. Free bits and sparsity act at the next step; the KL warm-up starts a new run when
/// the user applies it. Warm-up and free bits are hidden for a model without a KL term.
class ObjectiveControls : public QWidget
{
    Q_OBJECT
public:
    explicit ObjectiveControls(Session& session, QWidget* parent = nullptr);

    /// Shows what the session's run was started with, and its knobs.
    void showRun();
    void showKnobs();

    /// Epochs, as the run has it or as the user wants it instead.
    [[nodiscard]] double klWarmup() const;

    /// Marks the warm-up while another one than the run's is wanted.
    void showPending();

signals:
    void klWarmupChanged();

private:
    void takeFreeBits(double position);
    void takeSparsity(double position);

    Session& m_session;
    DecimalField* m_warmup; ///< epochs
    LabelledRow* m_warmupRow;
    KnobSlider* m_freeBits;
    KnobSlider* m_sparsity;
};

} // namespace isthmus
