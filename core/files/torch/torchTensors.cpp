// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/torch/torchTensors.h"

#include "core/base/Error.h"
#include "core/files/pickleTexts.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

namespace isthmus {

namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t kMostTorchAxes = 32;
constexpr std::int64_t kMostNumbers = std::int64_t(1)
    << 48; // of a storage; products of two of them do not overflow below
constexpr std::size_t kMostTensors = 100'000;
constexpr std::size_t kMostKeys = 1000; // of a checkpoint that is looked through
constexpr const char* kStateKeys[] = {"state_dict", "model_state_dict", "model"};

struct StorageKind
{
    std::string_view name;
    TensorType type;
};

constexpr StorageKind kStorages[] = {
    {"torch FloatStorage", TensorType::F32},
    {"torch DoubleStorage", TensorType::F64},
    {"torch HalfStorage", TensorType::F16},
    {"torch BFloat16Storage", TensorType::BF16},
    {"torch LongStorage", TensorType::I64},
    {"torch IntStorage", TensorType::I32},
    {"torch ShortStorage", TensorType::I16},
    {"torch CharStorage", TensorType::I8},
    {"torch ByteStorage", TensorType::U8},
    {"torch BoolStorage", TensorType::Bool},
};

bool isCallOf(const PickleValue& value, std::string_view function)
{
    return value.kind == Kind::Call && value.text == function;
}

bool isTensor(const PickleValue& value)
{
    return value.kind == Kind::Call;
}

bool hasTensors(const PickleValue& value)
{
    if (value.kind != Kind::Dictionary)
        return false;
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2)
        if (value.items[i]->kind == Kind::Text && isTensor(*value.items[i + 1]))
            return true;
    return false;
}

/// What a call is made with.
const std::vector<const PickleValue*>& argumentsOf(const PickleValue& call)
{
    return call.items.front()->items;
}

/// Reads what the index says about one tensor.
class TensorDescription
{
public:
    TensorDescription(const std::string& name, const std::string& where)
        : m_where(where + ": " + printable(name))
    {
        m_tensor.name = name;
    }

    TorchTensor read(const PickleValue& value)
    {
        const auto& items = argumentsOf(tensorOf(value));
        if (items.size() < 4 || items[0]->kind != Kind::Storage)
            refuse("one without a storage");
        readStorage(*items[0]->items.front());
        m_tensor.offset = count(*items[1], "place in its storage");
        m_tensor.shape = counts(*items[2], "shape");
        m_tensor.strides = counts(*items[3], "list of strides");
        checkPlaces();
        return std::move(m_tensor);
    }

private:
    [[noreturn]] void refuse(const std::string& found) const
    {
        throw Error(m_where + ": expected a tensor of PyTorch, found " + found);
    }

    /// A parameter is a tensor in a wrapping.
    [[nodiscard]] const PickleValue& tensorOf(const PickleValue& value) const
    {
        const PickleValue* tensor = &value;
        if (isCallOf(value, "torch._utils _rebuild_parameter") && !argumentsOf(value).empty())
            tensor = argumentsOf(value).front();
        if (!isCallOf(*tensor, "torch._utils _rebuild_tensor_v2"))
            refuse("something else");
        return *tensor;
    }

    [[nodiscard]] Index count(const PickleValue& value, const char* what) const
    {
        if (value.kind != Kind::Number || value.number < 0 || value.number > kMostNumbers)
            refuse(std::string("a ") + what + " that is no count");
        return value.number;
    }

    [[nodiscard]] std::vector<Index> counts(const PickleValue& value, const char* what) const
    {
        if (value.kind != Kind::Tuple || value.items.size() > kMostTorchAxes)
            refuse(std::string("a ") + what + " that is no list of counts");
        std::vector<Index> numbers;
        for (const PickleValue* each : value.items)
            numbers.push_back(count(*each, what));
        return numbers;
    }

