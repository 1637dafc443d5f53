// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/Patience.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/main/MainWindow.h"
#include "ui/main/Reading.h"
#include "ui/main/RunPage.h"
#include "ui/session/Workbench.h"
#include "ui/theme/Theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>

namespace isthmus::test {

/// Settings and recovery files that live as long as this object, in a folder of their own.
class BlankSettings
{
public:
    BlankSettings()
    {
        QCoreApplication::setOrganizationName("isthmus");
        QCoreApplication::setApplicationName("isthmus");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_DATA_HOME", m_folder.path().toUtf8());
    }

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// The real window before its first run, not shown yet.
struct EmptyWindow
{
    Workbench bench{2};
    MainWindow window{bench};
    RunSession& session = bench.active();
    RunPage& page = window.page(); ///< page of the first run, which is that of session
};

/// The real window on a tiny run, shown and active.
struct OpenWindow : EmptyWindow
{
    explicit OpenWindow(const RunSpec& run = windowRun())
    {
        session.startRun(run);
        window.show();
        QApplication::setActiveWindow(&window);
        (void)QTest::qWaitForWindowExposed(&window, kPatience);
    }

    /// Waits until the window shows this step and is not training.
    [[nodiscard]] bool rests(std::int64_t step)
    {
        return waitFor([&] {
            return !session.isTraining() && session.snapshot() && session.snapshot()->record.step == step
                && session.status().step == step;
        });
    }
};

/// The box of this name that is open over the window, or null.
inline QMessageBox* openBox(const QWidget& window, const QString& name)
{
    for (QMessageBox* box : window.window()->findChildren<QMessageBox*>(name))
        if (box->isVisible())
            return box;
    return nullptr;
}

/// Waits until nothing is read any more, what was given up included.
[[nodiscard]] inline bool isForgotten(const Reading& reading)
{
    return waitFor([&] { return !reading.isBusy() && reading.findChildren<Job*>().size() == 1; });
}

/// Waits until what an answer has set going is over: it may be passed on by an event, and then be read.
[[nodiscard]] inline bool isOver(const Reading& reading)
{
    QCoreApplication::processEvents();
    return isForgotten(reading);
}

/// The texts of all labels of a view, a line each.
inline QString labelTexts(const QWidget* view)
{
    QStringList texts;
    for (const QLabel* label : view->findChildren<QLabel*>())
        texts << label->text();
    return texts.join('\n');
}

inline void press(QMessageBox* box, QMessageBox::StandardButton button)
{
    QTest::mouseClick(box->button(button), Qt::LeftButton);
}

} // namespace isthmus::test
