// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/NumberField.h"

#include <QWidget>

namespace isthmus {

class LabelledRow;
class RunSession;

/// Controls of what shapes the loss besides beta. They are the KL warm-up, which starts a new run when the user applies
/// it and is hidden for a model without a KL term, and below it the knobs that are added.
class ObjectiveControls : public QWidget
{
    Q_OBJECT
public:
    explicit ObjectiveControls(RunSession& session, QWidget* parent = nullptr);

    /// Takes a knob's control as a child, under those that are there.
    void add(QWidget* knob);

    /// Shows what the session's run was started with.
    void showRun();

    /// Epochs, as the run has it or as the user wants it instead.
    [[nodiscard]] double klWarmup() const;

    /// Marks the warm-up while another one than the run's is wanted.
    void showPending();

signals:
    void klWarmupChanged();

private:
    RunSession& m_session;
    DecimalField* m_warmup; ///< epochs
    LabelledRow* m_warmupRow;
};

} // namespace isthmus
