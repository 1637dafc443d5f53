// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Numbers of the fields of onnx.proto's messages that are written and read here, and of its types.
namespace isthmus::onnx {

namespace model {
inline constexpr int kIrVersion = 1;
inline constexpr int kProducer = 2;
inline constexpr int kGraph = 7;
inline constexpr int kOpset = 8;
inline constexpr int kMetadata = 14;
} // namespace model

namespace opset {
inline constexpr int kDomain = 1;
inline constexpr int kVersion = 2;
} // namespace opset

namespace metadata {
inline constexpr int kKey = 1;
inline constexpr int kValue = 2;
} // namespace metadata

namespace graph {
inline constexpr int kNode = 1;
inline constexpr int kName = 2;
inline constexpr int kInitializer = 5;
inline constexpr int kInput = 11;
inline constexpr int kOutput = 12;
} // namespace graph

namespace node {
inline constexpr int kInput = 1;
inline constexpr int kOutput = 2;
inline constexpr int kName = 3;
inline constexpr int kOp = 4;
inline constexpr int kAttribute = 5;
inline constexpr int kDomain = 7;
} // namespace node

namespace attribute {
inline constexpr int kName = 1;
inline constexpr int kFloat = 2;
inline constexpr int kInteger = 3;
inline constexpr int kText = 4;
inline constexpr int kTensor = 5;
inline constexpr int kFloats = 7;
inline constexpr int kIntegers = 8;
inline constexpr int kType = 20;
inline constexpr int kTypeFloat = 1;
inline constexpr int kTypeInteger = 2;
inline constexpr int kTypeText = 3;
inline constexpr int kTypeTensor = 4;
inline constexpr int kTypeIntegers = 7;
} // namespace attribute

namespace tensor {
inline constexpr int kDims = 1;
inline constexpr int kType = 2;
inline constexpr int kFloats = 4;
inline constexpr int kSmall = 5; ///< integers of up to 32 bits, truth values, and the bits of half floats
inline constexpr int kIntegers = 7;
inline constexpr int kName = 8;
inline constexpr int kRaw = 9;
inline constexpr int kDoubles = 10;
inline constexpr int kUnsigned = 11;
inline constexpr int kExternal = 13;
inline constexpr int kLocation = 14;
inline constexpr int kTypeFloat = 1;
inline constexpr int kTypeInteger = 7;
inline constexpr int kTypeDouble = 11;
} // namespace tensor

namespace value {
inline constexpr int kName = 1;
inline constexpr int kType = 2;
inline constexpr int kTensorType = 1;
inline constexpr int kElement = 1;
inline constexpr int kShape = 2;
inline constexpr int kDim = 1;
inline constexpr int kExtent = 1;
inline constexpr int kSymbol = 2;
} // namespace value

} // namespace isthmus::onnx
