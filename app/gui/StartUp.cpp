// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/StartUp.h"

#include "core/datasets/Datasets.h"
#include "core/exchange/ModelImport.h"
#include "core/files/Safetensors.h"
#include "core/runs/OpenedRun.h"
#include "core/runs/Presets.h"
#include "ui/dialogs/Questions.h"
#include "ui/main/FileActions.h"
#include "ui/main/ImportActions.h"
#include "ui/main/RunPage.h"
#include "ui/main/StatusLine.h"
#include "ui/main/newRun.h"
#include "ui/session/RunSession.h"
#include "ui/session/takeUp.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>
#include <utility>

namespace isthmus {
namespace {

QString demonstrationData()
{
    for (const BuiltinDataset& set : builtinDatasets())
        if (set.available)
            return QString::fromStdString(set.name);
    return "sprites";
}

/// Any thread.
RunSpec freshRun(const QString& data, const QString& model, const Progress& progress)
{
    if (!model.isEmpty())
        (void)loadPreset(model.toStdString()); // a wrong name is said before the data is read
    RunSpec run;
    run.data = openDataset(data.toStdString(), {}, progress);
    run = withPreset(run, model.isEmpty() ? firstPreset(*run.data) : model.toStdString());
    prepareSplit(run);
    return run;
}

} // namespace

StartUp::StartUp(RunSession& session, RunPage& page, CommandLine line)
    : m_session(session)
    , m_page(page)
    , m_line(std::move(line))
    , m_reading(session)
{
    m_page.statusLine().follow(m_reading);
    connect(&m_reading, &Reading::failed, this, &StartUp::showFault);
}

void StartUp::begin()
{
    if (ImportActions::takes(m_line.file) && !m_line.isAutomatic()) {
        m_page.imports().importFile(m_line.file);
        return;
    }
    const bool isForeign = isForeignModel(m_line.file.toStdString()) && !m_line.isAutomatic();
    const QString file = isForeign ? QString() : m_line.file;
    m_isDemonstration = file.isEmpty() && m_line.data.isEmpty() && m_line.model.isEmpty();
    if (isForeign) // once there are images that it may be for
        connect(
            this, &StartUp::started, &m_page, [this] { m_page.imports().offer(m_line.file); },
            Qt::SingleShotConnection);
    read(file, m_line.data, m_line.model);
}

void StartUp::read(const QString& file, const QString& data, const QString& model)
{
    const QString named = !file.isEmpty() ? file : data;
    const QString sentence =
        named.isEmpty() ? tr("Loading the images...") : tr("Opening %1...").arg(QFileInfo(named).fileName());
    m_reading.start(sentence, [this, file, data, model](const Progress& progress) -> Job::Next {
        if (!file.isEmpty() && looksLikeSafetensors(file.toStdString())) {
            return [this, file, resumed = takeUp(openRun(file.toStdString(), progress))] {
                adopt([&] { resume(*resumed, file); });
            };
        }
        const QString source = !file.isEmpty() ? file : !data.isEmpty() ? data : demonstrationData();
        const bool isChosen = !file.isEmpty() || !data.isEmpty();
        return [this, source, isChosen, run = freshRun(source, model, progress)] {
            adopt([&] {
                start(run);
                if (isChosen)
                    m_page.files().rememberData({source, run.data->reading, {}});
            });
        };
    });
}

void StartUp::adopt(const std::function<void()>& begin)
{
    if (!m_session.hasRun()) { // else the user was quicker
        begin();
        emit started();
    }
}

void StartUp::resume(ResumedRun& resumed, const QString& path)
{
    m_session.startResumed(resumed);
    m_page.files().setOpenedRun(path);
}

void StartUp::start(const RunSpec& run)
{
    if (m_isDemonstration || m_line.isAutomatic())
        m_session.startDemonstration(run);
    else
        m_session.startRun(run);
    if (!m_line.isPaused)
        m_session.play();
}

void StartUp::showFault(const QString& message)
{
    if (m_line.isAutomatic()) {
        std::fprintf(stderr, "isthmus: %s\n", qPrintable(message));
        QCoreApplication::exit(1);
        return;
    }
    const QString data = m_line.file.isEmpty() ? m_line.data : m_line.file;
    if (m_line.model.isEmpty() && !m_isDemonstration && QFileInfo::exists(data)
        && !looksLikeSafetensors(data.toStdString()))
        connect( // another choice may open it: the dialog has them all, and says the fault beside them
            this, &StartUp::started, &m_page,
            [this, path = QFileInfo(data).absoluteFilePath()] { m_page.files().chooseData(path); },
            Qt::SingleShotConnection);
    else
        showError(&m_page, tr("It could not be opened"), message, "trouble.html#open");
    if (m_isDemonstration || m_session.hasRun())
        return;
    m_isDemonstration = true;
    read({}, {}, {});
}

} // namespace isthmus
