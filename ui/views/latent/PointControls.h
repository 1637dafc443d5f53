// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/latent/SampleScope.h"

#include <QWidget>

class QComboBox;
class QSlider;

namespace isthmus {

/// The controls of the plane's points: which samples they are, how large the dots are and, while there is a manifold
/// grid, how strong they are against it. The two sliders are remembered in the settings.
class PointControls : public QWidget
{
    Q_OBJECT
public:
    explicit PointControls(QWidget* parent = nullptr);

    /// Shows the chooser of parts if there is a choice between two of them. No signal.
    void setHasBothParts(bool both);
    void setManifoldShown(bool shown);
    /// Points against grid, to be laid beside or below the rest; a child of the same parent.
    [[nodiscard]] QWidget& balancePart() { return *m_balancePart; }

    [[nodiscard]] SampleScope scope() const;
    /// Size of dots over what their number alone makes of them: 0.4 to 2.5.
    [[nodiscard]] double dotScale() const;
    /// Points against grid: 0 for the points alone, 1 for the grid alone.
    [[nodiscard]] double balance() const;

    [[nodiscard]] QComboBox& scopes() { return *m_scopes; }
    [[nodiscard]] QSlider& dots() { return *m_dots; }
    [[nodiscard]] QSlider& balanceSlider() { return *m_balance; }

signals:
    void scopeChosen(SampleScope scope);
    void dotScaleChanged(double scale);
    void balanceChanged(double balance);

private:
    QSlider* addSlider(QWidget* part, const QString& name, const QString& tip, const char* key);

    QComboBox* m_scopes;
    QSlider* m_dots;
    QWidget* m_balancePart;
    QSlider* m_balance;
};

} // namespace isthmus
