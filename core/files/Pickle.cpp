// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Pickle.h"

#include "core/files/PickleBytes.h"
#include "core/files/pickleTexts.h"

#include <unordered_map>

namespace isthmus {

namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t kMostPickleValues = 1'000'000;
constexpr std::size_t kMostPickleAxes = 32;

} // namespace

/// Goes through the opcodes with the stack that they mean.
class PickleReader
{
public:
    PickleReader(Pickle& pickle, const PickleBytes& bytes, PickleOf of)
        : m_pickle(pickle)
        , m_bytes(bytes)
        , m_of(of)
    {
    }

    void read()
    {
        while (m_pickle.m_root == nullptr)
            step(m_bytes.next());
    }

private:
    PickleValue& make(Kind kind)
    {
        if (m_pickle.m_values.size() == kMostPickleValues)
            m_bytes.refuse("more than 1,000,000 values");
        PickleValue& value = m_pickle.m_values.emplace_back();
        value.kind = kind;
        return value;
    }

    PickleValue& push(Kind kind)
    {
        PickleValue& value = make(kind);
        m_stack.push_back(&value);
        return value;
    }

    void pushNumber(std::int64_t number) { push(Kind::Number).number = number; }
    void pushText(std::string_view text) { push(Kind::Text).text = text; }

    void pushLetters(std::string_view text)
    {
        if (!isPythonUtf8(text))
            m_bytes.refuseDamage();
        pushText(text);
    }

    PickleValue* pop()
    {
        if (m_stack.empty() || (!m_marks.empty() && m_stack.size() == m_marks.back()))
            m_bytes.refuseDamage();
        PickleValue* value = m_stack.back();
        m_stack.pop_back();
        return value;
    }

    /// All values behind the last mark, which goes.
    std::vector<const PickleValue*> popToMark()
    {
        if (m_marks.empty())
            m_bytes.refuseDamage();
        const auto begin = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
        std::vector<const PickleValue*> values(begin, m_stack.end());
        m_stack.erase(begin, m_stack.end());
        m_marks.pop_back();
        return values;
    }

    PickleValue& top(Kind kind)
    {
        PickleValue* value = pop();
        if (value->kind != kind)
            m_bytes.refuseDamage();
        m_stack.push_back(value);
        return *value;
    }

    void step(std::uint8_t opcode)
    {
        if (!stepOfNumber(opcode) && !stepOfText(opcode) && !stepOfCollection(opcode) && !stepOfMemo(opcode)
            && !stepOfObject(opcode) && !(m_of == PickleOf::Tensors && stepOfTensors(opcode)))
            m_bytes.refuse("the opcode " + hexByte(opcode));
    }

    bool stepOfNumber(std::uint8_t opcode)
    {
        switch (opcode) {
        case 'K': // BININT1
            return pushNumber(m_bytes.next()), true;
        case 'M': // BININT2
            return pushNumber(static_cast<std::int64_t>(m_bytes.unsignedNumber(2))), true;
        case 'J': // BININT
            return pushNumber(m_bytes.signedNumber(4)), true;
        case 0x8A: // LONG1
            return pushNumber(m_bytes.signedNumber(m_bytes.next())), true;
        case 0x88: // NEWTRUE
        case 0x89: // NEWFALSE
            return pushNumber(opcode == 0x88 ? 1 : 0), true;
        case 'N': // NONE
            return static_cast<void>(push(Kind::None)), true;
        default:
            return false;
        }
    }

    bool stepOfText(std::uint8_t opcode)
    {
        switch (opcode) {
        case 'U': // SHORT_BINSTRING
        case 'C': // SHORT_BINBYTES
            return pushText(m_bytes.take(m_bytes.next())), true;
        case 'T': // BINSTRING
        case 'B': // BINBYTES
            return pushText(m_bytes.take(m_bytes.unsignedNumber(4))), true;
        case 'X': // BINUNICODE
            return pushLetters(m_bytes.take(m_bytes.unsignedNumber(4))), true;
        default:
            return false;
        }
    }

