// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/MessageBanner.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/SentenceLayout.h"
#include "ui/widgets/windowWords.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace isthmus {
namespace {

constexpr int kMargin = 8; // around the outline
constexpr int kLeastText = 160;

} // namespace

MessageBanner::MessageBanner(QWidget* centre, Tone tone)
    : QFrame(centre)
    , m_tone(tone)
    , m_row(new SentenceLayout(this))
    , m_text(new QLabel(this))
    , m_close(new QPushButton(tr("Dismiss"), this))
{
    m_row->setContentsMargins(kMargin + 16, kMargin + 8, kMargin + 8, kMargin + 8);
    m_row->setSpacing(12);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(kLeastText); // else that of the longest path in it
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::NoFocus);
    m_row->addWidget(m_text);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_row->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    qobject_cast<QBoxLayout*>(centre->layout())->insertWidget(0, this);
    hide();
}

QPushButton* MessageBanner::addButton(const QString& text)
{
    auto* button = new QPushButton(text, this);
    button->setFocusPolicy(Qt::TabFocus);
    m_row->insertBeforeLast(button);
    return button;
}

void MessageBanner::setDismissText(const QString& text)
{
    m_close->setText(text);
}

void MessageBanner::showMessage(const QString& message)
{
    m_text->setText(windowWords(message));
    show();
    if (m_tone == Tone::Warning)
        makeRoom();
}

void MessageBanner::makeRoom()
{
    QWidget* centre = parentWidget();
    QLayout& column = *centre->layout();
    const auto isTooTall = [&] {
        const QSize least = column.totalMinimumSize();
        return std::max(least.height(), column.totalHeightForWidth(centre->width())) > centre->height();
    };
    for (MessageBanner* other : centre->findChildren<MessageBanner*>(Qt::FindDirectChildrenOnly))
        if (other->m_tone == Tone::Calm && !other->isHidden() && isTooTall())
            other->hide();
}

QString MessageBanner::message() const
{
    return m_text->text();
}

void MessageBanner::moveTo(QWidget* centre)
{
    const bool isShown = !isHidden();
    qobject_cast<QBoxLayout*>(centre->layout())->insertWidget(0, this);
    setVisible(isShown);
}

void MessageBanner::paintEvent(QPaintEvent*)
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_tone == Tone::Warning ? tokens.warning : tokens.accent);
    painter.setBrush(tokens.raised);
    const double inset = kMargin + 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 8, 8);
}

} // namespace isthmus
