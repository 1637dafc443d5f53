// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <QObject>

#include <optional>
#include <vector>

namespace isthmus {

/// What the hand points at, shared by all views of a run. Views read and set it and never hold each other.
/// Lives on the window's thread.
class Selection : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// The probe: a point in latent space, latentDim floats. Empty before the first touch.
    [[nodiscard]] const std::vector<float>& code() const { return m_code; }
    void setCode(std::vector<float> code);

    /// The two latent dimensions on the axes of the plane; equal only when there is just one.
    [[nodiscard]] int dimX() const { return m_dimX; }
    [[nodiscard]] int dimY() const { return m_dimY; }
    void setDimensions(int dimX, int dimY);

    /// The shorter side of what is seen of the plane, in units of the codes; 0 before one was shown. Numbers of codes
    /// take as many digits as it needs.
    [[nodiscard]] double planeSpan() const { return m_planeSpan; }
    void setPlaneSpan(double span);

    /// Sample under the pointer (number in the data set), if any.
    [[nodiscard]] std::optional<Index> hovered() const { return m_hovered; }
    void setHovered(std::optional<Index> sample);

    /// Sample that the user has picked and whose pictures stay shown until another one is picked, if any. It yields to
    /// the hovered one as long as there is one.
    [[nodiscard]] std::optional<Index> pinned() const { return m_pinned; }
    void setPinned(std::optional<Index> sample);

    /// Classes that the legend hides, by class index; resized by whoever opens a data set.
    [[nodiscard]] const std::vector<bool>& hiddenClasses() const { return m_hiddenClasses; }
    /// @param hidden  one for each class; of another size: ignored
    void setHiddenClasses(const std::vector<bool>& hidden);

    /// Codes that were drawn from the prior and are shown on the plane, latentDim floats each.
    [[nodiscard]] const std::vector<std::vector<float>>& priorCodes() const { return m_priorCodes; }
    void setPriorCodes(std::vector<std::vector<float>> codes);

    /// A way through latent space that is being chosen, latentDim floats each; drawn as a line on the plane.
    [[nodiscard]] const std::vector<std::vector<float>>& way() const { return m_way; }
    void setWay(std::vector<std::vector<float>> codes);

    /// Forgets everything; for a new run.
    void clear(int classCount);

signals:
    void codeChanged();
    void dimensionsChanged();
    void planeSpanChanged();
    void hoveredChanged();
    void pinnedChanged();
    void hiddenClassesChanged();
    void priorCodesChanged();
    void wayChanged();

private:
    std::vector<float> m_code;
    int m_dimX = 0;
    int m_dimY = 1;
    std::optional<Index> m_hovered;
    std::optional<Index> m_pinned;
    std::vector<bool> m_hiddenClasses;
    std::vector<std::vector<float>> m_priorCodes;
    std::vector<std::vector<float>> m_way;
    double m_planeSpan = 0;
};

} // namespace isthmus
