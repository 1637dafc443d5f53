// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/film/FilmFields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>

namespace isthmus {

FilmFields::FilmFields(QFormLayout* form, QWidget* parent)
    : QObject(parent)
    , m_kind(new QComboBox(parent))
    , m_pace(new WholeField(parent))
    , m_lossless(new QCheckBox(tr("Every pixel exact (larger file)"), parent))
{
    m_kind->setObjectName("kind");
    m_kind->addItems({tr("Animated WebP"), tr("Folder of PNGs")});
    m_kind->setToolTip(tr("WebP is one file that browsers show; PNGs are for a film program"));
    m_pace->setToolTip(tr("How fast the film runs, from 1 to 60 frames a second"));
    m_pace->setRange(1, 60);
    m_pace->setValue(20);
    m_pace->setSuffix(tr(" a second"));
    m_lossless->setChecked(true);
    m_lossless->setToolTip(
        tr("No value is changed in packing; otherwise the file is smaller and the film a little softer"));
    form->addRow(tr("As"), m_kind);
    form->addRow(tr("Frames"), m_pace);
    form->addRow({}, m_lossless);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_pace->setEnabled(!isFolder());
        m_lossless->setEnabled(!isFolder());
    });
}

FilmSettings FilmFields::settings() const
{
    FilmSettings settings;
    settings.isFolder = isFolder();
    settings.millisecondsPerFrame = 1000 / m_pace->value();
    settings.isLossless = m_lossless->isChecked();
    return settings;
}

bool FilmFields::isFolder() const
{
    return m_kind->currentIndex() == 1;
}

} // namespace isthmus
