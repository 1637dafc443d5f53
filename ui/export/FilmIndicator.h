// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace isthmus {

class FilmThread;

/// Shows, while a film is written, how many frames it has, and a button that stops it. Hidden otherwise.
class FilmIndicator : public QWidget
{
    Q_OBJECT
public:
    /// @param film  outlives this
    FilmIndicator(FilmThread& film, QWidget* parent);

    [[nodiscard]] QString text() const;
    [[nodiscard]] QToolButton& stop() const { return *m_stop; }

private:
    void showFrames();

    FilmThread& m_film;
    QLabel* m_text;
    QToolButton* m_stop;
};

} // namespace isthmus
