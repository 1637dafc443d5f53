// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <type_traits>
#include <utility>

namespace isthmus {

template <typename Signature>
class FunctionRef;

/// Borrows something callable for the length of a call: one pointer and one indirection, never an allocation. Empty
/// by default; the callable must outlive it.
template <typename Result, typename... Arguments>
class FunctionRef<Result(Arguments...)>
{
public:
    FunctionRef() = default;

    template <typename Callable, typename = std::enable_if_t<!std::is_same_v<std::decay_t<Callable>, FunctionRef>>>
    FunctionRef(const Callable& callable) // implicit, so that a lambda can be passed where one is borrowed
        : m_object(&callable)
        , m_call([](const void* object, Arguments... arguments) -> Result {
            return (*static_cast<const Callable*>(object))(std::forward<Arguments>(arguments)...);
        })
    {
    }

    explicit operator bool() const { return m_call != nullptr; }
    Result operator()(Arguments... arguments) const { return m_call(m_object, std::forward<Arguments>(arguments)...); }

private:
    const void* m_object = nullptr;
    Result (*m_call)(const void*, Arguments...) = nullptr;
};

} // namespace isthmus
