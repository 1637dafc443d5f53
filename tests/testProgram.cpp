// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"

#include <cstdio>
#include <map>
#include <string>
#include <string_view>

namespace isthmus::test {
namespace {

std::map<std::string, RunTest, std::less<>>& knownTests()
{
    static std::map<std::string, RunTest, std::less<>> tests;
    return tests;
}

} // namespace

KnownTest::KnownTest(const char* source, RunTest run)
{
    std::string_view name = source;
    name.remove_prefix(name.rfind('/') + 1);
    knownTests().emplace(name.substr(0, name.rfind('.')), run);
}

} // namespace isthmus::test

int main(int count, char** arguments)
{
    const auto& tests = isthmus::test::knownTests();
    const auto test = tests.find(std::string_view(count > 1 ? arguments[1] : ""));
    if (test != tests.end())
        return test->second(count - 1, arguments + 1);
    std::fprintf(stderr, "expected a test of this program first:");
    for (const auto& [name, run] : tests)
        std::fprintf(stderr, " %s", name.c_str());
    std::fprintf(stderr, "\n");
    return 2;
}
