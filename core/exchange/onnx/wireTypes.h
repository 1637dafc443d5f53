// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

/// What follows the tag of a field in protobuf's wire format. Source: https://protobuf.dev/programming-guides/encoding
inline constexpr int kVarint = 0;
inline constexpr int kFixed64 = 1;
inline constexpr int kLengthDelimited = 2;
inline constexpr int kFixed32 = 5;

} // namespace isthmus
