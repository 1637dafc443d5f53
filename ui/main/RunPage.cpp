// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RunPage.h"

#include "ui/dialogs/AboutDialog.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/ShortcutsDialog.h"
#include "ui/dialogs/guide/GuideWindow.h"
#include "ui/export/FigureButton.h"
#include "ui/export/FilmIndicator.h"
#include "ui/main/CollapseNote.h"
#include "ui/main/DataOffer.h"
#include "ui/main/ExportActions.h"
#include "ui/main/FigureActions.h"
#include "ui/main/FileActions.h"
#include "ui/main/FilmActions.h"
#include "ui/main/FirstTouch.h"
#include "ui/main/FrameMeter.h"
#include "ui/main/ImportActions.h"
#include "ui/main/ImportNote.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/NewRunNote.h"
#include "ui/main/PanelDock.h"
#include "ui/main/PanelDocks.h"
#include "ui/main/PanelSteps.h"
#include "ui/main/PlayNote.h"
#include "ui/main/Reading.h"
#include "ui/main/RowsOffer.h"
#include "ui/main/RunActions.h"
#include "ui/main/StatusLine.h"
#include "ui/main/TransportBar.h"
#include "ui/main/TroubleBanner.h"
#include "ui/main/WindowLayout.h"
#include "ui/session/Autosave.h"
#include "ui/session/RunSession.h"
#include "ui/session/runName.h"
#include "ui/theme/Theme.h"
#include "ui/views/views.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QVBoxLayout>

namespace isthmus {

RunPage::RunPage(RunSession& session, const QList<QAction*>& ofWindow, QWidget* parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_runActions(new RunActions(session, this))
    , m_files(new FileActions(session, this))
    , m_exports(new ExportActions(session, *m_files, this))
    , m_figures(new FigureActions(session, *m_files, this))
    , m_films(new FilmActions(session, *m_files, *m_figures, this))
    , m_imports(new ImportActions(session, *m_files, this))
    , m_meter(new FrameMeter(session, this))
    , m_docks(new PanelDocks(*this))
    , m_bar(new TransportBar(session, *m_runActions, m_files->openDialogAction(), m_files->save(), this))
{
    setWindowFlags(Qt::Widget); // a main window within a window
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setMenuWidget(m_bar); // before the views, as Tab goes
    makeViews();
    makeSteps();
    makeMenus(ofWindow);
    m_statusLine = new StatusLine(session, *m_meter, this);
    setStatusBar(m_statusLine);
    resize(parent->window()->size());
    m_docks->arrange();
    windowlayout::restorePanels(*this, *m_docks);
    connect(&m_session, &RunSession::modifiedChanged, this, &RunPage::showTitle);
    connect(&m_session, &RunSession::runChanged, this, &RunPage::showTitle);
    connect(&m_session, &RunSession::historyChanged, this, &RunPage::showTitle); // which a reset begins anew
    connect(&m_session.file(), &RunFile::pathChanged, this, &RunPage::showTitle);
    connect(&m_session.file(), &RunFile::saved, this, &RunPage::showTitle);
    connect(&m_session.file(), &RunFile::work, m_statusLine, &StatusLine::setWork);
    connect(&m_session.file(), &RunFile::told, m_statusLine, &StatusLine::tell);
    connect(&m_files->saving(), &RunSaving::told, m_statusLine, &StatusLine::tell);
    connect(m_exports, &ExportActions::work, m_statusLine, &StatusLine::setWork);
    connect(m_exports, &ExportActions::told, m_statusLine, &StatusLine::tell);
    connect(m_figures, &FigureActions::work, m_statusLine, &StatusLine::setWork);
    connect(m_figures, &FigureActions::told, m_statusLine, &StatusLine::tell);
    connect(m_films, &FilmActions::told, m_statusLine, &StatusLine::tell);
    m_statusLine->addIndicator(new FilmIndicator(m_films->thread(), m_statusLine));
    for (Reading* reading : {&m_files->reading(), &m_imports->reading(), &m_dataOffer->looking()})
        m_statusLine->follow(*reading);
    connect(m_trouble, &TroubleBanner::told, m_statusLine, &StatusLine::tell);
    connect(&m_session.autosave(), &Autosave::failed, m_notice, &MessageBanner::showMessage);
    connect(&m_session, &RunSession::failed, m_notice, &MessageBanner::showMessage); // training goes on
    connect(&m_session, &RunSession::openDataWanted, m_files, &FileActions::changeData);
    connect(&m_session, &RunSession::leavingWanted, m_files, &FileActions::leaveRun);
    showTitle();
    view("latent")->setFocus(Qt::OtherFocusReason); // so that the arrow keys move the probe from the start
}

RunPage::~RunPage() = default;

void RunPage::makeViews()
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
    }
    makeBanners(centralWidget());
    std::vector<const QObject*> views;
    for (const auto& [id, view] : m_views)
        views.push_back(view);
    new FirstTouch(m_session, std::move(views), this);
    m_meter->watch(view("latent")->focusProxy(), view("hand")); // the plane itself: no tool, no legend
}

