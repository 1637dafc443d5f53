// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ModelDraft.h"
#include "core/train/TrainSpec.h"

#include <QDialog>

#include <memory>
#include <optional>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace isthmus {

class LayerTable;
class ModelTotals;
struct ModelOutline;

/// Edits the layers of a model. It shows, while one types, what each layer makes and costs, and why it does not fit.
/// Knows of no run: whoever opened it starts one from spec() on applied(), and closes it then. Cancelling changes
/// nothing; it asks first where something was edited.
class ModelEditor : public QDialog
{
    Q_OBJECT
public:
    /// @param image     shape of one image
    /// @param training  batch and optimiser, which the memory follows from
    ModelEditor(const ModelSpec& spec, Shape image, TrainSpec training, QWidget* parent);
    ~ModelEditor() override;

    /// Sets the model that the run has: there is nothing to apply while the layers are the same.
    void setPresent(const ModelSpec& present);

    [[nodiscard]] const ModelSpec& spec() const { return m_draft.spec(); }
    [[nodiscard]] LayerTable& table() { return *m_table; }
    [[nodiscard]] QPushButton& applyButton() { return *m_apply; }

    /// Says why there is nothing to apply, or why applying or a file failed; empty: nothing is wrong.
    void showFault(const QString& sentence);
    [[nodiscard]] QString fault() const;

    /// Closes it, and asks first if there are edits that would be lost.
    void reject() override;
    /// Closes it without a question.
    void discard();

    /// Loads a JSON model file instead of what is there, as one edit; showFault() says what goes wrong.
    void openFile(const QString& path);
    void saveFile(const QString& path);

signals:
    void applied();

private:
    QAction* makeAction(const QString& text, const QKeySequence& keys, void (ModelEditor::*act)());
    void makeActions();
    QHBoxLayout* makeTools();
    void makeChoices(QHBoxLayout* line);
    QHBoxLayout* makeFooter();
    void refresh();
    void showTotals(const ModelOutline& outline);
    void enableActions();
    void retheme();
    void undo();
    void redo();
    void removeLayer();
    void moveUp();
    void moveDown();
    void addLayer();
    void mirror();
    void askForFile();
    void askWhereToSave();

    ModelDraft m_draft;
    std::optional<ModelSpec> m_present;
    ModelSpec m_kept; ///< what is not lost on closing: the model it was opened with, or what was last saved as a file
    const Shape m_data;
    const TrainSpec m_training;
    LayerTable* m_table;
    QComboBox* m_initialiser;
    QComboBox* m_loss;
    ModelTotals* m_totals;
    QLabel* m_fault;
    QPushButton* m_apply;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    QAction* m_remove = nullptr;
    QAction* m_up = nullptr;
    QAction* m_down = nullptr;
    QAction* m_mirror = nullptr;
};

} // namespace isthmus
