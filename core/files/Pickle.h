// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/pickleNames.h"

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus {

/// One value of a pickle. It belongs to its Pickle and may be part of several others, or of itself.
struct PickleValue
{
    enum class Kind { None, Number, Real, Text, List, Tuple, Dictionary, Global, Type, Array, Call, Storage };

    Kind kind = Kind::None;
    std::int64_t number = 0; ///< also of truth values
    /// Text or bytes; the name of a global, "numpy dtype", also of one that is called; NumPy's name of a type, "u1";
    /// the numbers of an array.
    std::string_view text;
    /// Of lists and tuples; keys and values of dictionaries in turn; what a call is made with; the one value that names
    /// a storage, which lies outside the pickle.
    std::vector<const PickleValue*> items;
    std::vector<std::uint64_t> shape; ///< of an array, outermost axis first
    const PickleValue* type = nullptr; ///< of an array
    bool fortran = false; ///< of an array: the first axis changes fastest

    [[nodiscard]] bool isSequence() const { return kind == Kind::List || kind == Kind::Tuple; }

    /// The value of a key that is a text. Null: there is none, or this is no dictionary.
    [[nodiscard]] const PickleValue* find(std::string_view key) const;
};

/// A Python pickle of lists, dictionaries, texts, whole numbers and NumPy arrays, and of nothing else; or one of
/// PyTorch's tensors in their place, with other numbers (whose values are not kept). It is read and never executed: the
/// few opcodes that write those are known, the only calls are those by which NumPy makes its arrays and PyTorch its
/// tensors, and they are understood, not made. Everything else is refused. Sizes are compared with the bytes that are
/// there. Source: CPython, Lib/pickletools.py, protocols 2 and 3
class Pickle
{
public:
    /// @param bytes  of the whole file; they outlive this object
    /// @param where  name of the file for messages
    /// @param way    what to do about one with anything else, for the end of the sentence that refuses it
    /// @throws Error that names what is refused, or says where it is damaged
    Pickle(std::span<const std::uint8_t> bytes, const std::string& where, PickleOf of = PickleOf::Arrays,
        const std::string& way = {});
    Pickle(const Pickle&) = delete;
    Pickle& operator=(const Pickle&) = delete;

    [[nodiscard]] const PickleValue& root() const { return *m_root; }

private:
    std::deque<PickleValue> m_values;
    std::deque<std::string> m_texts; ///< that do not lie in the file as they are
    const PickleValue* m_root = nullptr;
    friend class PickleReader;
};

/// Is this the beginning of a pickle of protocol 2 to 5?
bool looksLikePickle(std::span<const std::uint8_t> head);

} // namespace isthmus