void RunPage::makeBanners(QWidget* centre)
{
    m_trouble = new TroubleBanner(m_session, centre);
    m_notice = new MessageBanner(centre);
    new NewRunNote(m_session, *m_files, centre);
    new PlayNote(m_session, centre);
    new CollapseNote(m_session, centre);
    m_dataOffer = new DataOffer(m_session, centre);
    connect(m_dataOffer, &DataOffer::located, m_files, &FileActions::rememberData);
    new RowsOffer(m_session, *m_files, centre);
    new ImportNote(m_session, *m_imports, centre);
}

void RunPage::makeSteps()
{
    m_steps = new PanelSteps(this);
    m_steps->add(m_bar, &m_bar->playButton()); // what Space does everywhere else, too
    for (const ViewType& type : viewTypes()) {
        if (type.area == ViewArea::Centre)
            m_steps->add(centralWidget());
        else
            m_steps->add(findChild<QDockWidget*>(type.id));
    }
    m_steps->restoreTabOrder();
    connect(&m_session, &RunSession::runChanged, m_steps, &PanelSteps::restoreTabOrder,
        Qt::QueuedConnection); // with what the views make for another run, such as its legend
}

void RunPage::makeDock(const ViewType& type)
{
    PanelDock* dock = m_docks->add(type);
    QWidget* view = type.make(m_session, dock);
    m_docks->setView(dock, view, m_figures->add(type.id, tr(type.title), view));
    m_views.emplace(type.id, view);
}

void RunPage::makeMenus(const QList<QAction*>& ofWindow)
{
    QMenuBar* bar = m_bar->menuBar();
    QMenu* file = bar->addMenu(tr("&File"));
    file->setToolTipsVisible(true);
    file->addActions(ofWindow);
    file->addSeparator();
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
    connect(
        file->addAction(tr("&Quit"), QKeySequence("Ctrl+Q")), &QAction::triggered, this, [this] { window()->close(); });

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
    m_everywhere = file->actions() + help->actions();
}

void RunPage::fillViewMenu(QMenu* menu)
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
    connect(menu->addAction(tr("&Reset layout")), &QAction::triggered, this, &RunPage::resetLayout);
}

void RunPage::resetLayout()
{
    m_docks->reset();
}

void RunPage::showTitle()
{
    QString title = "Isthmus";
    if (m_session.hasRun()) {
        const Dataset& images = *m_session.data();
        const QString name = runName(m_session);
        title = images.name.empty() ? tr("%1[*] - Isthmus").arg(name)
                                    : tr("%1[*] on %2 - Isthmus").arg(name, QString::fromStdString(images.title));
    }
    setWindowTitle(title);
    setWindowModified(m_session.isModified());
}

Autosave& RunPage::autosave()
{
    return m_session.autosave();
}

MessageBanner& RunPage::banner()
{
    return m_trouble->banner();
}

void RunPage::keep(const std::function<void()>& done)
{
    if (QWidget* field = focusWidget())
        field->clearFocus(); // which takes what is typed in it
    m_session.pause();
    autosave().keep(done);
}

void RunPage::end()
{
    autosave().end();
    windowlayout::savePanels(*this, *m_docks);
}

void RunPage::standAs(const RunPage& other)
{
    windowlayout::copyPanels(other, *other.m_docks, *this, *m_docks);
    m_putAway = other.m_putAway;
}

void RunPage::standOver(MessageBanner& banner)
{
    banner.moveTo(centralWidget());
    m_steps->restoreTabOrder();
}

void RunPage::setFloatingShown(bool shown)
{
    if (shown) {
        for (const QString& name : std::exchange(m_putAway, {}))
            findChild<QDockWidget*>(name)->show();
        return;
    }
    for (QDockWidget* dock : findChildren<QDockWidget*>())
        if (dock->isFloating() && !dock->isHidden()) {
            m_putAway << dock->objectName();
            dock->hide();
        }
}

void RunPage::takeFocus()
{
    QWidget* last = focusWidget();
    (last ? last : view("latent"))->setFocus(Qt::OtherFocusReason);
}

void RunPage::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ModifiedChange || event->type() == QEvent::WindowTitleChange)
        emit titleChanged();
}

void RunPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void RunPage::dropEvent(QDropEvent* event)
{
    takeDrop(this, *event, [this](const QString& path) {
        if (ImportActions::takes(path))
            m_imports->importFile(path);
        else
            m_files->open(path);
    });
}

} // namespace isthmus
