// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/ReadingForm.h"

#include "core/datasets/ReadFields.h"
#include "ui/dialogs/open/FieldEditor.h"
#include "ui/widgets/LabelledRow.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {
namespace {

const ReadField& readField(const std::string& name)
{
    return *std::find_if(
        readFields().begin(), readFields().end(), [&](const ReadField& field) { return field.name == name; });
}

QString sentence(const char* help)
{
    QString text = QString::fromUtf8(help);
    text[0] = text[0].toUpper();
    return text;
}

} // namespace

ReadingForm::ReadingForm(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
}

void ReadingForm::display(const DatasetChoices& choices, const ReadOptions& options)
{
    delete m_rows;
    m_editors.clear();
    m_options = options;
    m_rows = new QWidget(this);
    auto* rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    for (const FieldRow& row : fieldRows()) {
        if (std::find(choices.fields.begin(), choices.fields.end(), row.field) == choices.fields.end())
            continue;
        FieldEditor* editor = row.make(choices, m_rows);
        if (!editor)
            continue;
        editor->setObjectName(row.field);
        auto* line = new LabelledRow(tr(row.label), editor, m_rows);
        line->setToolTip(sentence(readField(row.field).help));
        QWidget* first = editor->inputs().first();
        line->label().setBuddy(first); // the editor itself takes no focus: as a proxy it would catch the tab key
        if (first->accessibleName().isEmpty())
            first->setAccessibleName(tr(row.label).remove('&'));
        rows->addWidget(line);
        m_editors.emplace(row.field, editor);
        connect(editor, &FieldEditor::changed, this, &ReadingForm::changed);
    }
    m_column->addWidget(m_rows);
    setOptions(options);
    showWanted(nullptr);
}

void ReadingForm::showWanted(const Dataset* dataset)
{
    for (const auto& [name, editor] : m_editors)
        editor->parentWidget()->setVisible(editor->isWanted(dataset));
}

void ReadingForm::setOptions(const ReadOptions& options)
{
    m_options = options;
    for (const auto& [name, editor] : m_editors)
        editor->display(QString::fromStdString(readField(name).text(options)));
}

ReadOptions ReadingForm::options() const
{
    std::vector<std::string> rowless;
    for (const ReadField& field : readFields())
        if (!editor(field.name))
            rowless.emplace_back(field.name);
    ReadOptions options = onlyFields(m_options, rowless);
    for (const auto& [name, editor] : m_editors)
        if (const QString text = editor->text(); !text.isEmpty())
            readField(name).set(options, text.toStdString());
    return options;
}

void ReadingForm::showFound(const Dataset& dataset)
{
    for (const auto& [name, editor] : m_editors)
        editor->showFound(dataset);
    showWanted(&dataset);
}

QWidgetList ReadingForm::inputs() const
{
    QWidgetList inputs;
    for (const FieldRow& row : fieldRows())
        if (const FieldEditor* each = editor(row.field))
            inputs << each->inputs();
    return inputs;
}

void ReadingForm::openChoices(const std::string& field)
{
    const FieldEditor* chosen = editor(field);
    auto* box = chosen ? qobject_cast<QComboBox*>(chosen->inputs().first()) : nullptr;
    if (!box)
        return;
    box->setFocus();
    box->showPopup();
}

FieldEditor* ReadingForm::editor(const std::string& field) const
{
    const auto found = m_editors.find(field);
    return found == m_editors.end() ? nullptr : found->second;
}

} // namespace isthmus
