// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/LegendWidget.h"

#include "ui/views/latent/LegendEntry.h"

#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

LegendWidget::LegendWidget(QWidget* parent)
    : ScrollPanel(new QWidget, parent)
    , m_column(new QVBoxLayout(widget()))
{
    m_column->setContentsMargins(4, 4, 4, 4);
    m_column->setSpacing(0);
    setAccessibleName(tr("Classes"));
}

void LegendWidget::setClasses(const QStringList& names)
{
    qDeleteAll(m_entries);
    m_entries.clear();
    for (const QString& name : names) {
        const int index = count();
        auto* entry = new LegendEntry(index, name, widget());
        connect(entry, &LegendEntry::clicked, this, [this, index] { toggle(index); });
        connect(entry, &LegendEntry::doubleClicked, this, [this, index] { isolate(index); });
        connect(entry, &LegendEntry::aloneAsked, this, [this, index] {
            m_beforeClick = m_hidden;
            isolate(index);
        });
        connect(entry, &LegendEntry::focused, this, [this, entry] { ensureWidgetVisible(entry, 0, 0); });
        m_column->addWidget(entry);
        entry->show(); // at once, or it would have no size until the next turn of the event loop
        m_entries.push_back(entry);
    }
    setHidden({});
    setVisible(!names.isEmpty());
    adjustSize();
}

void LegendWidget::setHidden(const std::vector<bool>& hidden)
{
    m_hidden = hidden;
    m_hidden.resize(m_entries.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        m_entries[i]->setChecked(!m_hidden[i]);
}

void LegendWidget::draw(QPainter& painter, const ThemeTokens& look) const
{
    painter.save();
    painter.setClipRect(viewport()->rect());
    for (const LegendEntry* entry : m_entries) {
        painter.save();
        painter.translate(widget()->pos() + entry->pos());
        entry->draw(painter, look);
        painter.restore();
    }
    painter.restore();
}

QSize LegendWidget::sizeHint() const
{
    const QSize all = widget()->sizeHint();
    const bool scrolls = all.height() > maximumHeight();
    return {all.width() + (scrolls ? verticalScrollBar()->sizeHint().width() : 0), all.height()};
}

QWidget& LegendWidget::entry(int classIndex) const
{
    return *m_entries[static_cast<std::size_t>(classIndex)];
}

void LegendWidget::toggle(int classIndex)
{
    m_beforeClick = m_hidden;
    std::vector<bool> hidden = m_hidden;
    hidden[static_cast<std::size_t>(classIndex)].flip();
    emit hideAsked(hidden);
}

void LegendWidget::isolate(int classIndex)
{
    const auto index = static_cast<std::size_t>(classIndex);
    const std::vector<bool> before = m_beforeClick.size() == m_hidden.size() ? m_beforeClick : m_hidden;
    const auto shown = std::count(before.begin(), before.end(), false);
    const bool wasAlone = shown == 1 && !before[index];
    std::vector<bool> hidden(m_hidden.size(), !wasAlone);
    hidden[index] = false;
    emit hideAsked(hidden);
}

} // namespace isthmus
