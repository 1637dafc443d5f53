// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/ScrollPanel.h"

#include <QStringList>

#include <vector>

class QPainter;
class QVBoxLayout;

namespace isthmus {

class LegendEntry;
struct ThemeTokens;

/// Names and colours of the classes. A click (or Space or Enter on the focused one) hides or shows a class; a double
/// click (or Shift+Enter) shows it alone, or all again if it was alone. Tells what the user wants; shows what
/// setHidden() says. Scrolls where the maximum height is too low for all of them.
class LegendWidget : public ScrollPanel
{
    Q_OBJECT
public:
    explicit LegendWidget(QWidget* parent = nullptr);

    void setClasses(const QStringList& names);
    void setHidden(const std::vector<bool>& hidden);

    /// The entries that are seen, from the painter's origin.
    void draw(QPainter& painter, const ThemeTokens& look) const;

    [[nodiscard]] QSize sizeHint() const override;

    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] QWidget& entry(int classIndex) const;

signals:
    void hideAsked(const std::vector<bool>& hidden); ///< classes to hide, by class index

private:
    void toggle(int classIndex);
    void isolate(int classIndex);

    QVBoxLayout* m_column;
    std::vector<LegendEntry*> m_entries;
    std::vector<bool> m_hidden;
    std::vector<bool> m_beforeClick; ///< classes hidden before the click, so that the first click of a double click
                                     ///< counts for nothing
};

} // namespace isthmus
