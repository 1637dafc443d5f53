// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/MainWindow.h"

#include "core/exchange/ModelImport.h"
#include "core/files/Safetensors.h"
#include "ui/compare/runNames.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/main/FileActions.h"
#include "ui/main/FurtherRun.h"
#include "ui/main/RecoveryOffer.h"
#include "ui/main/RunPage.h"
#include "ui/main/RunTabs.h"
#include "ui/main/RunsActions.h"
#include "ui/main/SavingAll.h"
#include "ui/main/WindowLayout.h"
#include "ui/main/workspaceTypes.h"
#include "ui/widgets/epochText.h"

#include <QAction>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QMessageBox>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QWindow>

#include <algorithm>
#include <utility>

namespace isthmus {
namespace {

/// "Dense VAE, 2-D: 1.67 epochs that are not saved"
QString nameAndLoss(const QString& name, const RunSession& run)
{
    if (run.isDataMovedAlone())
        return QObject::tr("%1: where its data lies now").arg(name);
    const double epochs = run.unsavedEpochs();
    return isEpochShown(epochs) ? QObject::tr("%1: %2 epochs that are not saved").arg(name, epochText(epochs))
                                : QObject::tr("%1: changes that are not saved").arg(name);
}

} // namespace

MainWindow::MainWindow(Workbench& bench)
    : m_bench(bench)
    , m_runs(new RunsActions(bench, this))
    , m_savingAll(new SavingAll(this))
    , m_tabs(new RunTabs(bench, m_runs->newRun(), this))
    , m_workspaces(new QStackedWidget(this))
    , m_stack(new QStackedWidget(m_workspaces))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_workspaces, 1);
    windowlayout::followScreen(*this, kLeastSize);
    resize(sizeHint().boundedTo(windowlayout::roomFor(*this)));
    windowlayout::restorePlace(*this);
    makeWorkspaces();
    for (RunSession* run : bench.runs())
        addPage(*run);
    const auto filesOf = [this](RunSession& run) -> FileActions& { return page(run).files(); };
    m_further = new FurtherRun(bench, filesOf, this);
    m_recovery = new RecoveryOffer(bench, filesOf, *m_further, page().centralWidget(), this);
    connect(&bench, &Workbench::added, this, &MainWindow::addPage);
    connect(&bench, &Workbench::closing, this, &MainWindow::removePage);
    connect(&bench, &Workbench::activeChanged, this, &MainWindow::showFront);
    connect(&bench, &Workbench::changed, this, &MainWindow::showTitle);
    connect(m_tabs, &RunTabs::workspaceChosen, this, [this](int index) { showWorkspace(index); });
    connect(m_tabs, &RunTabs::closeWanted, this, &MainWindow::closeRun);
    connect(m_tabs, &RunTabs::runChosen, this, [this](RunSession& run) {
        showWorkspace(0);
        m_bench.setActive(run);
    });
    connect(m_runs, &RunsActions::closeWanted, this, [this] { closeRun(m_bench.active()); });
    connect(m_runs, &RunsActions::openBesideWanted, this, [this] { openBeside(askForRunFile(this)); });
    for (const auto shown : {&SavingAll::turnOf, &SavingAll::refused})
        connect(m_savingAll, shown, this, [this](RunSession& run) {
            showWorkspace(0);
            m_bench.setActive(run);
        });
    connect(m_savingAll, &SavingAll::saved, this, &QWidget::close); // which asks again about what was changed meanwhile
    showFront();
    page().takeFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeWorkspaces()
{
    m_workspaces->addWidget(m_stack);
    for (const WorkspaceType& workspace : workspaceTypes()) {
        const auto index = static_cast<int>(m_shown.size());
        m_shown.push_back(workspace.make ? nullptr : m_stack);
        auto* show = new QAction(QCoreApplication::translate("Workspace", workspace.title), this);
        show->setShortcut(QKeySequence(workspace.keys));
        connect(show, &QAction::triggered, this, [this, index] { showWorkspace(index); });
        addAction(show);
    }
}

void MainWindow::addPage(RunSession& run)
{
    auto* fresh = new RunPage(run, m_runs->ofFile(), m_stack);
    m_pages.emplace(&run, fresh);
    m_stack->addWidget(fresh);
    connect(fresh, &RunPage::titleChanged, this, &MainWindow::showTitle);
}

