// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace isthmus {

/// A number that changes often: right-aligned in a width that only a wider text than any before changes, so that a new
/// one repaints these few pixels and seldom lays anything out again. Painted with the widget's own font and WindowText,
/// or PlaceholderText while stale.
class NumberLabel : public QWidget
{
    Q_OBJECT
public:
    /// @param widest  a text as wide as those that are expected, such as "888,888"
    explicit NumberLabel(const QString& widest, QWidget* parent = nullptr);

    [[nodiscard]] const QString& text() const { return m_text; }
    void setText(const QString& text);

    /// Paints the number dim: it was true, and nothing has confirmed it lately.
    void setStale(bool stale);
    [[nodiscard]] bool isStale() const { return m_isStale; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_widest;
    QString m_text;
    bool m_isStale = false;
};

} // namespace isthmus
