// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// Choices in reading a data set that its content leaves open. A plain value; a run file keeps it, so that the same
/// images are found again. A reader takes the fields that it names in the table of io/readers.h.
struct ReadOptions
{
    enum class Channels { Auto, Grey, Colour };
    enum class Order { Auto, First, Last };
    enum class Fit { Crop, Pad };
    enum class Turn { None, Transpose, Left, Right, Half, Mirror, Flip };
    enum class Scale { Auto, Bytes, Range, None, Symmetric, Standard, Columns, Robust };
    enum class Missing { Refuse, LeaveOut, Mean };
    enum class ValidationPart { Use, LeaveOut };

    std::string array; ///< array to read of a file with several; empty: chosen by name and shape
    /// Array of labels in a file with several arrays; "none": no classes; empty: chosen by name and shape.
    std::string labelArray;
    std::string labelColumn; ///< name, or number from 0; "none": no classes; empty: found by name
    int width = 0; ///< width of one image in pixels; 0: as the content says
    int height = 0; ///< 0 with width 0, else above 0
    Channels channels = Channels::Auto; ///< channels of pictures; Auto: colour where one of them has any
    Order order = Order::Auto; ///< which axis the channels are; Auto: the one of extent 1, 3 or 4
    Fit fit = Fit::Crop; ///< how a picture of another size is brought to the size: scaled to cover and cut, or to lie
                         ///< within and padded
    Turn turn =
        Turn::None; ///< of every picture: rows for columns, by a quarter or a half, left for right, top for bottom
    int patch = 0; ///< side of the squares that one picture is cut into, in pixels; 0: 32, or its shorter side
    int stride = 0; ///< pixels from patch to patch; 0: patch
    Scale scale = Scale::Auto; ///< see scalingFor() and fitScaling()
    Missing missing = Missing::Refuse; ///< what becomes of a table's fields that hold no number, or of their rows
    /// Names of a table's columns of texts that become a column of 0 and 1 for each of their values, with commas
    /// between them; "auto": all that have few values; empty: none.
    std::string oneHot;
    ValidationPart validationPart = ValidationPart::Use; ///< of a validation part that the data brings

    /// Columns of a run: texts become those of them that begin with their column's name and a '=', and no others.
    /// Neither kept nor compared.
    std::vector<std::string> oneHotColumns;

    /// Data that would need more bytes in memory than this stay in their file where its form allows that. Changes no
    /// number, so it is neither kept nor compared.
    std::int64_t keepInMemory = std::int64_t(256) << 20;

    [[nodiscard]] bool operator==(const ReadOptions& other) const;
    [[nodiscard]] bool hasSize() const { return width > 0; }
};

} // namespace isthmus
