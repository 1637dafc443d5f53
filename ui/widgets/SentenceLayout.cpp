// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SentenceLayout.h"

#include <QWidget>

#include <algorithm>

namespace isthmus {
namespace {

constexpr int kTextBeside = 240; // narrower than this a sentence stands above its buttons

int textHeight(const QLayoutItem& text, int width)
{
    return text.hasHeightForWidth() ? text.heightForWidth(width) : text.sizeHint().height();
}

} // namespace

SentenceLayout::SentenceLayout(QWidget* parent)
    : QLayout(parent)
{
}

SentenceLayout::~SentenceLayout() = default;

void SentenceLayout::insertBeforeLast(QWidget* button)
{
    addWidget(button);
    std::iter_swap(m_items.end() - 1, m_items.end() - 2);
    invalidate();
}

void SentenceLayout::addItem(QLayoutItem* item)
{
    m_items.emplace_back(item);
}

int SentenceLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem* SentenceLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem* SentenceLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem* item = m_items[static_cast<std::size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

QSize SentenceLayout::sizeHint() const
{
    const QMargins margins = contentsMargins();
    int width = m_items.empty() ? 0 : m_items.front()->sizeHint().width();
    for (const QLayoutItem* button : buttons())
        width += spacing() + button->sizeHint().width();
    width += margins.left() + margins.right();
    return {width, heightForWidth(width)};
}

QSize SentenceLayout::minimumSize() const
{
    const QMargins margins = contentsMargins();
    int width = m_items.empty() ? 0 : m_items.front()->minimumSize().width();
    for (const QLayoutItem* button : buttons())
        width = std::max(width, button->sizeHint().width());
    int height = 0;
    for (const std::unique_ptr<QLayoutItem>& item : m_items)
        height = std::max(height, item->minimumSize().height());
    return QSize(width, height).grownBy(margins);
}

int SentenceLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

void SentenceLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

std::vector<QLayoutItem*> SentenceLayout::buttons() const
{
    std::vector<QLayoutItem*> seen;
    for (std::size_t i = 1; i < m_items.size(); ++i) {
        if (!m_items[i]->isEmpty())
            seen.push_back(m_items[i].get());
    }
    return seen;
}

int SentenceLayout::arrange(const QRect& rect, bool isPlacing) const
{
    if (m_items.empty())
        return 0;
    const QMargins margins = contentsMargins();
    const QRect inner = rect.marginsRemoved(margins);
    const std::vector<QLayoutItem*> seen = buttons();
    QLayoutItem& text = *m_items.front();
    int besideWidth = 0;
    int besideHeight = 0;
    for (const QLayoutItem* button : seen) {
        besideWidth += spacing() + button->sizeHint().width();
        besideHeight = std::max(besideHeight, button->sizeHint().height());
    }
    const int textWidth = inner.width() - besideWidth;
    if (textWidth < std::min(kTextBeside, text.sizeHint().width())) {
        const int above = textHeight(text, inner.width());
        if (isPlacing)
            text.setGeometry(QRect(inner.left(), inner.top(), inner.width(), above));
        const int below = arrangeRows(inner.adjusted(0, above + spacing(), 0, 0), isPlacing);
        return margins.top() + above + spacing() + below + margins.bottom();
    }
    const int height = std::max(textHeight(text, textWidth), besideHeight);
    if (isPlacing) {
        text.setGeometry(QRect(inner.left(), inner.top(), textWidth, height));
        int x = inner.left() + textWidth;
        for (QLayoutItem* button : seen) {
            x += spacing();
            button->setGeometry(QRect(QPoint(x, inner.top()), button->sizeHint()));
            x += button->sizeHint().width();
        }
    }
    return margins.top() + height + margins.bottom();
}

int SentenceLayout::arrangeRows(const QRect& rect, bool isPlacing) const
{
    int x = rect.left();
    int y = rect.top();
    int rowHeight = 0;
    for (QLayoutItem* button : buttons()) {
        const QSize size = button->sizeHint();
        if (x > rect.left() && x + size.width() > rect.left() + rect.width()) {
            x = rect.left();
            y += rowHeight + spacing() / 2;
            rowHeight = 0;
        }
        if (isPlacing)
            button->setGeometry(QRect(QPoint(x, y), size.boundedTo(QSize(rect.width(), size.height()))));
        x += size.width() + spacing();
        rowHeight = std::max(rowHeight, size.height());
    }
    return y + rowHeight - rect.top();
}

} // namespace isthmus
