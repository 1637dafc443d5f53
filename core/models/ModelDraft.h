// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/LayerPlace.h"
#include "core/models/ModelSpec.h"

#include <string>
#include <vector>

namespace isthmus {

/// A model that is being edited: each edit gives another ModelSpec, and every earlier one can be restored. Edits need
/// not fit together; outlineOf() tells. A plain value of one thread.
class ModelDraft
{
public:
    explicit ModelDraft(ModelSpec spec);

    [[nodiscard]] const ModelSpec& spec() const { return m_past[m_present]; }

    /// A layer of this type with its defaults, before the one that stands there.
    void add(LayerPlace place, const std::string& type);
    void remove(LayerPlace place);
    /// @param to  place of the layer afterwards; may be in the other part
    void move(LayerPlace from, LayerPlace to);
    /// Puts another type at the same place; fields that both have keep their values.
    void setType(LayerPlace place, const std::string& type);
    /// Changes of one field in a row are undone together.
    void setField(LayerPlace place, const std::string& field, double value);
    /// The code keeps its size where the other kind can have it. A Gaussian code that becomes plain is made by a dense
    /// layer of that size at the encoder's end; such a layer gives way to the heads of a code that becomes Gaussian.
    /// @param latentDim  size of the code of a Gaussian bottleneck, unless such a layer has it
    void setBottleneck(Bottleneck bottleneck, int latentDim);
    /// Sets the loss as withLoss() does: a final sigmoid is added or removed, as the loss requires.
    void setLoss(const std::string& loss);
    /// @param initialiser  a name from initialiserTypes()
    void setInitialiser(const std::string& initialiser);
    /// Puts another model in place of all layers, as one edit.
    void replace(ModelSpec spec);

    [[nodiscard]] bool canUndo() const { return m_present > 0; }
    [[nodiscard]] bool canRedo() const { return m_present + 1 < m_past.size(); }
    void undo();
    void redo();

private:
    /// @param series  edits with the same one in a row are one; empty: by itself
    void edit(ModelSpec next, const std::string& series = {});

    std::vector<ModelSpec> m_past; ///< all versions up to the present one, and those that were undone behind m_present
    std::size_t m_present = 0;
    std::string m_series;
};

/// Layers of a part; must not be asked of the bottleneck.
const std::vector<LayerSpec>& layersOf(const ModelSpec& spec, ModelPart part);

} // namespace isthmus
