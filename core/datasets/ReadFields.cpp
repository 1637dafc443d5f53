// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/ReadFields.h"

#include "core/base/Error.h"
#include "core/data/scaleNames.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace isthmus {

namespace {

constexpr int kLargestSide = 65535;

int parseSide(const std::string& what, const std::string& text)
{
    int side = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, side);
    if (fault != std::errc() || stop != end || side < 1 || side > kLargestSide)
        throw Error(what + ": expected a number of pixels from 1 to 65,535, found '" + text + '\'');
    return side;
}

void setSize(ReadOptions& options, const std::string& text)
{
    const std::size_t cross = text.find('x');
    if (cross == std::string::npos)
        throw Error("size: expected width x height in pixels, such as 32x32, found '" + text + '\'');
    options.width = parseSide("size", text.substr(0, cross));
    options.height = parseSide("size", text.substr(cross + 1));
}

std::string sizeText(const ReadOptions& options)
{
    return options.hasSize() ? std::to_string(options.width) + 'x' + std::to_string(options.height) : "";
}

std::string sideText(int side)
{
    return side > 0 ? std::to_string(side) : "";
}

/// Words of an enumeration in its order, the default first.
constexpr std::array<const char*, 3> kChannels{"auto", "grey", "rgb"};
constexpr std::array<const char*, 3> kChannelOrders{"auto", "first", "last"};
constexpr std::array<const char*, 2> kFit{"crop", "pad"};
constexpr std::array<const char*, 7> kTurn{"none", "transpose", "left", "right", "half", "mirror", "flip"};
constexpr std::array<const char*, 3> kMissing{"refuse", "leave-out", "mean"};
constexpr std::array<const char*, 2> kValidationPart{"use", "leave-out"};

std::array<const char*, kScales> scaleWords()
{
    std::array<const char*, kScales> words{};
    std::transform(
        scaleNames().begin(), scaleNames().end(), words.begin(), [](const ScaleName& name) { return name.word; });
    return words;
}

template <typename Words, typename Enum>
std::string wordText(const Words& words, Enum value)
{
    return value == Enum{} ? "" : words[static_cast<std::size_t>(value)];
}

template <typename Enum, typename Words>
Enum parseWord(const char* what, const Words& words, const std::string& text)
{
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (text == words[i])
            return static_cast<Enum>(i);
        list += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + std::string(words[i]);
    }
    throw Error(std::string(what) + ": expected " + list + ", found '" + text + '\'');
}

} // namespace

