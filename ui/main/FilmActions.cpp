// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/FilmActions.h"

#include "core/base/Error.h"
#include "core/runs/film/pathFilm.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/export/provenanceLater.h"
#include "ui/main/FigureActions.h"
#include "ui/main/FileActions.h"
#include "ui/main/whyProtected.h"
#include "ui/samples/SampleFrame.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/session/RunSession.h"

#include <QAction>
#include <QMenu>

namespace isthmus {

namespace {

constexpr double kFilmScale = 1; // pixels of a film per logical pixel of a panel

QString hindrance()
{
    return QObject::tr("Another film is being written: a new one can begin when that has ended");
}

/// Of rows their names and numbers, as they stand under the hand; of pictures none, which need no other painter.
FramePainter framePainter(RunSession& session, int scale)
{
    const std::shared_ptr<const SampleForm> form = sampleForm(*session.data());
    if (!hasNumbers(form.get()))
        return {};
    const Theme& theme = Theme::of(&session);
    return [frames = SampleFrames{form, theme.tokens(), theme.small(), scale}](
               std::span<const float> sample) { return frames.frame(sample); };
}

} // namespace

FilmActions::FilmActions(RunSession& session, const FileActions& files, const FigureActions& figures, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_files(files)
    , m_figures(figures)
    , m_window(window)
    , m_path(new QAction(tr("&Film of a path..."), this))
    , m_training(new QAction(tr("Film of &training..."), this))
{
    connect(m_path, &QAction::triggered, this, &FilmActions::openPathDialog);
    connect(m_training, &QAction::triggered, this, &FilmActions::openTrainingDialog);
    connect(&m_session, &RunSession::snapshotChanged, this, &FilmActions::recordFrame);
    connect(&m_session, &RunSession::runChanged, this, [this] {
        if (m_recording)
            m_thread.finish(); // it is of another run
        m_recording.reset();
        enable();
    });
    connect(&m_thread, &FilmThread::runningChanged, this, &FilmActions::enable);
    connect(&m_thread, &FilmThread::ended, this, [this] {
        m_recording.reset();
        emit told(tr("Saved %1: %2 frames").arg(m_thread.path(), QString::fromStdString(grouped(m_thread.frames()))));
    });
    connect(&m_thread, &FilmThread::failed, this, [this](const QString& message) {
        m_recording.reset();
        showError(m_window, tr("The film has ended"), message);
    });
    enable();
}

void FilmActions::fill(QMenu* menu)
{
    menu->addActions({m_path, m_training});
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, &FilmActions::enable);
}

void FilmActions::enable()
{
    const bool isFree = !m_thread.isRunning() && m_session.hasRun();
    m_path->setEnabled(isFree);
    m_training->setEnabled(isFree && m_session.canTrain());
    const QString reason = m_thread.isRunning() ? hindrance() : QString();
    m_path->setToolTip(reason);
    m_training->setToolTip(reason);
    if (m_dialog)
        m_dialog->setHindrance(reason);
}

bool FilmActions::isHindered(const QString& path)
{
    if (m_thread.isRunning()) {
        emit told(hindrance());
        return true;
    }
    const QString why = whyProtected(path, m_session, m_files.runPath());
    if (!why.isEmpty())
        showError(m_window, tr("The film cannot be saved there"), path + ": " + why, "trouble.html#save");
    return !why.isEmpty();
}

void FilmActions::openPathDialog()
{
    if (!m_dialog) {
        m_dialog = new PathFilmDialog(m_session, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &PathFilmDialog::filmWanted, this, [this] {
            PathFilm film = m_dialog->film();
            const FilmTarget target = askWhereToFilm(m_dialog, tr("path"), film.settings.isFolder);
            film.settings.isFolder = target.isFolder;
            if (!target.path.isEmpty())
                filmPath(film, target.path);
        });
    }
    enable();
    m_dialog->show();
    m_dialog->raise();
}

void FilmActions::openTrainingDialog()
{
    auto* dialog = new TrainingFilmDialog(m_figures.figures(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        TrainingFilm film = dialog->film();
        const FilmTarget target = askWhereToFilm(m_window, tr("training-%1").arg(film.panel), film.settings.isFolder);
        film.settings.isFolder = target.isFolder;
        if (!target.path.isEmpty())
            filmTraining(film, target.path);
    });
    dialog->open();
}

void FilmActions::filmPath(const PathFilm& film, const QString& path)
{
    if (isHindered(path) || !m_session.snapshot())
        return;
    m_thread.start(path, film.settings);
    (void)m_thread.offer(
        [this, film, origin = provenanceLater(m_session), snapshot = m_session.snapshot(),
            scaling = m_session.data()->scaling, paint = framePainter(m_session, film.scale)](Film& out) {
            ThreadPool alone(1);
            const auto goesOn = [this, &out](double) {
                m_thread.count(out.frames());
                return !m_thread.isStopping();
            };
            addPath(out, snapshot->frozen, film.way, film.scale, origin(), alone, goesOn, scaling, paint);
        });
    m_thread.finish();
}

void FilmActions::filmTraining(const TrainingFilm& film, const QString& path)
{
    if (isHindered(path))
        return;
    m_recording = film;
    m_sinceFrame.invalidate();
    m_thread.start(path, film.settings);
    recordFrame();
}

bool FilmActions::isDue() const
{
    if (!m_sinceFrame.isValid())
        return true;
    const std::int64_t step = m_session.snapshot()->record.step;
    if (step < m_lastStep) // started over
        return true;
    return m_recording->inSeconds ? m_sinceFrame.hasExpired(1000LL * m_recording->every) && step != m_lastStep
                                  : step >= m_lastStep + m_recording->every;
}

void FilmActions::recordFrame()
{
    if (!m_recording || !m_thread.isRunning() || m_thread.isStopping() || !m_session.snapshot() || !isDue())
        return;
    std::optional<Drawing> drawing = m_figures.draw(m_recording->panel, kFilmScale);
    if (!drawing)
        return; // hidden for the moment
    const bool isTaken = m_thread.offer([origin = provenanceLater(m_session), picture = std::move(*drawing)](
                                            Film& film) { film.add(picture.image(kFilmScale), origin()); });
    if (!isTaken)
        return; // the disk is slow: the next snapshot will do
    m_lastStep = m_session.snapshot()->record.step;
    m_sinceFrame.start();
}

} // namespace isthmus
