// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace isthmus {

/// Fusion that underlines the letters of menus and buttons only while Alt is held. Alt+letter works always.
/// To be installed as an event filter of the application, which owns it as its style.
class MnemonicStyle : public QProxyStyle
{
    Q_OBJECT
public:
    MnemonicStyle();

    int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
        QStyleHintReturn* returnData = nullptr) const override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setAltHeld(bool held);

    bool m_isAltHeld = false;
};

} // namespace isthmus
