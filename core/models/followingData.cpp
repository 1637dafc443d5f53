// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/followingData.h"

#include "core/models/ModelOutline.h"
#include "core/nn/layers.h"

#include <algorithm>
#include <string_view>

namespace isthmus {

namespace {

bool fitsData(const ModelSpec& spec, Shape data)
{
    return outlineOf(spec, data).model != nullptr;
}

bool isSizeWord(const FieldWord& word)
{
    return std::string_view(word.word) == kDataWord.word || std::string_view(word.word) == kEncoderWord.word;
}

/// Is the field given as a number which may also be given as such a word?
bool isFixedSize(const LayerField& field, double value)
{
    const auto says = [value](const FieldWord& word) { return word.value == value; };
    return std::any_of(field.words.begin(), field.words.end(), isSizeWord)
        && std::none_of(field.words.begin(), field.words.end(), says);
}

/// The model with a word in place of a size, where the word means that size; else nothing.
std::optional<ModelSpec> withWord(const ModelSpec& spec, std::size_t entry, const LayerField& field, Shape data)
{
    const std::vector<LayerOutline> made = outlineOf(spec, data).decoder;
    for (const FieldWord& word : field.words) {
        if (!isSizeWord(word))
            continue;
        ModelSpec candidate = spec;
        candidate.decoder[entry].values[field.name] = word.value;
        const ModelOutline outline = outlineOf(candidate, data);
        if (outline.model && outline.decoder == made)
            return candidate;
    }
    return std::nullopt;
}

} // namespace

std::optional<ModelSpec> followingData(const ModelSpec& spec, Shape from, Shape to)
{
    if (fitsData(spec, to))
        return spec;
    if (!fitsData(spec, from))
        return std::nullopt;
    ModelSpec following = spec;
    for (std::size_t entry = spec.decoder.size(); entry-- > 0;) {
        const LayerType& type = layerType(spec.decoder[entry].type);
        for (const LayerField& field : type.fields) {
            if (!isFixedSize(field, fieldValue(type, spec.decoder[entry], field.name)))
                continue;
            if (const auto changed = withWord(following, entry, field, from))
                following = *changed;
            if (fitsData(following, to))
                return following;
        }
    }
    return std::nullopt;
}

} // namespace isthmus
