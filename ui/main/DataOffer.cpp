// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/DataOffer.h"

#include "core/base/Error.h"
#include "core/runs/OpenedRun.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/main/MessageBanner.h"
#include "ui/session/RunSession.h"
#include "ui/session/takeUp.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace isthmus {
namespace {

QString fileName(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

DataOffer::DataOffer(RunSession& session, QWidget* over)
    : QObject(over)
    , m_session(session)
    , m_over(over)
    , m_menu(new QMenu(tr("&Locate data"), over))
    , m_file(m_menu->addAction(tr("In a file...")))
    , m_folder(m_menu->addAction(tr("In a folder...")))
    , m_banner(new MessageBanner(over))
    , m_begin(m_banner->addButton(tr("Train on it as it is")))
{
    m_banner->setObjectName("data-offer");
    auto* button = m_banner->addButton(tr("Locate data..."));
    button->setObjectName("locate");
    button->setMenu(m_menu);
    m_begin->setObjectName("begin-here");
    m_begin->setToolTip(
        tr("Begins a new run on this data, at step 0, with what the model has learned; the file of this "
           "run stays as it is"));
    connect(m_begin, &QPushButton::clicked, this, [this] {
        emit m_session.leavingWanted(
            tr("Save the run before a new one begins with its model?"), [this] { beginHere(); });
    });
    connect(m_file, &QAction::triggered, this, [this] { locate(askWhereFileIs(m_over->window(), missing())); });
    connect(m_folder, &QAction::triggered, this, [this] { locate(askWhereFolderIs(m_over->window(), missing())); });
    connect(&m_session, &RunSession::runChanged, this, &DataOffer::showRun);
    connect(&m_looking, &Reading::busyChanged, this, &DataOffer::enable);
    connect(&m_looking, &Reading::failed, this, [this](const QString& message) {
        showError(m_over->window(), tr("It could not be opened"), message, "trouble.html#locate");
    });
    showRun();
}

DataOffer::~DataOffer() = default;

void DataOffer::showRun()
{
    enable();
    const bool hasOther = m_session.lacksData() && m_session.data()->count() > 0;
    m_banner->findChild<QPushButton*>("locate")->setVisible(m_session.lacksData());
    m_begin->setVisible(hasOther);
    if (m_session.obstacle().isEmpty())
        m_banner->hide();
    else if (hasOther)
        m_banner->showMessage(
            tr("%1. The model can be explored on this data, or begin a new run on it; to go on with the "
               "run itself, locate the data as it was.")
                .arg(m_session.obstacle()));
    else if (m_session.lacksData())
        m_banner->showMessage(
            tr("%1. The model can be explored; to go on training, locate the data.").arg(m_session.obstacle()));
    else
        m_banner->showMessage(tr("%1. The model can be explored.").arg(m_session.obstacle()));
}

void DataOffer::enable()
{
    const bool canLocate = m_session.lacksData() && !m_looking.isBusy();
    m_menu->menuAction()->setEnabled(canLocate);
    m_banner->findChild<QPushButton*>("locate")->setEnabled(canLocate);
    m_begin->setEnabled(canLocate);
}

QString DataOffer::missing() const
{
    return QString::fromStdString(m_session.saved()->data.name);
}

void DataOffer::locate(const QString& path)
{
    const std::shared_ptr<const Checkpoint> asked = m_session.saved();
    if (path.isEmpty() || m_looking.isBusy() || !m_session.lacksData())
        return;
    m_looking.start(
        tr("Opening %1...").arg(fileName(path)), [this, path, asked](const Progress& progress) -> Job::Next {
            const OpenedRun opened = withChosenData(asked, {.nameOrPath = path.toStdString()}, progress);
            const Found found{takeUp(opened), QString::fromStdString(opened.difference)};
            return [this, path, asked, found] { take(path, asked, found); };
        });
}

void DataOffer::take(const QString& path, const std::shared_ptr<const Checkpoint>& asked, const Found& found)
{
    if (m_session.saved() != asked)
        return; // the user has opened another run meanwhile
    if (!found.difference.isEmpty())
        return askToExplore(path, found);
    m_session.continueRun(*found.run);
    m_session.setDataMoved();
    tellPlace();
}

void DataOffer::askToExplore(const QString& path, const Found& found)
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Other data"),
        tr("%1 is not what this run was trained on: %2.").arg(fileName(path), found.difference), QMessageBox::NoButton,
        m_over->window());
    box->setObjectName("explore-question");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("The model can encode this data all the same. This run cannot go on with it; a new one can begin on it."));
    box->setTextFormat(Qt::PlainText);
    QPushButton* explore = box->addButton(tr("Explore this data"), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(explore);
    const std::shared_ptr<const Checkpoint> asked = m_session.saved();
    connect(box, &QMessageBox::finished, this, [this, box, explore, asked, run = found.run] {
        if (box->clickedButton() == explore && m_session.saved() == asked)
            takeOther(*run);
    });
    box->open();
}

void DataOffer::tellPlace()
{
    const RunSpec& run = m_session.run();
    emit located({QString::fromStdString(run.data->name), run.data->reading, run.split, true});
}

void DataOffer::beginHere()
{
    const std::shared_ptr<const Checkpoint> saved = m_session.saved();
    if (!saved || m_looking.isBusy() || m_session.data()->count() == 0)
        return;
    m_looking.start(tr("Beginning a new run..."), [this, saved, data = m_session.data()](const Progress&) -> Job::Next {
        const std::shared_ptr<ResumedRun> begun = takeUp(begunWith(*saved, data));
        return [this, saved, begun] {
            if (m_session.saved() != saved)
                return; // the user has opened another run meanwhile
            m_session.startResumed(*begun);
            m_session.setModified(true); // its parameters at step 0 are in no file of its own
        };
    });
}

void DataOffer::takeOther(ResumedRun& run)
{
    try {
        m_session.continueRun(run);
        tellPlace();
    } catch (const Error& error) { // other runs have the memory
        showError(m_over->window(), tr("It could not be opened"), QString::fromUtf8(error.what()), "trouble.html#open");
    }
}

} // namespace isthmus
