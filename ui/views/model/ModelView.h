// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/Presets.h"
#include "ui/views/model/ModelEdit.h"
#include "ui/widgets/Figure.h"
#include "ui/widgets/NumberField.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QVBoxLayout;

namespace isthmus {

class ChoiceBox;
class LabelledRow;
class LayerBars;
class ModelEditor;
class RunSession;
class StartOverBar;
class UnitsField;

/// The model of the run: its layers as bars, its size and cost; a preset, latent size, hidden units and loss can be
/// chosen, and act when the user applies them, since they start a new run. Until then what was chosen is marked, and
/// the bars are still those of the model that trains.
class ModelView : public QWidget, public Figure
{
    Q_OBJECT
public:
    explicit ModelView(RunSession& session, QWidget* parent = nullptr);

    /// Opens the editor of the layers; of the panel's button, the menu and a key.
    [[nodiscard]] QAction* editLayers() const { return m_editLayers; }

    /// The bar for the foot of the panel that scrolls the rest.
    [[nodiscard]] StartOverBar& startOver() const { return *m_startOver; }

    [[nodiscard]] QSize figureSize() const override;
    void drawFigure(QPaintDevice& device, const ThemeTokens& look) override;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeForm(QVBoxLayout* column);
    void addRows(QVBoxLayout* column);
    void makeEditButton(QVBoxLayout* column);
    void openEditor();
    void askAndApply(ModelEditor* editor);
    void applyEditor(ModelEditor* editor);
    void nameSamples(); ///< names the samples in the tooltips
    void showRun();
    void showNoModel();
    void showCost(); ///< shows bars and cost as those of the model that trains
    void showEdit(const ModelSpec& spec);
    void showLatent(const ModelEdit& edit, const Shape& code);
    void showPresetTitle(const ModelSpec& spec);
    void showPending();
    void choosePreset();
    void review();
    [[nodiscard]] ModelEdit edit() const;
    /// The base with the edit put in, and a title that says so.
    [[nodiscard]] ModelSpec edited() const;
    /// A model made from the base, with a title that says so.
    [[nodiscard]] ModelSpec titled(ModelSpec spec) const;
    /// Makes the model that was chosen, which may fail, and puts it into what is pending.
    void choose();

    RunSession& m_session;
    Preset m_base; ///< preset that the form started from: the run's, or one that was chosen
    bool m_presetChosen = false;
    bool m_isChain = true; ///< whether the model is a chain of dense layers: its hidden units may be edited here
    QAction* m_editLayers;
    ChoiceBox* m_preset;
    LayerBars* m_bars;
    QLabel* m_cost;
    QLabel* m_pendingCost; ///< cost of the model that waits
    WholeField* m_latent;
    UnitsField* m_hidden;
    QComboBox* m_loss;
    LabelledRow* m_presetRow;
    LabelledRow* m_latentRow;
    LabelledRow* m_hiddenRow;
    LabelledRow* m_lossRow;
    StartOverBar* m_startOver;
};

QWidget* makeModelView(RunSession& session, QWidget* parent);

} // namespace isthmus
