// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/files/Pickle.h"
#include "tests/TestProgram.h"
#include "tests/core/messageOf.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

std::span<const std::uint8_t> spanOfPickle(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size())};
}

QString pickleMessage(const QByteArray& bytes)
{
    return messageOf([&] { static_cast<void>(Pickle(spanOfPickle(bytes), "x.pkl")); });
}

} // namespace

class TestPickle : public QObject
{
    Q_OBJECT
private slots:
    void numbersTextsAndCollectionsAreRead()
    {
        const QByteArray bytes("\x80\2}q\0(U\1aK\7U\1b](M\0\1J\xfe\xff\xff\xff\x8a\1\x80\x88NeU\1cK\1K\2\x86u.", 40);
        const Pickle pickle(spanOfPickle(bytes), "x.pkl");
        const PickleValue* a = pickle.root().find("a");
        const PickleValue* b = pickle.root().find("b");
        QVERIFY(a != nullptr && b != nullptr && pickle.root().find("d") == nullptr);
        QCOMPARE(a->number, std::int64_t(7));
        QCOMPARE(b->items.size(), std::size_t(5));
        QCOMPARE(b->items[0]->number, std::int64_t(256));
        QCOMPARE(b->items[1]->number, std::int64_t(-2));
        QCOMPARE(b->items[2]->number, std::int64_t(-128));
        QCOMPARE(b->items[3]->number, std::int64_t(1));
        QVERIFY(b->items[4]->kind == PickleValue::Kind::None);
        QVERIFY(pickle.root().find("c")->isSequence());
    }

    void lettersAreUtf8()
    {
        const QByteArray bytes("\x80\2X\x0c\0\0\0\xc3\xa9\xe2\x82\xac\xed\xa0\x80\xf0\x9f\x98\x80.", 20);
        const Pickle pickle(spanOfPickle(bytes), "x.pkl");
        QCOMPARE(pickle.root().text, std::string_view("\xc3\xa9\xe2\x82\xac\xed\xa0\x80\xf0\x9f\x98\x80"));
    }

    void bytesWrittenAsLettersAreRead()
    {
        const QByteArray bytes("\x80\2c_codecs\nencode\nX\3\0\0\0a\xc3\xbfU\6latin1\x86R.", 37);
        const Pickle pickle(spanOfPickle(bytes), "x.pkl");
        QCOMPARE(pickle.root().text, std::string_view("a\xff"));
    }

    void aListMayHoldItself()
    {
        const QByteArray bytes("\x80\2]q\0h\0a.", 9);
        const Pickle pickle(spanOfPickle(bytes), "x.pkl");
        QCOMPARE(pickle.root().items.front(), &pickle.root());
    }

    void whatCallsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("found");
        QTest::newRow("a program") << QByteArray("\x80\2cposix\nsystem\nU\5touch\x85R.") << "the name posix system";
        QTest::newRow("a builtin") << QByteArray("\x80\2c__builtin__\neval\n.") << "the name __builtin__ eval";
        QTest::newRow("a class") << QByteArray("\x80\2cnumpy\nndarray\nN\x85R.") << "a call of numpy ndarray";
        QTest::newRow("a call of a text") << QByteArray("\x80\2U\1a)R.") << "a call of something else";
        QTest::newRow("an instance") << QByteArray("\x80\2(i__main__\nA\n.") << "the opcode 69";
        QTest::newRow("a new object") << QByteArray("\x80\2)\x81.") << "the opcode 81";
        QTest::newRow("a state of a list") << QByteArray("\x80\2])b.") << "an object of a class";
        QTest::newRow("a persistent id") << QByteArray("\x80\2U\1aQ.") << "the opcode 51";
        QTest::newRow("a newer protocol") << QByteArray("\x80\4N.") << "protocol 4 in place of 2 or 3";
        QTest::newRow("a huge number") << QByteArray("\x80\2\x8a\x09") << "a whole number of more than 64 bits";
    }

    void whatCallsIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, found);
        const QString message = pickleMessage(bytes);
        QVERIFY2(message.startsWith("x.pkl: expected a pickle of lists, texts, whole numbers and NumPy arrays alone, "
                                    "found ")
                && message.contains(found) && message.endsWith("; nothing of it was executed"),
            qPrintable(message));
    }

    void damageIsExplained_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no end") << QByteArray("\x80\2N");
        QTest::newRow("text beyond the end") << QByteArray("\x80\2T\xff\xff\xff\x7f.");
        QTest::newRow("no value") << QByteArray("\x80\2.");
        QTest::newRow("no mark") << QByteArray("\x80\2]e.");
        QTest::newRow("below the mark") << QByteArray("\x80\2N(.");
        QTest::newRow("unknown place") << QByteArray("\x80\2h\7.");
        QTest::newRow("half an item") << QByteArray("\x80\2}(Nu.");
        QTest::newRow("items of a number") << QByteArray("\x80\2K\1Na.");
        QTest::newRow("a text that is no UTF-8") << QByteArray("\x80\2X\2\0\0\0\xc3(.", 10);
        QTest::newRow("a text that ends in a letter") << QByteArray("\x80\2X\1\0\0\0\xc3.", 9);
        QTest::newRow("a letter that is spelled too long") << QByteArray("\x80\2X\2\0\0\0\xc0\x80.", 10);
        QTest::newRow("no letter behind the last one") << QByteArray("\x80\2X\4\0\0\0\xf4\x90\x80\x80.", 12);
        QTest::newRow("bytes that are no UTF-8")
            << QByteArray("\x80\2c_codecs\nencode\nX\2\0\0\0\xc3\xc3U\6latin1\x86R.", 36);
        QTest::newRow("bytes without a continuation")
            << QByteArray("\x80\2c_codecs\nencode\nU\2\xc3(U\6latin1\x86R.", 33);
        QTest::newRow("open line") << QByteArray("\x80\2cnumpy");
    }

    void damageIsExplained()
    {
        QFETCH(QByteArray, bytes);
        const QString message = pickleMessage(bytes);
        QVERIFY2(
            message.startsWith("x.pkl: expected a whole pickle, found one that is damaged or ends early, at byte "),
            qPrintable(message));
    }
};

ISTHMUS_APPLESS_TEST(TestPickle)
#include "tst_Pickle.moc"
