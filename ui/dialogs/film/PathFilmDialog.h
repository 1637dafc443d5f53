// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/CodePath.h"
#include "core/runs/film/Film.h"
#include "ui/widgets/NumberField.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace isthmus {

class FilmFields;
class RunSession;

/// A film of the pictures that the decoder makes along a path of codes.
struct PathFilm
{
    CodePath way;
    int scale = 1; ///< pixels a side of each value
    FilmSettings settings;
};

/// Asks for a path through latent space: through points that are taken from under the hand, round a circle about the
/// hand, or along one dimension. Not modal, so that the hand can move on the plane meanwhile.
class PathFilmDialog : public QDialog
{
    Q_OBJECT
public:
    PathFilmDialog(RunSession& session, QWidget* parent);

    [[nodiscard]] PathFilm film() const;
    [[nodiscard]] bool canFilm() const;

    /// @param reason  why no film can be begun now, though one could be chosen; empty: it can
    void setHindrance(const QString& reason);

signals:
    void filmWanted();

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void addPoint();
    void clearPoints();
    void showWay();
    void showSize();
    [[nodiscard]] CodePath way(int frames) const;
    /// Some of its codes, for the plane; less than a whole path while it is being chosen.
    [[nodiscard]] std::vector<std::vector<float>> outline() const;

    RunSession& m_session;
    QComboBox* m_way;
    QLabel* m_points;
    QPushButton* m_add;
    QPushButton* m_clear;
    QComboBox* m_dimension;
    DecimalField* m_reach;
    WholeField* m_frames;
    QCheckBox* m_back;
    WholeField* m_scale;
    QLabel* m_size; ///< size of a frame
    FilmFields* m_fields;
    QPushButton* m_start;
    QString m_hindrance;
    std::vector<std::vector<float>> m_anchors;
};

} // namespace isthmus
