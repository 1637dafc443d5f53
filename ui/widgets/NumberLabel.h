// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace isthmus {

/// A number that changes often: right-aligned in a width that is fixed once, so that a new text repaints these few
/// pixels and never lays anything out again. Painted with the widget's own font and WindowText.
class NumberLabel : public QWidget
{
    Q_OBJECT
public:
    /// @param widest  a text at least as wide as any that will be shown, such as "888,888"
    explicit NumberLabel(const QString& widest, QWidget* parent = nullptr);

    [[nodiscard]] const QString& text() const { return m_text; }
    void setText(const QString& text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_widest;
    QString m_text;
};

} // namespace isthmus
