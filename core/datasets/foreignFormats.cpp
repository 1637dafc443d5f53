// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/foreignFormats.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/datasets/foreignTable.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/IdxHeader.h"
#include "core/files/Gzip.h"
#include "core/files/Zip.h"
#include "core/files/pythonText.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace isthmus {

namespace {

constexpr std::size_t kHead = kLongestStoredBlock + 4096; // what unpacks to a head, too

std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string suffixOf(const std::string& path)
{
    const std::string name = path.substr(path.find_last_of('/') + 1);
    const std::size_t dot = name.find_last_of('.');
    std::string suffix = dot == std::string::npos ? "" : name.substr(dot + 1);
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
        [](char letter) { return static_cast<char>(std::tolower(static_cast<unsigned char>(letter))); });
    return suffix;
}

ForeignFormat formatOf(const ForeignLook& look, ForeignUse use)
{
    for (const ForeignRow& row : foreignRows()) {
        const char* way = use == ForeignUse::Data ? row.dataWay : row.modelWay;
        if (way != nullptr && row.fits(look))
            return {row.name, way};
    }
    return {};
}

/// Nothing: it is damaged, and whose name it has says how.
std::optional<ZipFile> openedZip(const std::string& path)
{
    try {
        return ZipFile(std::make_shared<const FileBytes>(path));
    } catch (const Error&) {
        return std::nullopt;
    }
}

ForeignFormat formatOfZip(const std::string& path, ForeignLook look, ForeignUse use)
{
    const std::optional<ZipFile> zip = openedZip(path);
    look.zip = zip ? &*zip : nullptr;
    return look.hasEntry("*.npy") ? ForeignFormat() : formatOf(look, use);
}

/// Of what is in a gzip file; an IDX file is read as it is.
ForeignFormat formatOfGzip(std::span<const std::uint8_t> packed, ForeignUse use)
{
    const std::vector<std::uint8_t> head = gunzipHead(packed, 1024);
    if (looksLikeIdx(head))
        return {};
    ForeignFormat inner = formatOf({.head = textOf(head)}, use);
    if (inner.name.empty())
        return {"a gzip file", "unpack it: gunzip -k FILE"};
    return {inner.name + " packed by gzip", inner.way};
}

ForeignFormat formatOfFile(const std::string& path, ForeignUse use)
{
    const std::vector<std::uint8_t> head = fileHead(path, kHead);
    const ForeignLook look{.head = textOf(head), .suffix = suffixOf(path), .torch = torchKindOf(path)};
    return isZip(head) ? formatOfZip(path, look, use) : isGzip(head) ? formatOfGzip(head, use) : formatOf(look, use);
}

} // namespace

ForeignFormat foreignFormatOf(const std::string& path, ForeignUse use)
{
    ForeignFormat format = formatOfFile(path, use);
    constexpr std::string_view kFile = "FILE";
    if (const std::size_t place = format.way.find(kFile); place != std::string::npos)
        format.way.replace(place, kFile.size(), quotedForPython(path));
    return format;
}

} // namespace isthmus
