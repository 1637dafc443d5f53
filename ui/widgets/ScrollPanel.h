// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace isthmus {

/// A panel of a column: as high as its content where there is room, else it scrolls. Never sideways. A footer, which is
/// shown at times, stays in sight beneath what scrolls. The field that has the focus comes into sight when the keys
/// reach it, and stays so when there is less room, since it may be its own fault that the footer says.
class ScrollPanel : public QScrollArea
{
    Q_OBJECT
public:
    /// Takes the content as a child.
    explicit ScrollPanel(QWidget* content, QWidget* parent = nullptr);

    /// Takes the widget as a child. It is seen while it is not hidden.
    void setFooter(QWidget* footer);
    /// px that the footer takes now.
    [[nodiscard]] int footerHeight() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void placeFooter();
    /// Brings a control into sight that the keys came to from elsewhere; within the content Qt does.
    void followKeys(const QWidget* before, QWidget* now);
    /// The control in the content that has the focus, in coordinates of the viewport; empty: none has.
    [[nodiscard]] QRect placeInHand() const;

    QWidget* m_footer = nullptr;
};

} // namespace isthmus
