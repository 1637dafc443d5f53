// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/torch/TorchFile.h"

#include "core/base/Error.h"
#include "core/files/Utf8Path.h"
#include "core/files/pickleTexts.h"
#include "core/files/pythonText.h"

#include <Eigen/Core>

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <numeric>
#include <string_view>

namespace isthmus {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kIndex = "data.pkl";
constexpr std::string_view kMagic = "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"sv; // of old files
constexpr std::size_t kTarPlace = 257;

bool endsWithName(std::string_view path, std::string_view name)
{
    return path == name || (path.ends_with(name) && path[path.size() - name.size() - 1] == '/');
}

const ZipEntry* entryNamed(const ZipFile& zip, std::string_view name)
{
    const auto found = std::find_if(zip.entries().begin(), zip.entries().end(),
        [&](const ZipEntry& each) { return endsWithName(each.name, name); });
    return found == zip.entries().end() ? nullptr : &*found;
}

/// A class or a function comes before what it is made of; only lists come before their items.
TorchKind kindOfIndex(std::string_view index)
{
    const std::string_view first = index.substr(std::min<std::size_t>(2, index.size())); // behind the protocol
    if (first.starts_with("ctorch._utils\n") || first.starts_with('(') || first.starts_with(']'))
        return TorchKind::Tensors;
    const bool isObject = first.starts_with('c') && !first.starts_with("ccollections\nOrderedDict\n");
    return isObject ? TorchKind::Object : TorchKind::Named;
}

TorchKind kindOfZip(const ZipFile& zip)
{
    const ZipEntry* index = entryNamed(zip, kIndex);
    if (index == nullptr)
        return TorchKind::None;
    if (entryNamed(zip, "constants.pkl") != nullptr)
        return TorchKind::Script;
    const std::vector<std::uint8_t> head = zip.head(*index, 64);
    return kindOfIndex({reinterpret_cast<const char*>(head.data()), head.size()});
}

/// PyTorch's first tar archives hold "sys_info", "pickle", "tensors" and "storages".
bool isOld(std::string_view head)
{
    const auto begins = [&](std::string_view name) { return head.starts_with(std::string(name) + '\0'); };
    const bool isTar = head.substr(std::min(kTarPlace, head.size())).starts_with("ustar");
    return head.starts_with(kMagic) || (isTar && (begins("sys_info") || begins("pickle") || begins("storages")));
}

/// The way from a file to one of its weights alone, where it holds more than numbers beside them.
std::string wayToWeights(const std::string& path)
{
    return "if you trust it, in Python, with the key of its weights: torch.save(torch.load(" + quotedForPython(path)
        + ", weights_only=False)['state_dict'], 'weights.pt')";
}

template <typename Number>
float floatAt(const std::uint8_t* bytes)
{
    Number number;
    std::memcpy(&number, bytes, sizeof(number));
    return static_cast<float>(number);
}

using ReadFloat = float (*)(const std::uint8_t*);

/// Null: those are no floats.
ReadFloat readerOf(TensorType type)
{
    switch (type) {
    case TensorType::F32:
        return floatAt<float>;
    case TensorType::F64:
        return floatAt<double>;
    case TensorType::F16:
        return floatAt<Eigen::half>;
    case TensorType::BF16:
        return floatAt<Eigen::bfloat16>;
    default:
        return nullptr;
    }
}

Index elementCount(const std::vector<Index>& shape)
{
    const bool isEmpty = std::find(shape.begin(), shape.end(), 0) != shape.end();
    return isEmpty ? 0 : std::accumulate(shape.begin(), shape.end(), Index(1), std::multiplies<>());
}

/// Goes through the elements of a tensor in C order.
class ElementWalk
{
public:
    explicit ElementWalk(const TorchTensor& tensor)
        : m_tensor(tensor)
        , m_at(tensor.shape.size(), 0)
        , m_place(tensor.offset)
    {
    }

