// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ModelDraft.h"
#include "core/models/ModelOutline.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QMenu;
class QPushButton;
class QVBoxLayout;

namespace isthmus {

class CodeRow;
class LayerRow;

/// The layers of a model that is being edited, from the image to the image: the encoder's, the code, the decoder's.
/// Edits the draft and says so; whoever owns it shows the outline of what came out. One layer is selected, or none.
class LayerTable : public QWidget
{
    Q_OBJECT
public:
    /// @param draft  must outlive it
    explicit LayerTable(ModelDraft& draft, QWidget* parent = nullptr);

    /// Shows the draft and what it makes.
    void display(const ModelOutline& outline);

    [[nodiscard]] const std::optional<LayerPlace>& selected() const { return m_selected; }
    void select(std::optional<LayerPlace> place);
    /// The place where the selected layer would stand, one up or down, perhaps in the other part; empty at the ends.
    [[nodiscard]] std::optional<LayerPlace> neighbour(int step) const;

    void removeSelected();
    void moveSelected(int step);
    /// Opens the list of layer types. The chosen one is put behind the selected layer, else at the encoder's end.
    void openAddMenu();

    [[nodiscard]] LayerRow& row(LayerPlace place) { return *m_parts[indexOf(place.part)].rows[place.entry]; }
    [[nodiscard]] CodeRow& code() { return *m_code; }
    /// Adds at the end of a part.
    [[nodiscard]] QPushButton& addButton(ModelPart part) { return *m_parts[indexOf(part)].add; }

signals:
    void edited();
    void selectionChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Part
    {
        QVBoxLayout* column = nullptr; ///< column of its rows
        QPushButton* add = nullptr;
        std::vector<LayerRow*> rows;
        std::vector<std::string> types; ///< types that the rows were made for
    };

    [[nodiscard]] static std::size_t indexOf(ModelPart part) { return part == ModelPart::Encoder ? 0 : 1; }
    [[nodiscard]] Part& part(ModelPart which) { return m_parts[indexOf(which)]; }
    [[nodiscard]] std::size_t count(ModelPart which) const { return layersOf(m_draft.spec(), which).size(); }
    void makePart(ModelPart which, const QString& title, QVBoxLayout* column);
    void makeRows(ModelPart which);
    LayerRow* makeRow(LayerPlace place);
    void displayPart(ModelPart which, const ModelOutline& outline);
    void openMenu(LayerPlace place, const QPoint& globalPosition);
    void add(LayerPlace place, const std::string& type);
    void drag(LayerPlace from, const QPoint& globalPosition);
    void drop(LayerPlace from);
    /// The gap between rows that is nearest to a height of this widget.
    [[nodiscard]] LayerPlace gapAt(int y) const;
    [[nodiscard]] int heightOf(LayerPlace gap) const;

    ModelDraft& m_draft;
    std::array<Part, 2> m_parts;
    CodeRow* m_code;
    QWidget* m_gapLine; ///< line where a dragged layer would stand
    std::optional<LayerPlace> m_gap;
    std::optional<LayerPlace> m_selected;
};

} // namespace isthmus
