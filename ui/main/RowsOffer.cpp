// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RowsOffer.h"

#include "core/datasets/DatasetPreview.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/session/RunSession.h"

#include <QPushButton>

namespace isthmus {

RowsOffer::RowsOffer(RunSession& session, FileActions& files, QWidget* over)
    : QObject(over)
    , m_session(session)
    , m_files(files)
    , m_banner(new MessageBanner(over, MessageBanner::Tone::Calm))
    , m_take(m_banner->addButton({}))
{
    m_banner->setObjectName("rows-offer");
    m_take->setToolTip(tr("Reads the data again in this size and starts a new run on it"));
    connect(m_take, &QPushButton::clicked, this, &RowsOffer::readAsPictures);
    connect(&m_session, &RunSession::runChanged, this, &RowsOffer::showRun);
    showRun();
}

void RowsOffer::showRun()
{
    const bool isNew = m_session.hasRun() && m_session.canTrain() && m_session.status().step == 0;
    const std::shared_ptr<const Dataset> data = isNew ? m_session.data() : nullptr;
    m_side = data && !data->reading.hasSize() ? likelySide(*data) : 0;
    if (m_side == 0)
        return m_banner->hide();
    if (m_offered.lock() == data)
        return; // another model for the same rows: the banner stays as the user left it
    m_offered = data;
    m_take->setText(tr("Use as pictures of %1 × %1").arg(m_side));
    m_banner->showMessage(tr("The %1 numbers of a row are read as one line. They may be pictures of %2 × %2 pixels.")
                              .arg(data->shape.width)
                              .arg(m_side));
}

void RowsOffer::readAsPictures()
{
    ReadOptions reading = m_session.data()->reading;
    reading.width = reading.height = m_side;
    SplitSpec split = m_session.run().split;
    split.validation = m_session.run().training.validation;
    m_files.openData(QString::fromStdString(m_session.data()->name), reading, split);
}

} // namespace isthmus
