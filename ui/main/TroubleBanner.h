// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QPushButton;
class QWidget;

namespace isthmus {

class MessageBanner;
class Session;

/// Has the run diverged, and are the knobs that may have led to it back where they were? Then nothing is wrong any
/// more.
bool isCausePutBack(const Session& session);

/// Says at the top of the window's centre why a run has stopped that diverged or failed. After a divergence that
/// followed a change of knobs it offers to put them back with one click. Lives on the window's thread.
class TroubleBanner : public QObject
{
    Q_OBJECT
public:
    /// @param over  the widget at whose top the banner stands
    TroubleBanner(Session& session, QWidget* over);

    [[nodiscard]] MessageBanner& banner() { return *m_banner; }

signals:
    void told(const QString& sentence); ///< that knobs were put back

private:
    void show();
    void offerKnobs();
    void restoreKnobs();

    Session& m_session;
    MessageBanner* m_banner;
    QPushButton* m_restore;
};

} // namespace isthmus
