// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/Screenshots.h"

#include "core/runs/Presets.h"
#include "ui/main/MainWindow.h"
#include "ui/main/RunPage.h"
#include "ui/main/RunsActions.h"
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
constexpr double kOwnEpochs = 150; // of a small set
constexpr double kLongest = 40; // seconds of training, on a slow machine
constexpr int kAfterTheme = 1500; // ms: time for every view to paint itself again
constexpr int kBothTrain = 4000; // ms
constexpr const char* kBeside = "dense-ae"; // preset of the second run
constexpr const char* kScale = "QT_SCALE_FACTOR";

} // namespace

Screenshots::Screenshots(QString folder, QString name, RunSession& session, MainWindow& window, Theme& theme)
    : m_folder(std::move(folder))
    , m_name(std::move(name))
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
    const bool isTrained = m_session.status().epoch >= (m_name.isEmpty() ? kEpochs : kOwnEpochs)
        || (!m_session.history().steps.empty() && m_session.history().steps.back().seconds >= kLongest);
    if (!isTrained)
        return;
    m_timer.stop();
    m_hand.release();
    QTimer::singleShot(kAfterTheme, this, [this] {
        if (m_name.isEmpty())
            grabBoth("window", [this] { openSecondRun(); });
        else
            grabBoth(m_name, [this] { end(); });
    });
}

void Screenshots::grabBoth(const QString& name, const std::function<void()>& next)
{
    grab(name + "-dark");
    m_theme.setChoice(ThemeChoice::Light);
    QTimer::singleShot(kAfterTheme, this, [this, name, next] {
        grab(name + "-light");
        m_theme.setChoice(ThemeChoice::Dark);
        next();
    });
}

void Screenshots::openSecondRun()
{
    RunSpec run = m_session.run();
    const Preset preset = loadPreset(kBeside);
    run.model = preset.model;
    run.training = preset.training;
    m_session.pause();
    m_window.runs().open(run);
    m_window.page().session().play();
    m_window.showWorkspace(1);
    m_timer.disconnect(this);
    connect(&m_timer, &QTimer::timeout, this, &Screenshots::watchBoth);
    m_timer.start(100);
}

void Screenshots::watchBoth()
{
    RunSession& second = m_window.page().session();
    const bool isTrained = second.status().epoch >= m_session.status().epoch
        || (!second.history().steps.empty() && second.history().steps.back().seconds >= kLongest);
    if (!isTrained)
        return;
    m_timer.stop();
    m_session.play(); // both at once, on the threads that there are
    QTimer::singleShot(kBothTrain, this, [this] { grabBoth("compare", [this] { endWithMenus(); }); });
}

void Screenshots::endWithMenus()
{
    m_isAllSaved = saveMenus() && m_isAllSaved;
    end();
}

void Screenshots::end()
{
    QCoreApplication::exit(m_isAllSaved ? 0 : 1);
}

void Screenshots::grab(const QString& name)
{
    const QString path = QDir(m_folder).filePath(name + (isTwiceTheScale() ? "@2x.png" : ".png"));
    const bool isSaved = QDir().mkpath(m_folder) && m_window.grab().save(path);
    if (!isSaved)
        std::fprintf(stderr, "isthmus: %s: the picture could not be written\n", qPrintable(path));
    m_isAllSaved = m_isAllSaved && isSaved;
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
