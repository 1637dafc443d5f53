// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/ModelImport.h"

#include <QDialog>

#include <utility>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace isthmus {

/// The model to import, and the images for which it is.
struct ImportChoice
{
    ImportSource source;
    bool isForOpenData = false; ///< the import is for the open data; else it is to be explored without data
};

/// Asks for the files of a model that was trained elsewhere. Stays open until who imports it closes it, and says what
/// went wrong.
class ImportDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param openData  what a person calls the images that are open; empty: there are none
    ImportDialog(const QString& openData, QWidget* parent);

    void setPath(const QString& path);
    /// Fills the fields in as they were for an import, and goes to that of the code.
    void setChoice(const ImportChoice& choice);
    [[nodiscard]] ImportChoice choice() const;

    /// Sets whether the model is being imported. Meanwhile nothing can be changed, but the import can be cancelled.
    void setBusy(bool busy);
    void showFault(const QString& sentence);

signals:
    void importAsked(const ImportChoice& choice);

private:
    QLineEdit* addFile(const QString& label, const QString& name, const QString& hint, const QString& filter);
    void addRow(const QString& label, QWidget* field, QWidget* button = nullptr);
    void orderTabs();
    void chooseModelFile();
    void follow();
    void enable();

    QGridLayout* m_rows;
    QLineEdit* m_path;
    QLineEdit* m_decoder;
    QLineEdit* m_code;
    QComboBox* m_model;
    QComboBox* m_images;
    QLabel* m_fault;
    QLabel* m_busy;
    QPushButton* m_help; ///< button below a fault
    QPushButton* m_import;
    std::vector<std::pair<QWidget*, QWidget*>> m_fields; ///< fields, each with the button beside it; null: none
    bool m_isBusy = false;
};

} // namespace isthmus
