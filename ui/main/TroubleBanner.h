// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QPushButton;
class QWidget;

namespace isthmus {

class MessageBanner;
class RunSession;

/// Has the run diverged, and are the knobs that may have led to it back where they were? Then nothing is wrong any
/// more.
bool isCausePutBack(const RunSession& session);

/// Says at the top of the window's centre why a run has stopped that diverged or failed. After a divergence that
/// followed a change of knobs it offers to put them back with one click. Lives on the window's thread.
class TroubleBanner : public QObject
{
    Q_OBJECT
public:
    /// @param over  the widget at whose top the banner stands
    TroubleBanner(RunSession& session, QWidget* over);

    [[nodiscard]] MessageBanner& banner() { return *m_banner; }

signals:
    void told(const QString& sentence); ///< the sentence says that knobs were put back

private:
    void show();
    void offerKnobs();
    void restoreKnobs();

    RunSession& m_session;
    MessageBanner* m_banner;
    QPushButton* m_restore;
};

} // namespace isthmus
