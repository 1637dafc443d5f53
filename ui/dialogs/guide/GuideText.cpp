// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/guide/GuideText.h"

#include "ui/theme/Theme.h"

#include <QFile>

namespace isthmus {

GuideText::GuideText(QWidget* parent)
    : QTextBrowser(parent)
{
}

QVariant GuideText::loadResource(int type, const QUrl& name)
{
    const QString end = ".png";
    if (type != QTextDocument::ImageResource || !name.path().endsWith(end))
        return QTextBrowser::loadResource(type, name);
    const QString path = ':' + source().resolved(name).path();
    const QString look = Theme::of(this).tokens().dark ? "-dark" : "-light";
    const QString themed = path.chopped(end.size()) + look + end;
    return QImage(QFile::exists(themed) ? themed : path);
}

} // namespace isthmus
