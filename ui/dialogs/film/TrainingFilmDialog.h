// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/film/Film.h"
#include "ui/widgets/NumberField.h"

#include <QDialog>

#include <utility>
#include <vector>

class QComboBox;

namespace isthmus {

class FilmFields;

/// A film of a panel while the model trains.
struct TrainingFilm
{
    QString panel; ///< id of the view
    int every = 50;
    bool inSeconds = false; ///< whether `every` is in seconds; else it is in steps
    FilmSettings settings;
};

/// Asks what is filmed while the model trains, and how often.
class TrainingFilmDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param panels  ids and titles
    TrainingFilmDialog(const std::vector<std::pair<QString, QString>>& panels, QWidget* parent);

    [[nodiscard]] TrainingFilm film() const;

private:
    QComboBox* m_panel;
    WholeField* m_every;
    QComboBox* m_unit;
    FilmFields* m_fields;
};

} // namespace isthmus
