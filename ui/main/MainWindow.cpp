// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/MainWindow.h"

#include "ui/dialogs/AboutDialog.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/ShortcutsDialog.h"
#include "ui/dialogs/guide/GuideWindow.h"
#include "ui/export/FigureButton.h"
#include "ui/export/FilmIndicator.h"
#include "ui/main/Autosave.h"
#include "ui/main/DataOffer.h"
#include "ui/main/ExportActions.h"
#include "ui/main/FigureActions.h"
#include "ui/main/FileActions.h"
#include "ui/main/FilmActions.h"
#include "ui/main/FirstTouch.h"
#include "ui/main/FrameMeter.h"
#include "ui/main/ImportActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/PanelDock.h"
#include "ui/main/PanelDocks.h"
#include "ui/main/Reading.h"
#include "ui/main/RecoveryOffer.h"
#include "ui/main/RowsOffer.h"
#include "ui/main/RunActions.h"
#include "ui/main/StatusLine.h"
#include "ui/main/TransportBar.h"
#include "ui/main/TroubleBanner.h"
#include "ui/main/WindowLayout.h"
#include "ui/session/Session.h"
#include "ui/theme/Theme.h"
#include "ui/views/training/TrainingView.h"
#include "ui/views/views.h"

#include <QAction>
#include <QActionGroup>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QVBoxLayout>
#include <QWindow>

#include <utility>

