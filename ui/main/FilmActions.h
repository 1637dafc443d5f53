// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/film/PathFilmDialog.h"
#include "ui/dialogs/film/TrainingFilmDialog.h"
#include "ui/session/FilmThread.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <optional>

class QAction;
class QMenu;
class QWidget;

namespace isthmus {

class FigureActions;
class FileActions;
class RunSession;

/// Films of a way through latent space, and of a panel while the model trains. One at a time; an indicator in the
/// status line counts its frames and stops it. Lives on the window's thread.
class FilmActions : public QObject
{
    Q_OBJECT
public:
    /// @param figures  draws the panels; outlives this
    FilmActions(RunSession& session, const FileActions& files, const FigureActions& figures, QWidget* window);

    /// Adds both to the menu below File.
    void fill(QMenu* menu);

    [[nodiscard]] FilmThread& thread() { return m_thread; }

    void openPathDialog();
    void openTrainingDialog();
    /// Begins a film; says why instead where another is written, or where the path is of the data or of the run.
    /// @param path  path as makeFilm() takes it
    void filmPath(const PathFilm& film, const QString& path);
    void filmTraining(const TrainingFilm& film, const QString& path);

signals:
    void told(const QString& sentence); ///< the sentence says what has been done, or why it has not

private:
    void enable();
    /// May no film be written there now? Then it says why.
    [[nodiscard]] bool isHindered(const QString& path);
    void recordFrame();
    [[nodiscard]] bool isDue() const;

    RunSession& m_session;
    const FileActions& m_files;
    const FigureActions& m_figures;
    QWidget* m_window;
    QAction* m_path;
    QAction* m_training;
    QPointer<PathFilmDialog> m_dialog;
    std::optional<TrainingFilm> m_recording;
    std::int64_t m_lastStep = 0; ///< step of the newest frame
    QElapsedTimer m_sinceFrame;
    FilmThread m_thread; ///< declared after all that it uses
};

} // namespace isthmus
