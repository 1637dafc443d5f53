// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"
#include "ui/widgets/NumberField.h"

namespace isthmus {

/// One number of a layer, as its LayerField describes it: range, whole or not, and the words that it takes instead of
/// a number ("as data"), which stand below the smallest number. Undoing is left to the editor.
class FieldSpin : public DecimalField
{
    Q_OBJECT
public:
    explicit FieldSpin(LayerField field, QWidget* parent = nullptr);

    [[nodiscard]] const LayerField& field() const { return m_field; }

    /// Shows a value without valueChanged(); leaves the text alone that is being typed and says the same.
    void display(double value);

    [[nodiscard]] QString textFromValue(double value) const override;
    void stepBy(int steps) override;

protected:
    [[nodiscard]] std::optional<double> numberIn(const QString& text) const override;
    [[nodiscard]] QString expected() const override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] FieldRange fieldRange() const;
    [[nodiscard]] const FieldWord* wordOf(double value) const;

    LayerField m_field;
};

} // namespace isthmus
