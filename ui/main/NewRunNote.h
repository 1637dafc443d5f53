// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main/newRun.h"

#include <QObject>

class QPushButton;
class QWidget;

namespace isthmus {

class FileActions;
class MessageBanner;
class RunSession;

/// Says, in a banner, what a run on other data has, or has not, from the one before. A button sets the knobs that were
/// not taken over, another one gives the model its preset's loss again. Stands until the next run. Lives on the
/// window's thread.
class NewRunNote : public QObject
{
    Q_OBJECT
public:
    /// @param over  widget at whose top the banner stands
    NewRunNote(RunSession& session, FileActions& files, QWidget* over);

    [[nodiscard]] MessageBanner& banner() const { return *m_banner; }

private:
    void show(const QString& sentence, const RunBefore& before);
    /// The knobs of the run before, as far as the model has them.
    [[nodiscard]] Knobs left() const;
    void takeOver();
    void takePresetLoss();

    RunSession& m_session;
    MessageBanner* m_banner;
    QPushButton* m_take;
    QPushButton* m_loss;
    TrainSpec m_before;
};

} // namespace isthmus