namespace isthmus {
namespace {

constexpr QSize kFrame{8, 40}; // about what the desktop draws around a window

} // namespace

MainWindow::MainWindow(Session& session)
    : m_session(session)
    , m_runActions(new RunActions(session, this))
    , m_files(new FileActions(session, this))
    , m_exports(new ExportActions(session, *m_files, this))
    , m_figures(new FigureActions(session, *m_files, this))
    , m_films(new FilmActions(session, *m_files, *m_figures, this))
    , m_imports(new ImportActions(session, *m_files, this))
    , m_autosave(new Autosave(session, *m_files, this))
    , m_meter(new FrameMeter(session, this))
    , m_docks(new PanelDocks(*this))
    , m_bar(new TransportBar(session, *m_runActions, m_files->openDialogAction(), m_files->save(), this))
{
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setMenuWidget(m_bar); // before the views, as Tab goes
    makeViews();
    makeMenus();
    m_statusLine = new StatusLine(session, *m_meter, this);
    setStatusBar(m_statusLine);
    followScreen();
    resize(sizeHint().boundedTo(screen()->availableSize() - kFrame));
    m_docks->arrange();
    windowlayout::restore(*this, *m_docks);
    connect(&m_session, &Session::modifiedChanged, this, &MainWindow::showTitle);
    connect(&m_session, &Session::runChanged, this, &MainWindow::showTitle);
    connect(&m_session, &Session::historyChanged, this, &MainWindow::showTitle); // which a reset begins anew
    connect(&m_files->saving(), &RunSaving::pathChanged, this, &MainWindow::showTitle);
    connect(&m_files->saving(), &RunSaving::saved, this, &MainWindow::showTitle);
    connect(&m_files->saving(), &RunSaving::work, m_statusLine, &StatusLine::setWork);
    connect(&m_files->saving(), &RunSaving::told, m_statusLine, &StatusLine::tell);
    connect(&m_session, &Session::runChanged, m_noted, &QWidget::hide);
    connect(m_files, &FileActions::newRunNoted, m_noted, &MessageBanner::showMessage);
    connect(m_files, &FileActions::newRunNoted, view("training")->findChild<TrainingView*>(), &TrainingView::showNote);
    connect(m_exports, &ExportActions::work, m_statusLine, &StatusLine::setWork);
    connect(m_exports, &ExportActions::told, m_statusLine, &StatusLine::tell);
    connect(m_figures, &FigureActions::work, m_statusLine, &StatusLine::setWork);
    connect(m_figures, &FigureActions::told, m_statusLine, &StatusLine::tell);
    connect(m_films, &FilmActions::told, m_statusLine, &StatusLine::tell);
    m_statusLine->addIndicator(new FilmIndicator(m_films->thread(), m_statusLine));
    for (Reading* reading : {&m_files->reading(), &m_imports->reading(), &m_dataOffer->looking()})
        m_statusLine->follow(*reading);
    connect(m_trouble, &TroubleBanner::told, m_statusLine, &StatusLine::tell);
    connect(m_autosave, &Autosave::failed, m_notice, &MessageBanner::showMessage);
    connect(&m_session, &Session::failed, m_notice, &MessageBanner::showMessage); // training goes on
    connect(&m_session, &Session::openDataWanted, m_files, &FileActions::changeData);
    connect(&m_session, &Session::leavingWanted, m_files, &FileActions::leaveRun);
    showTitle();
    view("latent")->setFocus(Qt::OtherFocusReason); // so that the arrow keys move the probe from the start
}

MainWindow::~MainWindow() = default;

void MainWindow::makeViews()
{
    for (const ViewType& type : viewTypes()) {
        if (type.area != ViewArea::Centre) {
            makeDock(type);
            continue;
        }
        auto* centre = new QWidget(this);
        auto* column = new QVBoxLayout(centre);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        QWidget* view = type.make(m_session, centre);
        column->addWidget(view, 1);
        m_figures->add(type.id, tr(type.title), view);
        setCentralWidget(centre);
        m_views.emplace(type.id, view);
        m_trouble = new TroubleBanner(m_session, centre);
        m_notice = new MessageBanner(centre);
        m_noted = new MessageBanner(centre, MessageBanner::Tone::Calm);
        m_noted->setObjectName("new-run-note");
        m_recovery = new RecoveryOffer(m_session, *m_files, *m_autosave, centre);
        m_dataOffer = new DataOffer(m_session, centre);
        new RowsOffer(m_session, *m_files, centre);
    }
    std::vector<const QObject*> views;
    for (const auto& [id, view] : m_views)
        views.push_back(view);
    new FirstTouch(m_session, std::move(views), this);
    m_meter->watch(view("latent")->focusProxy(), view("hand")); // the plane itself: no tool, no legend
}

void MainWindow::makeDock(const ViewType& type)
{
    PanelDock* dock = m_docks->add(type);
    QWidget* view = type.make(m_session, dock);
    m_docks->setView(dock, view, m_figures->add(type.id, tr(type.title), view));
    m_views.emplace(type.id, view);
}

void MainWindow::makeMenus()
{
    QMenuBar* bar = m_bar->menuBar();
    QMenu* file = bar->addMenu(tr("&File"));
    m_files->fill(file);
    file->addSeparator();
    file->addAction(m_imports->action());
    file->addMenu(m_dataOffer->menu());
    QMenu* exports = file->addMenu(tr("&Export"));
    m_exports->fill(exports);
    exports->addSeparator();
    m_figures->fill(exports->addMenu(tr("&Pictures of panels")));
    m_films->fill(exports);
    file->addSeparator();
    connect(file->addAction(tr("&Quit"), QKeySequence("Ctrl+Q")), &QAction::triggered, this, &QWidget::close);

    QMenu* run = bar->addMenu(tr("&Run"));
    run->addActions({m_runActions->play(), m_runActions->stepBatch(), m_runActions->stepEpoch()});
    run->addSeparator();
    run->addAction(m_runActions->reset());
    run->addSeparator();
    run->addActions(view("model")->actions());

    fillViewMenu(bar->addMenu(tr("&View")));

    QMenu* help = bar->addMenu(tr("&Help"));
    connect(help->addAction(tr("User &guide"), QKeySequence("Shift+F1")), &QAction::triggered, this,
        [this] { showGuide(this); });
    connect(help->addAction(tr("&Keys and gestures"), QKeySequence(Qt::Key_F1)), &QAction::triggered, this, [this] {
        auto* dialog = new ShortcutsDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(help->addAction(tr("&About Isthmus")), &QAction::triggered, this, [this] { showAbout(this); });
}

void MainWindow::fillViewMenu(QMenu* menu)
{
    m_docks->fill(menu);
    menu->addSeparator();
    QMenu* themes = menu->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(themes);
    const std::pair<ThemeChoice, QString> choices[] = {
        {ThemeChoice::System, tr("As the desktop")},
        {ThemeChoice::Light, tr("Light")},
        {ThemeChoice::Dark, tr("Dark")},
    };
    for (const auto& [choice, text] : choices) {
        QAction* action = group->addAction(text);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, value = choice] { Theme::of(this).setChoice(value); });
        connect(themes, &QMenu::aboutToShow, action,
            [this, action, value = choice] { action->setChecked(Theme::of(this).choice() == value); });
    }
    themes->addActions(group->actions());
    menu->addSeparator();
    connect(menu->addAction(tr("&Reset layout")), &QAction::triggered, this, &MainWindow::resetLayout);
}

void MainWindow::resetLayout()
{
    m_docks->reset();
}

void MainWindow::showTitle()
{
    QString title = "Isthmus";
    if (m_session.hasRun()) {
        const bool isFile = !m_files->runPath().isEmpty() && !m_session.isBegunAnew();
        const QString name =
            isFile ? QFileInfo(m_files->runPath()).fileName() : QString::fromStdString(m_session.run().model.title);
        const Dataset& images = *m_session.data();
        title = images.name.empty() ? tr("%1[*] - Isthmus").arg(name)
                                    : tr("%1[*] on %2 - Isthmus").arg(name, QString::fromStdString(images.title));
    }
    setWindowTitle(title);
    setWindowModified(m_session.isModified());
}

MessageBanner& MainWindow::banner()
{
    return m_trouble->banner();
}

void MainWindow::leaveUnkept()
{
    m_isLeaving = true;
    close();
}

void MainWindow::leaveKept(const std::function<void()>& done)
{
    if (QWidget* field = focusWidget())
        field->clearFocus(); // which takes what is typed in it
    m_session.pause();
    m_autosave->keep([this, done] {
        windowlayout::save(*this, *m_docks, Theme::of(this).choice());
        hide(); // while all that the fields tell is there
        done();
    });
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    connect(windowHandle(), &QWindow::screenChanged, this, &MainWindow::followScreen, Qt::UniqueConnection);
}

void MainWindow::followScreen()
{
    const QSize room = screen()->availableSize() - kFrame;
    setMinimumSize(kLeastSize.boundedTo(room));
    if (size() != size().boundedTo(room))
        windowlayout::fitToScreen(*this);
    connect(screen(), &QScreen::availableGeometryChanged, this, &MainWindow::followScreen, Qt::UniqueConnection);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_files->isSaving()) {
        event->ignore();
        m_files->saving().afterSaving([this] { close(); });
        return;
    }
    if (!m_isLeaving && m_files->saving().mustAsk()) {
        event->ignore();
        m_files->leaveRun(tr("Save the run before closing?"), [this] {
            m_isLeaving = true;
            close();
        });
        return;
    }
    m_autosave->end();
    windowlayout::save(*this, *m_docks, Theme::of(this).choice());
    if (m_session.hasRun())
        m_session.pause();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    const QString path = droppedFile(event->mimeData());
    if (ImportActions::takes(path))
        m_imports->importFile(path);
    else
        m_files->open(path);
}

} // namespace isthmus
