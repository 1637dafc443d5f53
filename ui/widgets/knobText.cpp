// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/knobText.h"

#include <QRegularExpression>

namespace isthmus {

QString withKnobSigns(const std::string& sentence)
{
    static const QRegularExpression beta("\\bbeta\\b");
    return QString::fromStdString(sentence)
        .replace(beta, QString::fromUtf8("β"))
        .replace(" -> ", QString::fromUtf8(" → "));
}

QString knobText(const KnobChange& change)
{
    return withKnobSigns(changeText(change));
}

QString knobText(const KnobChange& change, const std::string& value)
{
    return withKnobSigns(knobName(change) + ' ' + knobValueText(change, value));
}

} // namespace isthmus
