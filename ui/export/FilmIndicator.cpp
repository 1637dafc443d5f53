// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/FilmIndicator.h"

#include "core/base/Error.h"
#include "ui/session/FilmThread.h"
#include "ui/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace isthmus {

FilmIndicator::FilmIndicator(FilmThread& film, QWidget* parent)
    : QWidget(parent)
    , m_film(film)
    , m_text(new QLabel(this))
    , m_stop(new QToolButton(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_text);
    row->addWidget(m_stop);
    m_stop->setText(tr("Stop film"));
    m_stop->setToolTip(tr("End the film here and keep its frames"));
    m_stop->setObjectName("stop-film");
    m_stop->setFont(Theme::of(this).small());
    m_stop->setStyleSheet("QToolButton { padding: 0px 6px; min-height: 16px; }");
    m_stop->setFocusPolicy(Qt::TabFocus);
    connect(m_stop, &QToolButton::clicked, &m_film, &FilmThread::stop);
    connect(&m_film, &FilmThread::framesChanged, this, &FilmIndicator::showFrames);
    connect(&m_film, &FilmThread::runningChanged, this, &FilmIndicator::showFrames);
    connect(&Theme::of(this), &Theme::changed, this, &FilmIndicator::showFrames);
    showFrames();
}

QString FilmIndicator::text() const
{
    return m_text->text();
}

void FilmIndicator::showFrames()
{
    const QString colour = Theme::of(this).tokens().bad.name();
    m_text->setText(QString::fromUtf8("<span style='color:%1'>●</span> %2")
                        .arg(colour, tr("%1 frames").arg(QString::fromStdString(grouped(m_film.frames())))));
    setVisible(m_film.isRunning());
}

} // namespace isthmus
