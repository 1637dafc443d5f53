// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Autoencoder.h"
#include "core/train/TrainSpec.h"

#include <QWidget>

#include <array>

class QLabel;

namespace isthmus {

/// The size and cost of a whole model: four numbers, each below its name.
class ModelTotals : public QWidget
{
    Q_OBJECT
public:
    explicit ModelTotals(QWidget* parent = nullptr);

    /// @param model  null: it does not fit together, so there is nothing to show
    void display(const Autoencoder* model, const TrainSpec& training);

    [[nodiscard]] QString text(std::size_t number) const;

private:
    std::array<QLabel*, 4> m_names;
    std::array<QLabel*, 4> m_values;
};

} // namespace isthmus
