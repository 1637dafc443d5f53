// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/Latent.h"

#include <QWidget>

#include <map>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace isthmus {

class KnobSlider;

/// Sliders for the dimensions that are not on the axes: the 16 of largest variance. Each reaches three standard
/// deviations to both sides of the data's mean, where it stands until it is moved.
class DimensionDrawer : public QWidget
{
    Q_OBJECT
public:
    explicit DimensionDrawer(QWidget* parent = nullptr);

    /// Takes fresh numbers of the data while the drawer is open. Until the first come it says that it waits. Which
    /// dimensions have sliders is decided when it is opened and when the axes change, so that none moves away under the
    /// hand.
    /// @param base  code at which the sliders stand that were not moved, latentDim floats
    void setData(const LatentSummary& summary, const std::vector<float>& base, int dimX, int dimY);

    /// Dimensions with sliders, by falling variance.
    [[nodiscard]] const std::vector<int>& dimensions() const { return m_dimensions; }
    [[nodiscard]] KnobSlider& slider(int dimension) const { return *m_sliders.at(dimension); }

    /// Dimensions that the user moved away from the mean, and where to.
    [[nodiscard]] const std::map<int, double>& moved() const { return m_moved; }

    /// Forgets what was moved, without a signal.
    void reset() { m_moved.clear(); }
    /// Forgets the data and what was moved, without a signal; for a new run.
    void clear();

signals:
    void changed(); ///< moved() is another
    void meanAsked(); ///< the user wants all dimensions at the mean

protected:
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build(const LatentSummary& summary);

    QWidget* m_content;
    QVBoxLayout* m_column;
    QLabel* m_waiting;
    std::vector<int> m_dimensions;
    std::map<int, KnobSlider*> m_sliders;
    std::map<int, double> m_moved;
    bool m_justOpened = false;
    int m_dimX = -1;
    int m_dimY = -1;
};

} // namespace isthmus
