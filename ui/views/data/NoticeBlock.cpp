// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/data/NoticeBlock.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {
namespace {

constexpr int kShort = 110; // letters of all notices that are shown as they are

QLabel* noticeLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setProperty("dim", true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

NoticeBlock::NoticeBlock(QWidget* parent)
    : QWidget(parent)
    , m_all(noticeLabel(this))
    , m_first(noticeLabel(this))
    , m_more(new QPushButton(this))
{
    m_all->setWordWrap(true);
    m_all->setObjectName("notices");
    m_first->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_more->setObjectName("more-notices");
    m_more->setFocusPolicy(Qt::TabFocus); // a click leaves Space to play and pause
    m_more->setFlat(true);
    m_more->setProperty("flat", true);
    m_more->setStyleSheet("QPushButton { padding: 0px 4px; min-height: 16px; }");
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_first, 1);
    line->addWidget(m_more, 0, Qt::AlignRight);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_all);
    column->addLayout(line);
    connect(m_more, &QPushButton::clicked, this, [this] { fold(!m_isFolded); });
    setNotices({});
}

void NoticeBlock::setNotices(const QStringList& notices)
{
    const bool isSame = notices == m_notices;
    m_notices = notices;
    m_all->setText(notices.join('\n'));
    setVisible(!notices.isEmpty());
    const bool isLong = m_all->text().size() > kShort;
    m_more->setVisible(isLong);
    fold(isLong && (!isSame || m_isFolded));
}

void NoticeBlock::fold(bool folded)
{
    m_isFolded = folded;
    m_all->setVisible(!folded);
    m_first->setVisible(folded);
    m_more->setText(!folded         ? tr("less")
            : m_notices.size() == 1 ? tr("more…")
                                    : tr("%1 notices…").arg(m_notices.size()));
    m_more->setToolTip(folded ? tr("Show all that is to be known of this data") : tr("Show the beginning alone"));
    arrange();
}

void NoticeBlock::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void NoticeBlock::arrange()
{
    m_all->setMinimumHeight(0); // a label's height for a width is never below it
    m_all->setMinimumHeight(std::max(m_all->heightForWidth(width()), 0)); // without a text it has none
    const int room = width() - m_more->sizeHint().width() - 4;
    m_first->setText(
        m_notices.isEmpty() ? QString() : m_first->fontMetrics().elidedText(m_notices.first(), Qt::ElideRight, room));
    m_first->setToolTip(m_notices.join('\n'));
}

} // namespace isthmus