    /// ("storage", its kind, its key, its device, its numbers)
    void readStorage(const PickleValue& id)
    {
        const auto& items = id.items;
        if (id.kind != Kind::Tuple || items.size() != 5 || items[1]->kind != Kind::Global
            || items[2]->kind != Kind::Text)
            refuse("a storage that is described in another way");
        const auto kind = std::find_if(std::begin(kStorages), std::end(kStorages),
            [&](const StorageKind& each) { return each.name == items[1]->text; });
        if (kind == std::end(kStorages))
            refuse("a storage that is described in another way");
        m_tensor.type = kind->type;
        m_tensor.storage = items[2]->text;
        m_tensor.storageCount = count(*items[4], "number of values");
    }

    void checkPlaces() const
    {
        if (m_tensor.shape.size() != m_tensor.strides.size())
            refuse("other numbers of extents and strides");
        Index elements = 1;
        Index last = m_tensor.offset;
        for (std::size_t axis = 0; axis < m_tensor.shape.size(); ++axis) {
            const Index extent = m_tensor.shape[axis];
            if (extent == 0)
                return;
            elements = product(elements, extent);
            last = std::min(kMostNumbers, last + product(extent - 1, m_tensor.strides[axis]));
        }
        if (elements > m_tensor.storageCount || last >= m_tensor.storageCount)
            refuse(shapeText(m_tensor.shape) + " in a storage of " + grouped(m_tensor.storageCount) + " values");
    }

    /// Up to the most numbers that there can be.
    static Index product(Index a, Index b) { return b != 0 && a > kMostNumbers / b ? kMostNumbers : a * b; }

    std::string m_where;
    TorchTensor m_tensor;
};

void addTensors(const PickleValue& dictionary, const std::string& prefix, const std::string& where,
    std::vector<TorchTensor>& tensors)
{
    for (std::size_t i = 0; i + 1 < dictionary.items.size(); i += 2) {
        const PickleValue& value = *dictionary.items[i + 1];
        if (tensors.size() > kMostTensors)
            throw Error(where + ": expected up to " + grouped(kMostTensors) + " tensors, found more");
        if (dictionary.items[i]->kind == Kind::Text && isTensor(value))
            tensors.push_back(TensorDescription(prefix + std::string(dictionary.items[i]->text), where).read(value));
    }
}

/// The dictionary of tensors that a file is of. Null: there is none that stands out.
const PickleValue* stateIn(const PickleValue& root)
{
    for (const char* key : kStateKeys)
        if (const PickleValue* value = root.find(key); value != nullptr && hasTensors(*value))
            return value;
    return hasTensors(root) ? &root : nullptr;
}

std::string describeRoot(const PickleValue& root)
{
    if (root.kind == Kind::Call)
        return "one tensor without a name";
    if (root.kind != Kind::Dictionary)
        return "something else";
    constexpr std::size_t kSome = 4;
    std::string keys;
    for (std::size_t i = 0; i + 1 < root.items.size() && i < 2 * kSome; i += 2)
        keys += (keys.empty() ? "the keys " : ", ") + printable(root.items[i]->text);
    return keys.empty() ? "none" : keys;
}

} // namespace

std::vector<TorchTensor> torchTensors(const PickleValue& root, const std::string& where)
{
    std::vector<TorchTensor> tensors;
    if (const PickleValue* state = stateIn(root)) {
        addTensors(*state, "", where, tensors);
        return tensors;
    }
    const bool isCheckpoint = root.kind == Kind::Dictionary && root.items.size() <= 2 * kMostKeys;
    for (std::size_t i = 0; isCheckpoint && i + 1 < root.items.size(); i += 2)
        if (root.items[i]->kind == Kind::Text && hasTensors(*root.items[i + 1]))
            addTensors(*root.items[i + 1], std::string(root.items[i]->text) + ".", where, tensors);
    if (tensors.empty())
        throw Error(where + ": expected tensors by their names, as in a state_dict(), found " + describeRoot(root));
    return tensors;
}

} // namespace isthmus
