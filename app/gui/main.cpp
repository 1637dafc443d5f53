// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/CommandLine.h"
#include "app/gui/EndSignals.h"
#include "app/gui/EventLoopMeter.h"
#include "app/gui/Measurement.h"
#include "app/gui/PanelPictures.h"
#include "app/gui/Screenshots.h"
#include "app/gui/StartUp.h"
#include "core/datasets/readers/PictureLimit.h"
#include "ui/main/MainWindow.h"
#include "ui/main/RecoveryOffer.h"
#include "ui/main/RunPage.h"
#include "ui/main/WindowLayout.h"
#include "ui/session/Autosave.h"
#include "ui/session/Workbench.h"
#include "ui/theme/Theme.h"

#include <QIcon>
#include <QSettings>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace isthmus {
namespace {

/// A window that was closed is gone at once; its process has this long to end in order.
constexpr std::chrono::milliseconds kPatience{300};

/// Qt aborts without a word to the user where it finds no display.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

void nameProgram()
{
    QCoreApplication::setOrganizationName("isthmus");
    QCoreApplication::setApplicationName("isthmus");
    QCoreApplication::setApplicationVersion(ISTHMUS_VERSION);
    QGuiApplication::setDesktopFileName("isthmus");
}

int runWindow(QApplication& application, EventLoopMeter* loop, const CommandLine& line, MeasuredFigures& measured)
{
    Theme theme(application);
    theme.setChoice(windowlayout::rememberedTheme());
    Workbench bench;
    RunSession& session = bench.active();
    MainWindow window(bench);
    StartUp start(session, window.page(), line);
    std::unique_ptr<Measurement> measurement;
    std::unique_ptr<Screenshots> screenshots;
    std::unique_ptr<PanelPictures> panels;
    if (loop) {
        measurement = std::make_unique<Measurement>(line.measure, *loop, session, window, measured);
        QObject::connect(&start, &StartUp::started, measurement.get(), &Measurement::begin);
    } else if (!line.screenshots.isEmpty()) {
        screenshots = std::make_unique<Screenshots>(line.screenshots, line.picture, session, window, theme);
        QObject::connect(&start, &StartUp::started, screenshots.get(), &Screenshots::begin);
    } else if (!line.panels.isEmpty()) {
        panels = std::make_unique<PanelPictures>(line.panels, session);
        QObject::connect(&start, &StartUp::started, panels.get(), &PanelPictures::begin);
    }
    std::unique_ptr<EndSignals> endSignals;
    if (line.isAutomatic()) {
        window.page().autosave().end(); // nobody wants that run back
    } else {
        endSignals = std::make_unique<EndSignals>();
        QObject::connect(endSignals.get(), &EndSignals::asked, &window,
            [&window] { window.leaveKept([] { QCoreApplication::exit(0); }); });
        window.recovery().begin();
    }
    start.begin();
    window.show();
    const int exitCode = QApplication::exec();
    if (!line.isAutomatic()
        && !bench.endRuns(kPatience)) { // what it is at is thrown away, and all that was to be kept is on the disk
        QSettings().sync();
        std::_Exit(exitCode);
    }
    return exitCode;
}

int runProgram(int& argc, char** argv)
{
    QStringList arguments;
    for (int index = 0; index < argc; ++index)
        arguments << QString::fromLocal8Bit(argv[index]);
    int exitCode = 0;
    const std::optional<CommandLine> line = readCommandLine(arguments, exitCode);
    if (!line)
        return exitCode;
    if (!hasDisplay()) {
        std::fputs("isthmus: there is no display to open a window on: expected DISPLAY or WAYLAND_DISPLAY to be set; "
                   "isthmus-cli does the same work without a window\n",
            stderr);
        return 1;
    }
    nameProgram();
    setUpPictures();
    const QTemporaryDir blankSettings; // pictures and figures are those of a first start
    if (line->isAutomatic()) {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, blankSettings.path());
    }
    std::unique_ptr<QApplication> application;
    EventLoopMeter* loop = nullptr;
    if (line->measure > 0)
        application.reset(loop = new EventLoopMeter(argc, argv));
    else
        application = std::make_unique<QApplication>(argc, argv);
    QApplication::setWindowIcon(QIcon(":/isthmus/icon.svg"));
    MeasuredFigures measured;
    exitCode = runWindow(*application, loop, *line, measured);
    if (loop && exitCode == 0)
        measured.print();
    if (exitCode == 0 && !line->screenshots.isEmpty() && line->picture.isEmpty() && !isTwiceTheScale())
        exitCode = screenshotsAtTwiceTheScale(arguments);
    return exitCode;
}

} // namespace
} // namespace isthmus

int main(int argc, char** argv)
{
    return isthmus::runProgram(argc, argv);
}
