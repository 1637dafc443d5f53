// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/Datasets.h"

#include <QWidget>

#include <map>
#include <string>

class QVBoxLayout;

namespace isthmus {

class FieldEditor;

/// The choices in reading a data set that matter to its format, one row each, made from readFields() and fieldRows().
class ReadingForm : public QWidget
{
    Q_OBJECT
public:
    explicit ReadingForm(QWidget* parent = nullptr);

    /// Rows for another data set.
    void display(const DatasetChoices& choices, const ReadOptions& options);
    /// Shows what was found where nothing is chosen.
    void showFound(const Dataset& dataset);
    void setOptions(const ReadOptions& options);
    [[nodiscard]] ReadOptions options() const;

    /// Are there any rows?
    [[nodiscard]] bool isBlank() const { return m_editors.empty(); }
    /// The widgets that take the keyboard, in the order of the rows.
    [[nodiscard]] QWidgetList inputs() const;
    /// The editor of the field of this name; null if the format does not take it.
    [[nodiscard]] FieldEditor* editor(const std::string& field) const;

    /// Unfolds the choices of a field; nothing where the format does not take it.
    void openChoices(const std::string& field);

signals:
    void changed(); ///< the user changed a field

private:
    void showWanted(const Dataset* dataset); ///< null: it has not been read

    QVBoxLayout* m_column;
    QWidget* m_rows = nullptr;
    std::map<std::string, FieldEditor*> m_editors;
    ReadOptions m_options; ///< options that were set last; only those without a row are read from here
};

} // namespace isthmus
