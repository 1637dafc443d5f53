// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <utility>

namespace isthmus::test {

/// The longest time that a test waits for what must come, in ms. Qt Test gives up after 5 s, which a busy machine can
/// need; a test that passes does not wait.
inline constexpr int kPatience = 30'000;

/// @return false if the condition has not come true, whose events were processed meanwhile
template <typename Condition>
[[nodiscard]] bool waitFor(Condition&& condition)
{
    return QTest::qWaitFor(std::forward<Condition>(condition), kPatience);
}

} // namespace isthmus::test

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, isthmus::test::kPatience)
#define QTRY_VERIFY2(condition, message) QTRY_VERIFY2_WITH_TIMEOUT(condition, message, isthmus::test::kPatience)
#define QTRY_COMPARE(value, expected) QTRY_COMPARE_WITH_TIMEOUT(value, expected, isthmus::test::kPatience)
