// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/differences/layerDifferences.h"

#include "core/base/Error.h"
#include "core/nn/layers.h"

#include <QStringList>

#include <algorithm>

namespace isthmus {

namespace {

using Layers = std::vector<LayerSpec>;

QString fieldText(const LayerField& field, double value)
{
    for (const FieldWord& word : field.words)
        if (word.value == value)
            return QObject::tr("as the %1").arg(QLatin1String(word.word));
    return QString::fromStdString(shortNumber(value));
}

/// lengths[i][j]: how many layers the lists have in common from i and j on, in order.
std::vector<std::vector<std::size_t>> commonLengths(const Layers& left, const Layers& right)
{
    std::vector<std::vector<std::size_t>> lengths(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = left.size(); i-- > 0;)
        for (std::size_t j = right.size(); j-- > 0;)
            lengths[i][j] =
                left[i] == right[j] ? lengths[i + 1][j + 1] + 1 : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    return lengths;
}

/// The layers between two that both lists have, side by side as far as they go.
void appendGap(std::vector<RunDifference>& all, const QString& part, const Layers& left, const Layers& right,
    std::size_t leftFirst, std::size_t leftEnd, std::size_t rightFirst, std::size_t rightEnd)
{
    const QString none = QString::fromUtf8("–");
    for (std::size_t k = 0; leftFirst + k < leftEnd || rightFirst + k < rightEnd; ++k) {
        const bool hasLeft = leftFirst + k < leftEnd;
        const bool hasRight = rightFirst + k < rightEnd;
        const std::size_t number = (hasLeft ? leftFirst : rightFirst) + k + 1;
        all.push_back({part + ' ' + QString::number(number), hasLeft ? layerText(left[leftFirst + k]) : none,
            hasRight ? layerText(right[rightFirst + k]) : none});
    }
}

} // namespace

QString layerText(const LayerSpec& layer)
{
    const LayerType& type = layerType(layer.type);
    const auto usual =
        std::count_if(type.fields.begin(), type.fields.end(), [](const LayerField& field) { return !field.isRare; });
    QStringList values;
    for (const LayerField& field : type.fields) {
        const auto given = layer.values.find(field.name);
        if (given == layer.values.end())
            continue;
        const QString value = fieldText(field, given->second);
        values << (usual == 1 && !field.isRare ? value : QString::fromUtf8(field.label).toLower() + ' ' + value);
    }
    const QString label = QString::fromUtf8(type.label);
    return values.isEmpty() ? label : label + ' ' + values.join(", ");
}

std::vector<RunDifference> layerDifferences(const QString& part, const Layers& left, const Layers& right)
{
    const auto lengths = commonLengths(left, right);
    std::vector<RunDifference> all;
    std::size_t i = 0, j = 0; // where the gap begins
    std::size_t a = 0, b = 0; // where it may end
    while (a < left.size() && b < right.size()) {
        if (left[a] == right[b]) {
            appendGap(all, part, left, right, i, a, j, b);
            i = ++a;
            j = ++b;
        } else if (lengths[a + 1][b] >= lengths[a][b + 1]) {
            ++a;
        } else {
            ++b;
        }
    }
    appendGap(all, part, left, right, i, left.size(), j, right.size());
    return all;
}

} // namespace isthmus