    [[nodiscard]] Index place() const { return m_place; }

    void next()
    {
        for (std::size_t axis = m_at.size(); axis-- > 0;) {
            m_place += m_tensor.strides[axis];
            if (++m_at[axis] < m_tensor.shape[axis])
                return;
            m_place -= m_tensor.strides[axis] * m_tensor.shape[axis];
            m_at[axis] = 0;
        }
    }

private:
    const TorchTensor& m_tensor;
    std::vector<Index> m_at;
    Index m_place; ///< number of the storage
};

} // namespace

TorchKind torchKindOf(const std::string& path)
{
    try {
        const auto file = std::make_shared<const FileBytes>(path);
        const std::vector<std::uint8_t> head = file->bytes(0, std::min<std::uint64_t>(file->size(), 512));
        if (isZip(head))
            return kindOfZip(ZipFile(file));
        return isOld({reinterpret_cast<const char*>(head.data()), head.size()}) ? TorchKind::Old : TorchKind::None;
    } catch (const Error&) {
        return TorchKind::None;
    }
}

TorchFile::TorchFile(const std::string& path)
    : m_path(path)
    , m_zip(std::make_shared<const FileBytes>(path))
{
    requireUtf8(path);
    for (const ZipEntry& each : m_zip.entries())
        m_entries.emplace(each.name, &each);
    readIndex();
}

const ZipEntry& TorchFile::entry(const std::string& name) const
{
    const auto found = m_entries.find(name);
    if (found == m_entries.end())
        throw Error(m_path + ": expected " + printable(name) + " in the archive, found none");
    return *found->second;
}

void TorchFile::readIndex()
{
    const ZipEntry* index = entryNamed(m_zip, kIndex);
    if (index == nullptr)
        throw Error(m_path + ": expected a file of PyTorch, found a zip archive without " + std::string(kIndex));
    m_folder = index->name.substr(0, index->name.size() - kIndex.size());
    requireLittleEndian();
    const std::vector<std::uint8_t> bytes = m_zip.read(*index);
    const std::string way = wayToWeights(m_path);
    const Pickle pickle(bytes, m_path, PickleOf::Tensors, way);
    m_tensors = torchTensors(pickle.root(), m_path);
}

void TorchFile::requireLittleEndian() const
{
    const auto order = m_entries.find(m_folder + "byteorder");
    if (order == m_entries.end())
        return;
    const std::vector<std::uint8_t> head = m_zip.head(*order->second, 16);
    const std::string_view found(reinterpret_cast<const char*>(head.data()), head.size());
    if (found != "little")
        throw Error(m_path + ": expected the byte order little, found " + printable(found));
}

void TorchFile::readStorage(const TorchTensor& tensor)
{
    if (m_storage == tensor.storage && !m_bytes.empty())
        return;
    const ZipEntry& found = entry(m_folder + "data/" + tensor.storage);
    m_bytes = m_zip.read(found);
    m_storage = tensor.storage;
}

FloatVector TorchFile::floats(const TorchTensor& tensor)
{
    const ReadFloat read = readerOf(tensor.type);
    if (read == nullptr)
        throw Error(m_path + ": " + printable(tensor.name) + ": expected floats, found " + tensorTypeName(tensor.type));
    readStorage(tensor);
    const Index size = tensorTypeSize(tensor.type);
    if (static_cast<Index>(m_bytes.size()) / size < tensor.storageCount)
        throw Error(m_path + ": " + printable(tensor.name) + ": expected a storage of " + grouped(tensor.storageCount)
            + " numbers, found " + grouped(static_cast<std::int64_t>(m_bytes.size())) + " bytes");
    FloatVector values(static_cast<std::size_t>(elementCount(tensor.shape)));
    ElementWalk walk(tensor);
    for (float& value : values) {
        value = read(m_bytes.data() + walk.place() * size);
        walk.next();
    }
    return values;
}

} // namespace isthmus
