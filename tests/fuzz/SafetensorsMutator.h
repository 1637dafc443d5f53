// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace isthmus::fuzz {

/// A mutator for safetensors files whose metadata are JSON texts: changes the header as JSON and writes its length
/// anew, half of the time lets the tensors lie one after the other again, or changes the numbers.
/// @return the new size, at most `room`
std::size_t mutateSafetensors(std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed);

} // namespace isthmus::fuzz
