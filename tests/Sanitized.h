// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus::test {

/// Whether a sanitizer watches this program. It looks at the code on the way and is up to thirty times slower, so that
/// tests which try the same code with very many numbers try fewer of them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) // by GCC
constexpr bool kSanitized = true;
#elif defined(__has_feature) // of clang, whose version 14 has no such macros
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

#ifdef __SANITIZE_THREAD__
constexpr bool kThreadSanitized = true;
#else
constexpr bool kThreadSanitized = false;
#endif

} // namespace isthmus::test
