// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/ImageArray.h"

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// Can an array of this form hold one label for each of so many images: N, N x 1 or 1 x N numbers or texts?
bool isLabelColumn(const NpyHeader& header, std::uint64_t images);

/// The labels of a data set, part after part.
class LabelValues
{
public:
    /// Adds one label for each image: numbers, texts, or the places of the ones in rows that have a single one (N x
    /// classes).
    /// @param ofWhat  what the images are of, for the message: "" or " of x.npy"
    /// @throws Error if the array has another shape or count, is not in whole numbers, or is damaged
    void add(const SourceArray& array, std::uint64_t images, const std::string& ofWhat = {});

    /// Sets labels and class names, see setClasses(). Nothing if there are no labels.
    void giveTo(Dataset& data) const;

private:
    void addTexts(std::vector<std::string> texts);

    std::vector<std::int64_t> m_numbers;
    std::vector<std::string> m_texts; ///< all labels as texts, once a part has texts
};

} // namespace isthmus
