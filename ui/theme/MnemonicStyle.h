// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace isthmus {

/// Fusion with this program's manners. The letters of menus and buttons are underlined only while Alt is held;
/// Alt+letter works always. In the window Space and Enter press the button that has the focus, though Space plays and
/// pauses elsewhere. Buttons of dialogs have no icons, whatever the desktop does elsewhere. The lists of combo boxes
/// look like menus, and panels that float have room for a frame. It must be installed as an event filter of the
/// application, which owns it as its style.
class MnemonicStyle : public QProxyStyle
{
    Q_OBJECT
public:
    MnemonicStyle();

    using QProxyStyle::polish;
    void polish(QWidget* widget) override;
    QIcon standardIcon(
        StandardPixmap icon, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
        QStyleHintReturn* returnData = nullptr) const override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setAltHeld(bool held);

    bool m_isAltHeld = false;
};

} // namespace isthmus
