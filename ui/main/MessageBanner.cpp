// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/MessageBanner.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace isthmus {
namespace {

constexpr int kWidest = 620;
constexpr int kMargin = 12;

} // namespace

MessageBanner::MessageBanner(QWidget* over, Tone tone)
    : QFrame(over)
    , m_tone(tone)
    , m_text(new QLabel(this))
    , m_close(new QPushButton(tr("Dismiss"), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    row->setSpacing(12);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::NoFocus);
    row->addWidget(m_text, 1);
    m_close->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    over->installEventFilter(this);
    hide();
}

QPushButton* MessageBanner::addButton(const QString& text)
{
    auto* button = new QPushButton(text, this);
    button->setFocusPolicy(Qt::TabFocus);
    auto* row = static_cast<QHBoxLayout*>(layout());
    row->insertWidget(row->count() - 1, button, 0, Qt::AlignTop);
    return button;
}

void MessageBanner::setDismissText(const QString& text)
{
    m_close->setText(text);
}

void MessageBanner::showMessage(const QString& message)
{
    m_text->setText(message);
    show();
    raise();
    place();
}

QString MessageBanner::message() const
{
    return m_text->text();
}

bool MessageBanner::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void MessageBanner::place()
{
    const int width = std::min(kWidest, parentWidget()->width() - 2 * kMargin);
    const int height = layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : sizeHint().height();
    setGeometry((parentWidget()->width() - width) / 2, kMargin, width, height);
}

void MessageBanner::paintEvent(QPaintEvent*)
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_tone == Tone::Warning ? tokens.warning : tokens.accent);
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace isthmus
