// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RecentData.h"

#include "core/base/Error.h"
#include "core/datasets/ReadFields.h"
#include "core/files/JsonFields.h"
#include "core/runs/SpecJson.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

namespace isthmus {
namespace {

constexpr const char* kChoices = "recent/choices"; ///< one JSON text by path

/// What is remembered of a path; nothing where a text is not as we write it.
DataChoice choiceOf(const QString& path, const QJsonObject& remembered)
{
    const std::string where = path.toStdString();
    try {
        DataChoice choice{path, readingFromJson(remembered["reading"].toObject(), where), {}};
        choice.isSplitChosen = remembered.contains("split");
        if (choice.isSplitChosen)
            choice.split = splitFromJson(remembered["split"].toObject(), where);
        return choice;
    } catch (const Error&) {
        return {path, {}, {}};
    }
}

QJsonObject rememberedChoices()
{
    return QJsonDocument::fromJson(QSettings().value(kChoices).toByteArray()).object();
}

} // namespace

std::vector<DataChoice> RecentData::list() const
{
    const QJsonObject choices = rememberedChoices();
    std::vector<DataChoice> list;
    for (const QString& path : m_files.list())
        list.push_back(choiceOf(path, choices[path].toObject()));
    return list;
}

void RecentData::add(const DataChoice& choice)
{
    const QString path = QFileInfo(choice.nameOrPath).absoluteFilePath();
    m_files.add(path);
    QJsonObject choices = rememberedChoices();
    QJsonObject chosen{{"reading", toJson(choice.reading)}};
    if (choice.isSplitChosen)
        chosen.insert("split", toJson(choice.split));
    choices[path] = chosen;
    remember(choices);
}

void RecentData::forget(const QString& path)
{
    m_files.forget(path);
    remember(rememberedChoices());
}

void RecentData::clear()
{
    m_files.clear();
    QSettings().remove(kChoices);
}

void RecentData::remember(QJsonObject choices) const
{
    for (const QString& path : choices.keys())
        if (!m_files.list().contains(path))
            choices.remove(path);
    QSettings().setValue(kChoices, QJsonDocument(choices).toJson(QJsonDocument::Compact));
}

void RecentData::fill(QMenu* menu, const QString& heading, const std::function<void(const QString&)>& chosen) const
{
    m_files.fill(menu, heading, chosen);
}

} // namespace isthmus