void MainWindow::removePage(RunSession& run)
{
    RunPage* gone = m_pages.at(&run);
    m_pages.erase(&run);
    if (m_front == gone)
        m_front = nullptr;
    delete gone; // before the session that it shows
    if (!hasRunsFor(shownType()))
        showWorkspace(0);
    showTitle();
}

void MainWindow::showFront()
{
    RunPage* front = &page();
    if (m_front == front)
        return;
    if (m_front) {
        front->standAs(*m_front);
        m_front->setFloatingShown(false);
        lendKeys(*m_front, false);
        m_front->session().setWatched(shownType().heading != nullptr); // of all runs
    }
    m_front = front;
    m_stack->setCurrentWidget(front);
    front->session().setWatched(true);
    front->standOver(m_recovery->banner());
    front->setFloatingShown(m_workspace == 0);
    lendKeys(*front, m_workspace != 0);
    front->takeFocus();
    showTitle();
}

void MainWindow::openBeside(const QString& path)
{
    if (path.isEmpty())
        return;
    for (RunSession* run : m_bench.runs())
        if (RunSession* other = run->otherIn(path))
            return other->wantFront();
    const bool isRun = looksLikeSafetensors(path.toStdString()) && !isForeignModel(path.toStdString());
    const bool isHere = page().files().runPath() == path;
    (isRun && !isHere && !m_bench.isFull() ? m_further->begin() : page().files()).open(path);
}

void MainWindow::lendKeys(const RunPage& from, bool lends)
{
    for (QAction* action : from.actionsEverywhere())
        lends ? addAction(action) : removeAction(action);
}

bool MainWindow::hasRunsFor(const WorkspaceType& type) const
{
    return m_bench.runs().size() >= type.leastRuns;
}

const WorkspaceType& MainWindow::shownType() const
{
    return workspaceTypes().at(static_cast<std::size_t>(m_workspace));
}

int MainWindow::workspace() const
{
    return m_workspace;
}

void MainWindow::showWorkspace(int index)
{
    const WorkspaceType& type = workspaceTypes().at(static_cast<std::size_t>(index));
    if (!hasRunsFor(type) || index == workspace())
        return m_tabs->setWorkspace(workspace());
    QWidget*& shown = m_shown[static_cast<std::size_t>(index)];
    if (!shown)
        m_workspaces->addWidget(shown = makeWorkspace(type));
    m_workspace = index;
    m_workspaces->setCurrentWidget(shown);
    lendKeys(page(), index != 0);
    page().setFloatingShown(index == 0);
    showTitle();
}

QWidget* MainWindow::makeWorkspace(const WorkspaceType& type)
{
    QWidget* made = type.make(m_bench, m_workspaces);
    if (type.restoreLayout)
        type.restoreLayout(*made, windowlayout::savedWorkspace(type.id));
    return made;
}

void MainWindow::savePlace() const
{
    windowlayout::savePlace(*this, Theme::of(this).choice());
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        if (const WorkspaceType& type = workspaceTypes()[i]; m_shown[i] && type.saveLayout)
            windowlayout::saveWorkspace(type.id, type.saveLayout(*m_shown[i]));
}

QStringList MainWindow::names() const
{
    return runNames(m_bench);
}

void MainWindow::showTitle()
{
    const QStringList names = this->names();
    std::vector<bool> isUnsaved;
    for (const RunSession* run : m_bench.runs())
        isUnsaved.push_back(run->isModified());
    const auto choices = std::count_if(workspaceTypes().begin(), workspaceTypes().end(),
        [this](const WorkspaceType& type) { return hasRunsFor(type); });
    m_tabs->setVisible(names.size() > 1 || choices > 1);
    m_tabs->showRuns(names, isUnsaved);
    m_tabs->setWorkspace(workspace());
    const char* heading = shownType().heading;
    setWindowTitle(heading
            ? tr("%1[*] - Isthmus").arg(QCoreApplication::translate("Workspace", heading).arg(names.size()))
            : page().windowTitle());
    const bool isAnyUnsaved = std::find(isUnsaved.begin(), isUnsaved.end(), true) != isUnsaved.end();
    setWindowModified(heading ? isAnyUnsaved : page().isWindowModified());
}

