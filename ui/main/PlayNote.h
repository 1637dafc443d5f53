// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>

class QWidget;

namespace isthmus {

class MessageBanner;
class RunSession;

/// The rule: Play and single steps train the run that is there, whatever was chosen in the panels. Where something
/// waits to be applied while it trains, a banner says so, and what trains, and its button applies what was chosen.
/// It stands until nothing waits any more or the user closes it, and comes again when training begins again. Lives on
/// the window's thread.
class PlayNote : public QObject
{
    Q_OBJECT
public:
    /// @param over  widget at whose top the banner stands
    PlayNote(RunSession& session, QWidget* over);

    [[nodiscard]] MessageBanner& banner() const { return *m_banner; }

private:
    void follow();

    RunSession& m_session;
    MessageBanner* m_banner;
    bool m_isTraining = false; ///< when last looked at
    std::int64_t m_step = 0; ///< the same
};

} // namespace isthmus
