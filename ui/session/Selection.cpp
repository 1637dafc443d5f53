// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Selection.h"

#include <utility>

namespace isthmus {

void Selection::setCode(std::vector<float> code)
{
    if (code == m_code)
        return;
    m_code = std::move(code);
    emit codeChanged();
}

void Selection::setDimensions(int dimX, int dimY)
{
    if (dimX == m_dimX && dimY == m_dimY)
        return;
    m_dimX = dimX;
    m_dimY = dimY;
    emit dimensionsChanged();
}

void Selection::setPlaneSpan(double span)
{
    if (span == m_planeSpan)
        return;
    m_planeSpan = span;
    emit planeSpanChanged();
}

void Selection::setHovered(std::optional<Index> sample)
{
    if (sample == m_hovered)
        return;
    m_hovered = sample;
    emit hoveredChanged();
}

void Selection::setPinned(std::optional<Index> sample)
{
    if (sample == m_pinned)
        return;
    m_pinned = sample;
    emit pinnedChanged();
}

void Selection::setHiddenClasses(const std::vector<bool>& hidden)
{
    if (hidden.size() != m_hiddenClasses.size() || hidden == m_hiddenClasses)
        return;
    m_hiddenClasses = hidden;
    emit hiddenClassesChanged();
}

void Selection::setPriorCodes(std::vector<std::vector<float>> codes)
{
    if (codes == m_priorCodes)
        return;
    m_priorCodes = std::move(codes);
    emit priorCodesChanged();
}

void Selection::setWay(std::vector<std::vector<float>> codes)
{
    if (codes == m_way)
        return;
    m_way = std::move(codes);
    emit wayChanged();
}

void Selection::clear(int classCount)
{
    setPriorCodes({});
    setWay({});
    setHovered(std::nullopt);
    setPinned(std::nullopt);
    setCode({});
    setDimensions(0, 1);
    std::vector<bool> shown(static_cast<std::size_t>(classCount), false);
    if (shown == m_hiddenClasses)
        return;
    m_hiddenClasses = std::move(shown);
    emit hiddenClassesChanged();
}

} // namespace isthmus
