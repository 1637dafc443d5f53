// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

/// Chains of multiply-adds with all operands in registers, for one instruction set each; calling one that the processor
/// lacks is undefined.
struct FmaChains
{
    /// @return  a number that depends on all of the work, so that none of it can be left out
    float (*run)(long repeats, float factor, float summand);
    double flopPerRepeat; ///< a multiply-add is two
    const char* name; ///< "AVX-512"
};

extern const FmaChains kFmaChainsAvx512;
extern const FmaChains kFmaChainsAvx2;
extern const FmaChains kFmaChainsBaseline;

} // namespace isthmus