    bool stepOfCollection(std::uint8_t opcode)
    {
        switch (opcode) {
        case ']': // EMPTY_LIST
        case '}': // EMPTY_DICT
        case ')': // EMPTY_TUPLE
            return static_cast<void>(push(opcode == ']' ? Kind::List
                           : opcode == '}'              ? Kind::Dictionary
                                                        : Kind::Tuple)),
                   true;
        case '(': // MARK
            return m_marks.push_back(m_stack.size()), true;
        case 'a': // APPEND
            return addItems(Kind::List, {pop()}), true;
        case 'e': // APPENDS
            return addItems(Kind::List, popToMark()), true;
        case 's': // SETITEM
            return setItem(), true;
        case 'u': // SETITEMS
            return addItems(Kind::Dictionary, popToMark()), true;
        case 't': // TUPLE
            return pushTuple(popToMark()), true;
        case 0x85: // TUPLE1
        case 0x86: // TUPLE2
        case 0x87: // TUPLE3
            return pushShortTuple(opcode - 0x84U), true;
        default:
            return false;
        }
    }

    void addItems(Kind kind, const std::vector<const PickleValue*>& items)
    {
        PickleValue& collection = top(kind);
        if (kind == Kind::Dictionary && items.size() % 2 != 0)
            m_bytes.refuseDamage();
        collection.items.insert(collection.items.end(), items.begin(), items.end());
    }

    void setItem()
    {
        const PickleValue* value = pop();
        const PickleValue* key = pop();
        addItems(Kind::Dictionary, {key, value});
    }

    void pushTuple(std::vector<const PickleValue*> items) { push(Kind::Tuple).items = std::move(items); }

    void pushShortTuple(std::size_t size)
    {
        std::vector<const PickleValue*> items(size);
        for (std::size_t i = size; i-- > 0;)
            items[i] = pop();
        pushTuple(std::move(items));
    }

    bool stepOfMemo(std::uint8_t opcode)
    {
        switch (opcode) {
        case 0x80: // PROTO
            return requireProtocol(m_bytes.next()), true;
        case 'q': // BINPUT
            return remember(m_bytes.next()), true;
        case 'r': // LONG_BINPUT
            return remember(m_bytes.unsignedNumber(4)), true;
        case 'h': // BINGET
            return recall(m_bytes.next()), true;
        case 'j': // LONG_BINGET
            return recall(m_bytes.unsignedNumber(4)), true;
        case '.': // STOP
            return finish(), true;
        default:
            return false;
        }
    }

    void requireProtocol(std::uint8_t protocol) const
    {
        if (protocol < 2 || protocol > 3)
            m_bytes.refuse("protocol " + std::to_string(protocol) + " in place of 2 or 3");
    }

    void remember(std::uint64_t place)
    {
        PickleValue* value = pop();
        m_stack.push_back(value);
        m_memo[place] = value;
    }

    void recall(std::uint64_t place)
    {
        const auto found = m_memo.find(place);
        if (found == m_memo.end() || m_stack.size() > kMostPickleValues)
            m_bytes.refuseDamage();
        m_stack.push_back(found->second);
    }

    void finish()
    {
        if (!m_marks.empty())
            m_bytes.refuseDamage();
        m_pickle.m_root = pop();
    }

    bool stepOfObject(std::uint8_t opcode)
    {
        switch (opcode) {
        case 'c': // GLOBAL
            return pushGlobal(), true;
        case 'R': // REDUCE
            return call(), true;
        case 'b': // BUILD
            return build(), true;
        default:
            return false;
        }
    }

    void pushGlobal()
    {
        const std::string_view module = m_bytes.line();
        const std::string name = std::string(module) + ' ' + std::string(m_bytes.line());
        const PickleName* known = findPickleName(name, m_of);
        if (known == nullptr)
            m_bytes.refuse("the name " + printable(name));
        push(Kind::Global).text = known->name;
    }

    void call()
    {
        const PickleValue* arguments = pop();
        const PickleValue* function = pop();
        if (function->kind != Kind::Global || arguments->kind != Kind::Tuple)
            m_bytes.refuse("a call of something else than a function of its own");
        switch (findPickleName(function->text, m_of)->call) {
        case PickleCall::Encode:
            return encode(*arguments);
        case PickleCall::Array:
            return static_cast<void>(push(Kind::Array));
        case PickleCall::Type:
            return makeType(*arguments);
        case PickleCall::Dictionary:
            return static_cast<void>(push(Kind::Dictionary));
        case PickleCall::Call:
            return makeCall(*function, arguments);
        case PickleCall::None:
            m_bytes.refuse("a call of " + std::string(function->text));
        }
    }

