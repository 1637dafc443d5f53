// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/model/presetList.h"

#include "core/runs/Presets.h"

#include <QComboBox>
#include <QCoreApplication>

#include <string>
#include <vector>

namespace isthmus {

namespace {

std::vector<std::string> listedNames(const QComboBox& list)
{
    std::vector<std::string> names;
    for (int i = 0; i < list.count(); ++i)
        names.push_back(list.itemData(i).toString().toStdString());
    return names;
}

} // namespace

void listPresets(const Shape& shape, QComboBox& list)
{
    const std::vector<std::string> names = presetNamesFor(shape);
    if (listedNames(list) == names)
        return;
    list.clear();
    for (const std::string& name : names) {
        const QString id = QString::fromStdString(name);
        list.addItem(QString::fromStdString(loadPreset(name).model.title), id);
        list.setItemData(list.count() - 1,
            QCoreApplication::translate("isthmus::ModelView", "On the command line: --model %1").arg(id),
            Qt::ToolTipRole);
    }
}

} // namespace isthmus