void MainWindow::closeRun(RunSession& run)
{
    if (m_bench.runs().size() < 2)
        return;
    RunPage& leaving = page(run);
    const auto close = [this, gone = QPointer<RunSession>(&run)] {
        QMetaObject::invokeMethod(
            this, [this, gone] { dropRun(gone); }, Qt::QueuedConnection); // it is the page that calls this
    };
    if (leaving.files().isSaving())
        return leaving.files().saving().afterSaving([this, gone = QPointer<RunSession>(&run)] {
            if (gone)
                closeRun(*gone);
        });
    if (leaving.files().saving().mustAsk()) {
        showWorkspace(0);
        m_bench.setActive(run); // one sees what is asked about
    }
    leaving.files().leaveRun(tr("Save the run before closing it?"), close);
}

void MainWindow::dropRun(const QPointer<RunSession>& run)
{
    if (!run || m_bench.runs().size() < 2)
        return;
    page(*run).end();
    m_bench.close(*run);
}

std::vector<RunSession*> MainWindow::unsavedRuns() const
{
    std::vector<RunSession*> unsaved;
    for (RunSession* run : m_bench.runs())
        if (page(*run).files().saving().mustAsk())
            unsaved.push_back(run);
    return unsaved;
}

bool MainWindow::waitsForSave()
{
    if (m_savingAll->isGoing())
        return true; // which closes by itself
    const auto saving = std::find_if(
        m_pages.begin(), m_pages.end(), [](const auto& entry) { return entry.second->files().isSaving(); });
    if (saving == m_pages.end())
        return false;
    const bool isLeaving = std::exchange(m_isLeaving, false); // nor does it stay so if the save fails
    saving->second->files().saving().afterSaving([this, isLeaving] {
        m_isLeaving = isLeaving;
        if (isVisible())
            close();
    });
    return true;
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    event->ignore();
    if (waitsForSave())
        return;
    if (const std::vector<RunSession*> unsaved = unsavedRuns(); !m_isLeaving && !unsaved.empty())
        return askBeforeClosing(unsaved);
    for (RunSession* run : m_bench.runs())
        page(*run).end();
    page().setFloatingShown(true); // also where Compare has hidden them
    page().end(); // the panels are remembered as they stand in front
    savePlace();
    for (RunSession* run : m_bench.runs())
        if (run->hasRun())
            run->pause();
    event->accept();
}

void MainWindow::askBeforeClosing(const std::vector<RunSession*>& unsaved)
{
    if (unsaved.size() > 1)
        return askAboutAll();
    showWorkspace(0);
    m_bench.setActive(*unsaved.front());
    page().files().leaveRun(tr("Save the run before closing?"),
        [this, asked = QPointer<RunSession>(unsaved.front())] { leaveAfter(asked); });
}

void MainWindow::leaveAfter(const QPointer<RunSession>& asked)
{
    const std::vector<RunSession*> unsaved = unsavedRuns();
    if (std::all_of(unsaved.begin(), unsaved.end(), [&asked](const RunSession* run) { return run == asked.data(); }))
        leaveUnkept();
    else
        close();
}

void MainWindow::askAboutAll()
{
    if (m_question)
        return;
    QStringList lines;
    const QStringList names = this->names();
    for (std::size_t i = 0; i < m_bench.runs().size(); ++i)
        if (const RunSession& run = *m_bench.runs()[i]; run.isModified())
            lines << nameAndLoss(names[static_cast<int>(i)], run);
    m_question = askToSaveAll(this, lines, [this](SaveAnswer answer) {
        m_question = nullptr;
        if (answer == SaveAnswer::Discard)
            leaveUnkept();
        else if (answer == SaveAnswer::Save)
            saveAll();
    });
}

void MainWindow::saveAll()
{
    std::vector<RunSaving*> runs;
    for (const RunSession* run : unsavedRuns())
        runs.push_back(&page(*run).files().saving());
    m_savingAll->start(runs);
}

void MainWindow::leaveUnkept()
{
    m_isLeaving = true;
    close();
}

void MainWindow::leaveKept(const std::function<void()>& done)
{
    auto left = std::make_shared<std::size_t>(m_pages.size());
    for (const auto& [run, each] : m_pages) {
        each->keep([this, left, done] {
            if (--*left > 0)
                return;
            savePlace();
            windowlayout::savePanels(page(), page().docks());
            hide(); // while all that the fields tell is there
            done();
        });
    }
}

void MainWindow::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    connect(windowHandle(), &QWindow::screenChanged, m_tabs, [this] { windowlayout::followScreen(*this, kLeastSize); });
}

} // namespace isthmus
