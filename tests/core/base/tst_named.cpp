// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/named.h"
#include "tests/TestProgram.h"
#include "tests/core/messageOf.h"

using namespace isthmus;

namespace {

struct Entry
{
    const char* name;
    int value;
};

constexpr Entry kTable[] = {{"one", 1}, {"two", 2}};

} // namespace

class tst_named : public QObject
{
    Q_OBJECT

private slots:
    void entryIsFoundByItsName() { QCOMPARE(byName(kTable, "two", "number").value, 2); }

    void unknownNameTellsAllThatThereAre()
    {
        QCOMPARE(messageOf([] { (void)byName(kTable, "three", "number"); }),
            "number: expected one of one, two, found \"three\"");
        QCOMPARE(messageOf([] { (void)byName(kTable, "", "number"); }), "number: expected one of one, two, found \"\"");
    }

    void namesAreJoined()
    {
        QCOMPARE(joinedText(namesOf(kTable), " or "), std::string("one or two"));
        QCOMPARE(joinedText({"one"}, ", "), std::string("one"));
        QCOMPARE(joinedText({}, ", "), std::string());
    }
};

ISTHMUS_APPLESS_TEST(tst_named)
#include "tst_named.moc"
