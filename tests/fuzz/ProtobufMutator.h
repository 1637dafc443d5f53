// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace isthmus::fuzz {

/// A mutator for protobuf messages: changes, removes, copies or moves one field, however deep it lies, and writes the
/// lengths of all messages around it anew.
/// @return the new size, at most `room`
std::size_t mutateProtobuf(std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed);

} // namespace isthmus::fuzz
