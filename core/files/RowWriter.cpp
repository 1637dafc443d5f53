// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/RowWriter.h"

#include "core/base/Error.h"
#include "core/files/CsvWriter.h"
#include "core/files/NpyWriter.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace isthmus {

namespace {

bool endsWith(const std::string& path, const std::string& suffix)
{
    return path.size() >= suffix.size()
        && std::equal(suffix.begin(), suffix.end(), path.end() - static_cast<std::ptrdiff_t>(suffix.size()),
            [](char end, char found) { return end == std::tolower(static_cast<unsigned char>(found)); });
}

std::string channelName(int channels, int channel)
{
    static constexpr std::array<const char*, 4> kColours{"r", "g", "b", "a"};
    if (channels == 1)
        return "";
    return channels == 3 || channels == 4 ? kColours[static_cast<std::size_t>(channel)] : 'c' + std::to_string(channel);
}

template <typename Writer>
std::unique_ptr<RowWriter> open(const std::string& path, const RowForm& form)
{
    return std::make_unique<Writer>(path, form);
}

} // namespace

RowForm codeRows(Index count, Index latentDim, const Dataset* data)
{
    RowForm form{count, {latentDim}, {}, data};
    for (Index i = 1; i <= latentDim; ++i)
        form.columns.push_back('z' + std::to_string(i));
    return form;
}

RowForm pictureRows(Index count, Shape shape, const Dataset* data, const ColumnNames& names)
{
    RowForm form{count, {shape.height, shape.width, shape.channels}, names, data};
    if (!names.empty()) {
        for (Index place = 0; place < shape.width; ++place)
            form.columns[static_cast<std::size_t>(place)] = columnTitle(names, place);
        return form;
    }
    for (int y = 0; y < shape.height; ++y)
        for (int x = 0; x < shape.width; ++x)
            for (int channel = 0; channel < shape.channels; ++channel)
                form.columns.push_back(
                    'y' + std::to_string(y) + 'x' + std::to_string(x) + channelName(shape.channels, channel));
    return form;
}

const std::vector<RowFormat>& rowFormats()
{
    static const std::vector<RowFormat> formats{
        {"NPY", ".npy", "one array of NumPy, float32", open<NpyWriter>},
        {"CSV", ".csv",
            "a table with a header: sample (its place in the data, counted from 0, training part first), id (what the "
            "data calls a row, if it does), class, one column a number, and the file of a picture",
            open<CsvWriter>},
    };
    return formats;
}

const RowFormat* rowFormatOf(const std::string& path)
{
    const std::vector<RowFormat>& formats = rowFormats();
    const auto found = std::find_if(
        formats.begin(), formats.end(), [&](const RowFormat& each) { return endsWith(path, each.suffix); });
    return found == formats.end() ? nullptr : &*found;
}

std::unique_ptr<RowWriter> openRows(const std::string& path, const RowForm& form)
{
    const RowFormat* format = rowFormatOf(path);
    if (!format)
        throw Error(path + ": expected a name that ends in .npy or .csv");
    return format->open(path, form);
}

} // namespace isthmus
