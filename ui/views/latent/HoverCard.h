// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <QWidget>

class QLabel;

namespace isthmus {

class SampleWidget;
struct SampleForm;

/// Picture and class of the sample under the pointer, beside the pointer. The mouse goes through it.
class HoverCard : public QWidget
{
    Q_OBJECT
public:
    explicit HoverCard(QWidget* parent);

    /// Shows a sample beside a place of the parent, inside the parent.
    void showSample(const std::shared_ptr<const Dataset>& dataset, Index sample, QPoint pixel);

    /// The sample that is shown, or was shown last; -1 before the first.
    [[nodiscard]] Index sample() const { return m_sample; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void setForm(const Dataset& dataset);
    void setSample(const Dataset& dataset, Index sample);

    SampleWidget* m_picture;
    QLabel* m_text;
    std::shared_ptr<const SampleForm> m_form; ///< how samples of m_dataset are shown
    std::weak_ptr<const Dataset> m_dataset; ///< data set of m_sample
    Index m_sample = -1;
};

} // namespace isthmus
