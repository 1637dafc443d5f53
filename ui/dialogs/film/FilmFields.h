// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/film/Film.h"
#include "ui/widgets/NumberField.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;

namespace isthmus {

/// The fields that both dialogs of films have: file or folder, frames a second, and whether it may lose a little.
class FilmFields : public QObject
{
    Q_OBJECT
public:
    /// Adds the rows.
    FilmFields(QFormLayout* form, QWidget* parent);

    [[nodiscard]] FilmSettings settings() const;

private:
    [[nodiscard]] bool isFolder() const;

    QComboBox* m_kind;
    WholeField* m_pace;
    QCheckBox* m_lossless;
};

} // namespace isthmus
