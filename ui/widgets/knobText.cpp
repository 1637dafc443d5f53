// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/knobText.h"

#include <QRegularExpression>

#include <vector>

namespace isthmus {

namespace {

/// A word and the sign for it.
struct Sign
{
    QRegularExpression word;
    QString symbol;
};

const std::vector<Sign>& signsOfKnobs()
{
    static const std::vector<Sign> signs = [] {
        std::vector<Sign> all;
        for (const KnobType& type : knobTypes())
            if (*type.symbol != '\0')
                all.push_back({QRegularExpression("\\b" + QString::fromStdString(type.spoken()) + "\\b"),
                    QString::fromUtf8(type.symbol)});
        return all;
    }();
    return signs;
}

} // namespace

QString withKnobSigns(const std::string& sentence)
{
    QString text = QString::fromStdString(sentence).replace(" -> ", QString::fromUtf8(" → "));
    for (const Sign& sign : signsOfKnobs())
        text.replace(sign.word, sign.symbol);
    return text;
}

QString knobText(const KnobChange& change)
{
    return withKnobSigns(changeText(change));
}

QString knobText(const KnobChange& change, const std::string& value)
{
    return withKnobSigns(knobName(change) + ' ' + knobValueText(change, value));
}

QString knobText(const KnobType& type, const Knobs& knobs)
{
    return withKnobSigns(type.spoken() + ' ' + type.words(knobs));
}

} // namespace isthmus
