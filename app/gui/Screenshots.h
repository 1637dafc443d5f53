// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/SyntheticHand.h"

#include <QObject>
#include <QString>

#include <functional>

namespace isthmus {

class MainWindow;
class RunSession;
class Theme;

/// Leaves pictures of the real window in a folder: trains for some seconds, drags over the plane, and grabs the window
/// in the dark and in the light; then trains a second run beside the first and grabs both compared. Files
/// window-dark.png, window-light.png, compare-dark.png and compare-light.png at 1x, with @2x in the name at 2x. Beside
/// them it lists the menus, in menus.txt: a test tells from it that the pictures are out of date. With a name for the
/// pictures they are of the first run alone, NAME-dark.png and NAME-light.png, at 1x. Ends the program.
class Screenshots : public QObject
{
    Q_OBJECT
public:
    /// @param name  empty: all of the README's pictures
    Screenshots(QString folder, QString name, RunSession& session, MainWindow& window, Theme& theme);

    /// Called when the session has its run.
    void begin();

private:
    void watch();
    /// Grabs the window in the dark and in the light, and then calls next().
    void grabBoth(const QString& name, const std::function<void()>& next);
    void openSecondRun();
    void watchBoth();
    void endWithMenus();
    void end();
    void grab(const QString& name);
    bool saveMenus();

    QString m_folder;
    QString m_name;
    RunSession& m_session;
    MainWindow& m_window;
    Theme& m_theme;
    QString m_menus; ///< menus as they are before there is a run
    SyntheticHand m_hand;
    QTimer m_timer;
    bool m_isAllSaved = true;
};

/// Runs this program once more at twice the scale, for the pictures with @2x in their names.
/// @return  its exit code
int screenshotsAtTwiceTheScale(const QStringList& arguments);

/// Does this process paint at twice the scale already?
bool isTwiceTheScale();

} // namespace isthmus