    void makeType(const PickleValue& arguments)
    {
        if (arguments.items.empty() || arguments.items[0]->kind != Kind::Text)
            m_bytes.refuseDamage();
        push(Kind::Type).text = arguments.items[0]->text;
    }

    void makeCall(const PickleValue& function, const PickleValue* arguments)
    {
        PickleValue& made = push(Kind::Call);
        made.text = function.text;
        made.items = {arguments};
    }

    bool stepOfTensors(std::uint8_t opcode)
    {
        switch (opcode) {
        case 'G': // BINFLOAT
            return m_bytes.take(8), static_cast<void>(push(Kind::Real)), true;
        case 'Q': // BINPERSID
            return pushStorage(pop()), true;
        default:
            return false;
        }
    }

    void pushStorage(const PickleValue* id) { push(Kind::Storage).items = {id}; }

    /// Bytes that are written as a text of letters up to 255.
    void encode(const PickleValue& arguments)
    {
        const auto& items = arguments.items;
        if (items.size() != 2 || items[0]->kind != Kind::Text || items[1]->text != "latin1")
            m_bytes.refuse("a text in another encoding than latin1");
        if (m_encoded += items[0]->text.size(); m_encoded > m_bytes.size()) // the same text again and again
            m_bytes.refuseDamage();
        if (!appendLatin(items[0]->text, m_pickle.m_texts.emplace_back()))
            m_bytes.refuseDamage();
        pushText(m_pickle.m_texts.back());
    }

    void build()
    {
        const PickleValue* state = pop();
        PickleValue* object = pop();
        m_stack.push_back(object);
        if (object->kind == Kind::Dictionary && state->kind == Kind::Dictionary && m_of == PickleOf::Tensors)
            return; // a state_dict()'s _metadata, which says nothing of the tensors
        if (state->kind != Kind::Tuple || (object->kind != Kind::Array && object->kind != Kind::Type))
            m_bytes.refuse("an object of a class");
        if (object->kind == Kind::Array)
            buildArray(*object, state->items);
    }

    /// (version, shape, type, is Fortran order, numbers)
    void buildArray(PickleValue& array, const std::vector<const PickleValue*>& state)
    {
        if (state.size() != 5 || state[1]->kind != Kind::Tuple || state[1]->items.size() > kMostPickleAxes
            || state[2]->kind != Kind::Type || state[4]->kind != Kind::Text)
            m_bytes.refuse("an array of something else than numbers");
        array.shape.clear();
        for (const PickleValue* extent : state[1]->items) {
            if (extent->kind != Kind::Number || extent->number < 0)
                m_bytes.refuseDamage();
            array.shape.push_back(static_cast<std::uint64_t>(extent->number));
        }
        array.type = state[2];
        array.fortran = state[3]->number != 0;
        array.text = state[4]->text;
    }

    Pickle& m_pickle;
    PickleBytes m_bytes;
    PickleOf m_of;
    std::size_t m_encoded = 0; ///< bytes of texts that were encoded
    std::vector<PickleValue*> m_stack;
    std::vector<std::size_t> m_marks; ///< sizes of the stack
    std::unordered_map<std::uint64_t, PickleValue*> m_memo;
};

const PickleValue* PickleValue::find(std::string_view key) const
{
    if (kind != Kind::Dictionary)
        return nullptr;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
        if (items[i]->kind == Kind::Text && items[i]->text == key)
            return items[i + 1];
    return nullptr;
}

Pickle::Pickle(std::span<const std::uint8_t> bytes, const std::string& where, PickleOf of, const std::string& way)
{
    PickleReader(*this, PickleBytes(bytes, where, of, way), of).read();
}

bool looksLikePickle(std::span<const std::uint8_t> head)
{
    return head.size() > 2 && head[0] == 0x80 && head[1] >= 2 && head[1] <= 5;
}

} // namespace isthmus
