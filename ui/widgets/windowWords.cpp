// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/windowWords.h"

#include "core/data/scaleNames.h"

#include <QObject>

#include <utility>
#include <vector>

namespace isthmus {
namespace {

using Words = std::vector<std::pair<QString, QString>>;

const Words& wordsOfTheWindow()
{
    static const Words words = [] {
        Words all{{"'leave-out'", '"' + QObject::tr("leave the row out") + '"'},
            {"'one-hot'", '"' + QObject::tr("as columns of 0 and 1") + '"'},
            {"'mean'", '"' + QObject::tr("the mean, not counted") + '"'}};
        for (std::size_t i = 0; i < kScales; ++i)
            all.emplace_back(QString::fromStdString(scaleText(static_cast<ReadOptions::Scale>(i))),
                '"' + QObject::tr(scaleNames()[i].title) + '"');
        return all;
    }();
    return words;
}

} // namespace

QString windowWords(const QString& sentence)
{
    QString text = sentence;
    for (const auto& [both, title] : wordsOfTheWindow())
        text.replace(both, title);
    return text;
}

QString windowWords(const std::string& sentence)
{
    return windowWords(QString::fromStdString(sentence));
}

} // namespace isthmus
