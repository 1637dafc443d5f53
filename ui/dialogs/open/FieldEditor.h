// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/Datasets.h"
#include "ui/widgets/NumberField.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;

namespace isthmus {

/// Edits one field of ReadOptions, as the text that readFields() writes: empty is the default.
class FieldEditor : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString text() const = 0;
    /// The widgets that take the keyboard, from left to right.
    [[nodiscard]] virtual QWidgetList inputs() const = 0;
    /// Shows a text without changed().
    virtual void display(const QString& text) = 0;
    /// Shows which value the default has in a set that was read with it.
    virtual void showFound(const Dataset& dataset) { Q_UNUSED(dataset); }

    /// Lets its row be seen only where a set that was read has what it chooses.
    void showOnlyFor(std::function<bool(const Dataset& dataset)> hasIt) { m_hasIt = std::move(hasIt); }
    /// Is its row to be seen? Without a set: before it has been read.
    [[nodiscard]] bool isWanted(const Dataset* dataset) const
    {
        return !m_hasIt || !text().isEmpty() || (dataset != nullptr && m_hasIt(*dataset));
    }

signals:
    void changed();

private:
    std::function<bool(const Dataset& dataset)> m_hasIt;
};

/// A few words or many names, one of them chosen.
class ChoiceEditor : public FieldEditor
{
    Q_OBJECT
public:
    /// @param choices  each with the text that is shown and the text that it stands for
    ChoiceEditor(const std::vector<std::pair<QString, QString>>& choices, QWidget* parent);

    [[nodiscard]] QString text() const override;
    [[nodiscard]] QWidgetList inputs() const override;
    void display(const QString& text) override;

private:
    QComboBox* m_box;
};

/// Whole numbers of pixels, all of them or none: a side, or height and width, which the text has the other way round.
class PixelsEditor : public FieldEditor
{
    Q_OBJECT
public:
    /// The values that the default has in a set, one for each number that is edited; those that are not above 0 are
    /// unknown.
    using Found = std::function<std::vector<int>(const Dataset& dataset)>;

    /// @param names  one a number, for those who cannot see the form
    PixelsEditor(const QStringList& names, Found found, QWidget* parent);

    [[nodiscard]] QString text() const override; ///< "28"; "8x9" for a height of 9
    [[nodiscard]] QWidgetList inputs() const override;
    void display(const QString& text) override;
    void showFound(const Dataset& dataset) override;

private:
    struct Box
    {
        WholeField* spin;
        bool follows; ///< whether it takes the number of the one that is edited, since it has none of its own
    };

    void complete(WholeField* edited);

    Found m_found;
    std::vector<Box> m_boxes;
};

/// One row of the form: the editor and the label of the field of this name.
struct FieldRow
{
    const char* field; ///< name of the field in readFields()
    const char* label; ///< label with its mnemonic
    /// Null where there is nothing to choose.
    FieldEditor* (*make)(const DatasetChoices& choices, QWidget* parent);
};

/// The rows in the order of the form.
const std::vector<FieldRow>& fieldRows();

} // namespace isthmus
