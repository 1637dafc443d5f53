// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstddef>

class QPushButton;
class QWidget;

namespace isthmus {

class MessageBanner;
class RunSession;

/// Says, in a banner, that the code of a VAE has collapsed, and does something about it with one click: a tenth of
/// beta, which acts at the next step, or a new run with a KL warm-up. Said once, until the code is alive again; after
/// the first of these buttons training has as long to wake it as a collapse takes to be noticed. Lives on the window's
/// thread.
class CollapseNote : public QObject
{
    Q_OBJECT
public:
    /// @param over  widget at whose top the banner stands
    CollapseNote(RunSession& session, QWidget* over);

private:
    void startRun();
    void follow();
    void show();
    void lowerBeta();
    void beginWithWarmup();
    [[nodiscard]] double lowerOfBeta() const;

    RunSession& m_session;
    MessageBanner* m_banner;
    QPushButton* m_lower;
    QPushButton* m_warmup;
    std::size_t m_from = 0; ///< evaluations that do not count, since beta was another
    bool m_isCollapsed = false; ///< when last looked at
};

} // namespace isthmus
