// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Layer.h"
#include "core/nn/LayerSpec.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// A word that a field takes instead of a number.
struct FieldWord
{
    const char* word; ///< word in a model file
    double value; ///< value that stands for it in a LayerSpec
};

/// The word "data": the count that an image has. It is for fields whose range excludes kAsData.
inline constexpr FieldWord kDataWord{"data", kAsData};
/// The word "encoder": the count that the encoder had at that depth. It is for fields whose range excludes kAsEncoder.
inline constexpr FieldWord kEncoderWord{"encoder", kAsEncoder};

/// The word "height": what the field along the height is. It is for fields along the width.
inline constexpr FieldWord kHeightWord{"height", kAsHeight};

/// One number that a layer of some type can be given.
struct LayerField
{
    const char* name; ///< "units", as in a model file
    const char* label; ///< "Units", as in the window
    double initial;
    double minimum;
    double maximum;
    bool integer;
    const char* help; ///< meaning and unit, one line
    std::vector<FieldWord> words = {}; ///< allowed besides the range
    bool isRare = false; ///< a form shows it only where an entry gives it
};

/// What a decoder may take over from its encoder.
struct Mirror
{
    Shape featureMap; ///< the encoder's last image: before it was flattened, or its output
    std::vector<Shape> sizes; ///< images that a layer made smaller, in the encoder's order
    std::uint32_t layers = 0; ///< how many the encoder has; the decoder's are numbered from there on
};

/// The place where a layer is about to stand.
struct LayerContext
{
    Shape input; ///< output of the layer before it
    Shape data; ///< shape of one image, for counts that are kAsData
    Shape outputLayout; ///< of what a dense layer made: shape that a reshape further on gives to it; else empty
    Shape featureMap; ///< shape of the encoder's last image, for counts that are kAsEncoder; empty in an encoder
    Shape restored; ///< image of the encoder that is next to be restored; empty where there is none
    Index firstParameter = 0; ///< its offset in the model's flat vector
    std::uint32_t number = 0; ///< number of the layer in the model, for its random numbers
};

/// One type of layer. Each has its own file and one line in the table of layerTypes(), from which the gradient check,
/// the editor, the command line and run files know it.
struct LayerType
{
    const char* name; ///< "dense", as in a model file
    const char* label; ///< name as the window shows it: "dense", "ReLU"
    std::vector<LayerField> fields{};

    /// @throws Error if the layer does not fit what comes before it
    std::unique_ptr<Layer> (*make)(const LayerSpec& spec, const LayerContext& context);

    bool isActivation = false;
    bool isElementwise = isActivation; ///< each value of the output belongs to the one in its place, in any order
};

/// All types of layers, in the order in which lists show them.
const std::vector<LayerType>& layerTypes();

/// @throws Error for a name that is not in the table
const LayerType& layerType(const std::string& name);

/// Value of a field of an entry, its default if the entry does not name it.
/// @throws Error if it is outside the field's range
double fieldValue(const LayerType& type, const LayerSpec& spec, const std::string& field);

/// Values of a field along the height and along the width: the second is that of `field` with "-width" behind it, or
/// the first where it is kAsHeight.
struct SideValues
{
    double height;
    double width;
};
SideValues sideValues(const LayerType& type, const LayerSpec& spec, const std::string& field);

/// The field along the width that belongs to one along the height: kAsHeight unless it is given.
LayerField widthField(const LayerField& height, const char* name, const char* label);

/// @throws Error for an unknown type, an unknown field or a value outside its range
void checkLayerSpec(const LayerSpec& spec);

} // namespace isthmus