const std::vector<ReadField>& readFields()
{
    using Options = ReadOptions;
    static const std::vector<ReadField> fields{
        {"array", "NAME", "the images, in a file of several arrays (default: chosen by name and shape)",
            [](const Options& o) { return o.array; }, [](Options& o, const std::string& text) { o.array = text; }},
        {"label-array", "NAME|none", "the labels, in a file of several arrays (default: chosen by name and shape)",
            [](const Options& o) { return o.labelArray; },
            [](Options& o, const std::string& text) { o.labelArray = text; }},
        {"label-column", "NAME|N|none",
            "the labels, in a table: name of the column, or its number from 0 (default: a first or last column that is "
            "called label, class, target or y)",
            [](const Options& o) { return o.labelColumn; },
            [](Options& o, const std::string& text) { o.labelColumn = text; }},
        {"size", "WxH",
            "pixels of one image: what pictures are fitted to (default: their most common size), or what rows of "
            "numbers are read as (default: one line)",
            sizeText, setSize},
        {"channels", "auto|grey|rgb", "of pictures (default: auto, rgb where one of them has colour)",
            [](const Options& o) { return wordText(kChannels, o.channels); },
            [](Options& o, const std::string& text) {
                o.channels = parseWord<Options::Channels>("channels", kChannels, text);
            }},
        {"channel-order", "auto|first|last",
            "where the channels of an array are (default: auto, the last or the second axis of extent 1, 3 or 4)",
            [](const Options& o) { return wordText(kChannelOrders, o.order); },
            [](Options& o, const std::string& text) {
                o.order = parseWord<Options::Order>("channel-order", kChannelOrders, text);
            }},
        {"fit", "crop|pad",
            "a picture of another size is scaled to cover it and cut, or to lie within and padded (default: crop)",
            [](const Options& o) { return wordText(kFit, o.fit); },
            [](Options& o, const std::string& text) { o.fit = parseWord<Options::Fit>("fit", kFit, text); }},
        {"turn", "none|transpose|left|right|half|mirror|flip",
            "every picture: transpose: rows for columns, as EMNIST needs it; left, right, half: round; mirror: left "
            "for "
            "right; flip: top for bottom (default: none)",
            [](const Options& o) { return wordText(kTurn, o.turn); },
            [](Options& o, const std::string& text) { o.turn = parseWord<Options::Turn>("turn", kTurn, text); }},
        {"patch", "N", "side in pixels of the squares that one picture is cut into (default: 32)",
            [](const Options& o) { return sideText(o.patch); },
            [](Options& o, const std::string& text) { o.patch = parseSide("patch", text); }},
        {"stride", "N", "pixels from one such square to the next (default: its side)",
            [](const Options& o) { return sideText(o.stride); },
            [](Options& o, const std::string& text) { o.stride = parseSide("stride", text); }},
        {"scaling", "auto|bytes|range|none|symmetric|standard|columns|robust",
            "auto: numbers within 0..1 as they are, integers that fill 8, 10, 12, 14 or 16 bits by those bits, others "
            "by the training part's range, tables whose columns' ranges differ by more than 20 times as standard; "
            "bytes: by 255; range: by the range; none; symmetric: to -1..1; standard: mean and deviation of each "
            "channel or column; of tables also columns: range of each, and robust: median and quartiles of each",
            [](const Options& o) { return wordText(scaleWords(), o.scale); },
            [](Options& o, const std::string& text) {
                o.scale = parseWord<Options::Scale>("scaling", scaleWords(), text);
            }},
        {"missing", "refuse|leave-out|mean",
            "fields of a table that hold no number (empty, NA, NaN, null, ?), or NaN in an array: refuse the data; leave "
            "out those rows of a table; mean: the model is given the column's mean in the training part, and what is "
            "missing counts in no loss and no figure (default: refuse)",
            [](const Options& o) { return wordText(kMissing, o.missing); },
            [](Options& o, const std::string& text) {
                o.missing = parseWord<Options::Missing>("missing", kMissing, text);
            }},
        {"one-hot", "NAME,...|auto",
            "columns of texts of a table: a column of 0 and 1 for each value of a text, at most 64, in place of "
            "leaving "
            "it out; auto: of all columns of texts with so few values but the labels (default: none)",
            [](const Options& o) { return o.oneHot; },
            [](Options& o, const std::string& text) { o.oneHot = text == "none" ? "" : text; }},
        {"validation-part", "use|leave-out",
            "a validation part that the data brings: a run watches it unless it is to hold out a share of the training "
            "part, or leave it out (default: use)",
            [](const Options& o) { return wordText(kValidationPart, o.validationPart); },
            [](Options& o, const std::string& text) {
                o.validationPart = parseWord<Options::ValidationPart>("validation-part", kValidationPart, text);
            }},
    };
    return fields;
}

ReadOptions onlyFields(const ReadOptions& options, const std::vector<std::string>& names)
{
    ReadOptions some;
    some.keepInMemory = options.keepInMemory;
    for (const ReadField& field : readFields()) {
        const std::string text = field.text(options);
        if (!text.empty() && std::find(names.begin(), names.end(), field.name) != names.end())
            field.set(some, text);
    }
    return some;
}

QJsonObject toJson(const ReadOptions& options)
{
    QJsonObject object;
    for (const ReadField& field : readFields())
        if (const std::string text = field.text(options); !text.empty())
            object.insert(QLatin1String(field.name), QString::fromStdString(text));
    return object;
}

ReadOptions readingFromJson(const QJsonObject& object, const std::string& where)
{
    ReadOptions options;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const std::string name = entry.key().toStdString();
        const auto field = std::find_if(
            readFields().begin(), readFields().end(), [&](const ReadField& each) { return each.name == name; });
        if (field == readFields().end() || !entry.value().isString())
            throw Error(where + ": expected a choice in reading data and its text, found " + name);
        try {
            field->set(options, entry.value().toString().toStdString());
        } catch (const Error& error) {
            throw Error(where + ": " + error.what());
        }
    }
    return options;
}

} // namespace isthmus
