// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/Screenshots.h"

#include "ui/main/MainWindow.h"
#include "ui/main/RunPage.h"
#include "ui/main/menuList.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"

#include <QCoreApplication>
#include <QDir>
#include <QPixmap>
#include <QProcess>
#include <QSaveFile>

#include <cstdio>
#include <utility>

namespace isthmus {
namespace {

constexpr double kEpochs = 8;
constexpr double kLongest = 40; // seconds of training, on a slow machine
constexpr int kAfterTheme = 1500; // ms: time for every view to paint itself again
constexpr const char* kScale = "QT_SCALE_FACTOR";

} // namespace

Screenshots::Screenshots(QString folder, RunSession& session, MainWindow& window, Theme& theme)
    : m_folder(std::move(folder))
    , m_session(session)
    , m_window(window)
    , m_theme(theme)
    , m_menus(menuList(window.page()))
    , m_hand(window.page().view("latent"), window.page().meter(), this)
{
    m_theme.setChoice(ThemeChoice::Dark);
    connect(&m_timer, &QTimer::timeout, this, &Screenshots::watch);
}

void Screenshots::begin()
{
    m_hand.press();
    m_timer.start(100);
}

void Screenshots::watch()
{
    const bool isTrained = m_session.status().epoch >= kEpochs
        || (!m_session.history().steps.empty() && m_session.history().steps.back().seconds >= kLongest);
    if (!isTrained)
        return;
    m_timer.stop();
    m_hand.release();
    QTimer::singleShot(kAfterTheme, this, &Screenshots::grabAll);
}

void Screenshots::grabAll()
{
    const bool isDarkSaved = grab("window-dark");
    m_theme.setChoice(ThemeChoice::Light);
    QTimer::singleShot(kAfterTheme, this, [this, isDarkSaved] {
        const bool isLightSaved = grab("window-light");
        QCoreApplication::exit(isDarkSaved && isLightSaved && saveMenus() ? 0 : 1);
    });
}

bool Screenshots::grab(const QString& name)
{
    const QString path = QDir(m_folder).filePath(name + (isTwiceTheScale() ? "@2x.png" : ".png"));
    const bool isSaved = QDir().mkpath(m_folder) && m_window.grab().save(path);
    if (!isSaved)
        std::fprintf(stderr, "isthmus: %s: the picture could not be written\n", qPrintable(path));
    return isSaved;
}

bool Screenshots::saveMenus()
{
    QSaveFile file(QDir(m_folder).filePath("menus.txt"));
    const bool isSaved = file.open(QIODevice::WriteOnly) && file.write(m_menus.toUtf8()) > 0 && file.commit();
    if (!isSaved)
        std::fprintf(stderr, "isthmus: %s: the list of menus could not be written\n", qPrintable(file.fileName()));
    return isSaved;
}

int screenshotsAtTwiceTheScale(const QStringList& arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(kScale, "2");
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(), arguments.mid(1));
    process.waitForFinished(-1);
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1;
}

bool isTwiceTheScale()
{
    return qEnvironmentVariable(kScale) == "2";
}

} // namespace isthmus
