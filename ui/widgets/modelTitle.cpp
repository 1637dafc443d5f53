// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/modelTitle.h"

#include <QObject>
#include <QString>

namespace isthmus {
namespace {

std::string marked(const std::string& title, const QString& mark)
{
    QString bare = QString::fromStdString(title);
    for (const QString& known : {QObject::tr(" (edited)"), QObject::tr(" (imported)"), QObject::tr(" (edited)")})
        if (bare.endsWith(known))
            bare.chop(known.size());
    return (bare + mark).toStdString();
}

} // namespace

std::string editedTitle(const std::string& title)
{
    return marked(title, QObject::tr(" (edited)"));
}

std::string importedTitle(const std::string& title)
{
    return marked(title, QObject::tr(" (imported)"));
}

} // namespace isthmus
