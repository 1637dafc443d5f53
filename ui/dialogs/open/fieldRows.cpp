// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scaleNames.h"
#include "ui/dialogs/open/FieldEditor.h"

#include <QObject>

namespace isthmus {
namespace {

using Choices = std::vector<std::pair<QString, QString>>;

/// @param taken  what automatic takes; empty: nobody knows
Choices arraysOf(const DatasetChoices& choices, const std::string& taken)
{
    const QString automatic = QObject::tr("automatic");
    Choices list{{taken.empty() ? automatic : automatic + ": " + QString::fromStdString(taken), ""}};
    for (const auto& [name, form] : choices.arrays)
        list.emplace_back(QString("%1: %2").arg(QString::fromStdString(name), QString::fromStdString(form)),
            QString::fromStdString(name));
    return list;
}

FieldEditor* makeArray(const DatasetChoices& choices, QWidget* parent)
{
    return new ChoiceEditor(arraysOf(choices, choices.array), parent);
}

FieldEditor* makeLabelArray(const DatasetChoices& choices, QWidget* parent)
{
    Choices list = arraysOf(choices, choices.labelArray);
    list.insert(list.begin() + 1, {QObject::tr("no labels"), "none"});
    return new ChoiceEditor(list, parent);
}

FieldEditor* makeLabelColumn(const DatasetChoices& choices, QWidget* parent)
{
    const QString found =
        choices.labelColumn.empty() ? QObject::tr("no labels") : QString::fromStdString(choices.labelColumn);
    Choices list{{QObject::tr("automatic: %1").arg(found), ""}, {QObject::tr("no labels"), "none"}};
    for (std::size_t i = 0; i < choices.columns.size(); ++i) {
        const std::string& name = choices.columns[i];
        const QString number = QString::number(i);
        list.emplace_back(name.empty() ? QObject::tr("column %1").arg(number) : QString::fromStdString(name),
            name.empty() ? number : QString::fromStdString(name));
    }
    return new ChoiceEditor(list, parent);
}

FieldEditor* makeSize(const DatasetChoices&, QWidget* parent)
{
    return new PixelsEditor(
        {QObject::tr("Height in pixels"), QObject::tr("Width in pixels")},
        [](const Dataset& data) {
            return std::vector{data.shape.height, data.shape.width};
        },
        parent);
}

FieldEditor* makePatch(const DatasetChoices&, QWidget* parent)
{
    return new PixelsEditor(
        {QObject::tr("Side of a patch in pixels")}, [](const Dataset& data) { return std::vector{data.shape.width}; },
        parent);
}

FieldEditor* makeStride(const DatasetChoices&, QWidget* parent)
{
    return new PixelsEditor(
        {QObject::tr("Pixels from patch to patch")}, [](const Dataset& data) { return std::vector{data.shape.width}; },
        parent);
}

FieldEditor* makeFit(const DatasetChoices&, QWidget* parent)
{
    return new ChoiceEditor({{QObject::tr("cut to fill"), ""}, {QObject::tr("pad to show all"), "pad"}}, parent);
}

FieldEditor* makeTurn(const DatasetChoices&, QWidget* parent)
{
    return new ChoiceEditor(
        {{QObject::tr("as they are"), ""}, {QObject::tr("rows for columns, as EMNIST needs it"), "transpose"},
            {QObject::tr("a quarter to the left"), "left"}, {QObject::tr("a quarter to the right"), "right"},
            {QObject::tr("upside down"), "half"}, {QObject::tr("left for right"), "mirror"},
            {QObject::tr("top for bottom"), "flip"}},
        parent);
}

FieldEditor* makeColour(const DatasetChoices&, QWidget* parent)
{
    return new ChoiceEditor(
        {{QObject::tr("automatic"), ""}, {QObject::tr("grey"), "grey"}, {QObject::tr("colour"), "rgb"}}, parent);
}

FieldEditor* makeOrder(const DatasetChoices&, QWidget* parent)
{
    return new ChoiceEditor({{QObject::tr("automatic"), ""}, {QObject::tr("channels first"), "first"},
                                {QObject::tr("channels last"), "last"}},
        parent);
}

FieldEditor* makeScaling(const DatasetChoices&, QWidget* parent)
{
    Choices list;
    for (const ScaleName& name : scaleNames())
        list.emplace_back(QObject::tr(name.title), list.empty() ? "" : name.word);
    return new ChoiceEditor(list, parent);
}

FieldEditor* makeMissing(const DatasetChoices&, QWidget* parent)
{
    return new ChoiceEditor({{QObject::tr("refuse the data"), ""}, {QObject::tr("leave the row out"), "leave-out"},
                                {QObject::tr("the mean, not counted"), "mean"}},
        parent);
}

/// Only a table with texts that may become columns has it.
FieldEditor* makeOneHot(const DatasetChoices& choices, QWidget* parent)
{
    if (choices.textColumns.empty())
        return nullptr;
    Choices list{{QObject::tr("labels, or left out"), ""}};
    if (choices.textColumns.size() > 1)
        list.emplace_back(QObject::tr("all as columns of 0 and 1"), "auto");
    for (const std::string& name : choices.textColumns)
        list.emplace_back(
            QObject::tr("%1 as columns of 0 and 1").arg(QString::fromStdString(name)), QString::fromStdString(name));
    return new ChoiceEditor(list, parent);
}

FieldEditor* makeValidationPart(const DatasetChoices&, QWidget* parent)
{
    auto* editor = new ChoiceEditor(
        {{QObject::tr("used, unless a share is held out"), ""}, {QObject::tr("left out"), "leave-out"}}, parent);
    editor->showOnlyFor([](const Dataset& data) { return data.validationCount > 0; });
    return editor;
}

} // namespace

const std::vector<FieldRow>& fieldRows()
{
    static const std::vector<FieldRow> rows{
        {"array", "&Array", makeArray},
        {"label-array", "La&bels", makeLabelArray},
        {"label-column", "La&bels", makeLabelColumn},
        {"size", "&Size", makeSize},
        {"fit", "Fi&t", makeFit},
        {"turn", "&Turn", makeTurn},
        {"patch", "&Patch", makePatch},
        {"stride", "St&ride", makeStride},
        {"channels", "&Colour", makeColour},
        {"channel-order", "C&hannels", makeOrder},
        {"scaling", "Valu&es", makeScaling},
        {"missing", "&Missing", makeMissing},
        {"one-hot", "Te&xts", makeOneHot},
        {"validation-part", "Vali&dation", makeValidationPart},
    };
    return rows;
}

} // namespace isthmus
