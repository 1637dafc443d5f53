// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/CommandLine.h"
#include "ui/main/Reading.h"

#include <QObject>

#include <functional>

namespace isthmus {

class RunPage;
class RunSession;
struct ResumedRun;
struct RunSpec;

/// Gives the window its first run while it is already on the screen: what the command line names, else the
/// demonstration, Fashion-MNIST where it is installed and sprites elsewhere, on kFirstPreset. If something cannot be
/// opened, an error is shown and the demonstration takes its place; where nobody sits in front of the window the
/// program ends with 1. A run that the user opened meanwhile stays, and Cancel leaves the window as it is.
class StartUp : public QObject
{
    Q_OBJECT
public:
    StartUp(RunSession& session, RunPage& page, CommandLine line);

    /// Starts reading; returns at once.
    void begin();

signals:
    void started(); ///< the session has its run

private:
    void read(const QString& file, const QString& data, const QString& model);
    void adopt(const std::function<void()>& begin);
    void resume(ResumedRun& resumed, const QString& path);
    void start(const RunSpec& run);
    void showFault(const QString& message);

    RunSession& m_session;
    RunPage& m_page;
    const CommandLine m_line;
    Reading m_reading;
    bool m_isDemonstration = true;
};

} // namespace isthmus
