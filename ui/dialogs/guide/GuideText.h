// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace isthmus {

/// Shows the pages of the guide. A picture that a page calls plane.png is plane-dark.png or plane-light.png where there
/// are two, as the theme says.
class GuideText : public QTextBrowser
{
    Q_OBJECT
public:
    explicit GuideText(QWidget* parent);

    QVariant loadResource(int type, const QUrl& name) override;
};

} // namespace isthmus
