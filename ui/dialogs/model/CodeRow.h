// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ModelSpec.h"
#include "ui/dialogs/model/EditorRow.h"

class QComboBox;

namespace isthmus {

class FieldSpin;

/// The bottleneck in the model editor: its kind, and the size of a Gaussian one.
class CodeRow : public EditorRow
{
    Q_OBJECT
public:
    explicit CodeRow(QWidget* parent = nullptr);

    void display(const ModelSpec& spec);

    [[nodiscard]] QComboBox& kind() { return *m_kind; }
    [[nodiscard]] FieldSpin& latent() { return *m_latent; }

signals:
    void chosen(Bottleneck bottleneck, int latentDim);

private:
    void choose();

    QComboBox* m_kind;
    QWidget* m_label;
    FieldSpin* m_latent;
};

} // namespace isthmus
