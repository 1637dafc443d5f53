// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/film/TrainingFilmDialog.h"

#include "ui/dialogs/film/FilmFields.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>

namespace isthmus {

TrainingFilmDialog::TrainingFilmDialog(const std::vector<std::pair<QString, QString>>& panels, QWidget* parent)
    : QDialog(parent)
    , m_panel(new QComboBox(this))
    , m_every(new WholeField(this))
    , m_unit(new QComboBox(this))
{
    setObjectName("training-film");
    setWindowTitle(tr("Film of training"));
    m_panel->setObjectName("panel");
    for (const auto& [id, title] : panels)
        m_panel->addItem(title, id);
    m_panel->setCurrentIndex(m_panel->findData("latent"));
    m_panel->setToolTip(tr("The panel that is filmed, as it is seen"));
    m_unit->setToolTip(tr("What is counted between two frames"));
    m_unit->setAccessibleName(tr("Unit"));
    m_every->setToolTip(tr("Distance of two frames, from 1 to 1,000,000"));
    m_every->setAccessibleName(tr("One frame every"));
    m_every->setObjectName("every");
    m_every->setRange(1, 1'000'000);
    m_every->setValue(TrainingFilm().every);
    m_unit->addItems({tr("steps"), tr("seconds")});
    auto* row = new QHBoxLayout;
    row->addWidget(m_every, 1);
    row->addWidget(m_unit);

    auto* form = new QFormLayout(this);
    form->setContentsMargins(20, 20, 20, 16);
    form->addRow(tr("Panel"), m_panel);
    form->addRow(tr("One frame every"), row);
    m_fields = new FilmFields(form, this);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Start..."));
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (FieldFault::areAllTaken(*this))
            accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

TrainingFilm TrainingFilmDialog::film() const
{
    return {m_panel->currentData().toString(), m_every->value(), m_unit->currentIndex() == 1, m_fields->settings()};
}

} // namespace isthmus
