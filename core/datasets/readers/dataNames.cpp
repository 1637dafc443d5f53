// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/dataNames.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace isthmus {

namespace {

/// A word with a meaning.
struct KnownWord
{
    const char* text;
    DataPart part;
    DataContent content;
};

/// Words for images come in the order in which they are preferred; a word without a meaning is passed over.
constexpr std::array<KnownWord, 41> kWords{{
    {"x", DataPart::None, DataContent::Images},
    {"images", DataPart::None, DataContent::Images},
    {"imgs", DataPart::None, DataContent::Images},
    {"data", DataPart::None, DataContent::Images},
    {"image", DataPart::None, DataContent::Images},
    {"img", DataPart::None, DataContent::Images},
    {"pictures", DataPart::None, DataContent::Images},
    {"pixels", DataPart::None, DataContent::Images},
    {"features", DataPart::None, DataContent::Images},
    {"inputs", DataPart::None, DataContent::Images},
    {"input", DataPart::None, DataContent::Images},
    {"samples", DataPart::None, DataContent::Images},
    {"fea", DataPart::None, DataContent::Images}, // with gnd: Cai's sets for MATLAB
    {"y", DataPart::None, DataContent::Labels},
    {"labels", DataPart::None, DataContent::Labels},
    {"label", DataPart::None, DataContent::Labels},
    {"lbls", DataPart::None, DataContent::Labels},
    {"lbl", DataPart::None, DataContent::Labels},
    {"target", DataPart::None, DataContent::Labels},
    {"targets", DataPart::None, DataContent::Labels},
    {"class", DataPart::None, DataContent::Labels},
    {"classes", DataPart::None, DataContent::Labels},
    {"gnd", DataPart::None, DataContent::Labels},
    {"train", DataPart::Train, DataContent::None},
    {"training", DataPart::Train, DataContent::None},
    {"trn", DataPart::Train, DataContent::None},
    {"tr", DataPart::Train, DataContent::None},
    {"test", DataPart::Test, DataContent::None},
    {"testing", DataPart::Test, DataContent::None},
    {"tst", DataPart::Test, DataContent::None},
    {"te", DataPart::Test, DataContent::None},
    {"t10k", DataPart::Test, DataContent::None},
    {"val", DataPart::Validation, DataContent::None},
    {"valid", DataPart::Validation, DataContent::None},
    {"validate", DataPart::Validation, DataContent::None},
    {"validation", DataPart::Validation, DataContent::None},
    {"dev", DataPart::Validation, DataContent::None},
    {"set", DataPart::None, DataContent::None},
    {"split", DataPart::None, DataContent::None},
    {"array", DataPart::None, DataContent::None},
    {"arr", DataPart::None, DataContent::None},
}};

const KnownWord* knownWord(std::string_view text)
{
    const auto found =
        std::find_if(kWords.begin(), kWords.end(), [&](const KnownWord& word) { return text == word.text; });
    return found == kWords.end() ? nullptr : &*found;
}

char lowerLetter(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool isCapital(char c)
{
    return std::isupper(static_cast<unsigned char>(c)) != 0;
}

bool isDigit(char c)
{
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Does a word begin here within letters and digits: `trainX`, `XTrain`, `test1`?
bool beginsWord(std::string_view name, std::size_t at)
{
    const char before = name[at - 1];
    const char here = name[at];
    const bool endsCapitals = isCapital(before) && isCapital(here) && at + 1 < name.size()
        && std::islower(static_cast<unsigned char>(name[at + 1]));
    return isDigit(before) != isDigit(here) || (!isCapital(before) && isCapital(here)) || endsCapitals;
}

/// Letters and digits between marks.
std::vector<std::string> piecesOf(std::string_view name)
{
    std::vector<std::string> pieces(1);
    for (const char c : name) {
        const bool isLetter = std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
        if (isLetter)
            pieces.back() += c;
        else if (!pieces.back().empty())
            pieces.emplace_back();
    }
    if (pieces.back().empty())
        pieces.pop_back();
    return pieces;
}

/// Two words that are written as one: xtrain, trainset, testlabels.
bool addPair(const std::string& text, std::vector<std::string>& words)
{
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        const KnownWord* first = knownWord(std::string_view(text).substr(0, cut));
        const KnownWord* second = knownWord(std::string_view(text).substr(cut));
        if (first == nullptr || second == nullptr || (first->part == DataPart::None && second->part == DataPart::None))
            continue;
        words.emplace_back(first->text);
        words.emplace_back(second->text);
        return true;
    }
    return false;
}

void addWord(const std::string& text, std::vector<std::string>& words)
{
    if (knownWord(text) != nullptr || !addPair(text, words))
        words.push_back(text);
}

/// A piece as one word if it is known as such, else cut at capitals and numbers.
void addWords(const std::string& piece, std::vector<std::string>& words)
{
    std::string whole = piece;
    std::transform(whole.begin(), whole.end(), whole.begin(), lowerLetter);
    if (knownWord(whole) != nullptr || addPair(whole, words)) {
        if (knownWord(whole) != nullptr)
            words.push_back(whole);
        return;
    }
    std::size_t begin = 0;
    for (std::size_t at = 1; at <= piece.size(); ++at) {
        if (at < piece.size() && !beginsWord(piece, at))
            continue;
        addWord(whole.substr(begin, at - begin), words);
        begin = at;
    }
}

std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words;
    for (const std::string& piece : piecesOf(name))
        addWords(piece, words);
    return words;
}

void addMeaning(const std::string& text, DataName& name)
{
    const KnownWord* known = knownWord(text);
    if (known == nullptr
        || (known->part != DataPart::None && name.part != DataPart::None && name.part != known->part)) {
        name.subject += (name.subject.empty() ? "" : " ") + text;
        return;
    }
    if (known->part != DataPart::None)
        name.part = known->part;
    if (known->content == DataContent::Labels || (known->content == DataContent::Images && name.word.empty())) {
        name.content = known->content; // the labels of images are labels
        name.word = text;
    }
}

/// Smaller is more likely.
std::size_t rankOf(const DataName& name)
{
    const std::size_t part = name.part == DataPart::Train ? 0 : name.part == DataPart::None ? 1 : 2;
    const auto word = static_cast<std::size_t>(std::find_if(kWords.begin(), kWords.end(), [&](const KnownWord& each) {
        return name.word == each.text;
    }) - kWords.begin());
    return part * 10'000 + std::min<std::size_t>(name.subject.size(), 99) * 100 + word;
}

/// Places of names that fit, in the order of what a second function says of each.
template <typename Fits, typename Rank>
std::vector<std::size_t> rankedNames(const std::vector<std::string>& names, const Fits& fits, const Rank& rank)
{
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (const DataName name = dataName(names[i]); fits(name))
            found.emplace_back(rank(name), i);
    std::sort(found.begin(), found.end());
    std::vector<std::size_t> places;
    for (const auto& [ignored, place] : found)
        places.push_back(place);
    return places;
}

/// Is this the word for labels where images are called that: y for x?
bool isPair(const std::string& images, const std::string& labels)
{
    return (images == "x") == (labels == "y");
}

} // namespace

DataName dataName(std::string_view name)
{
    DataName found;
    for (const std::string& word : wordsOf(name))
        addMeaning(word, found);
    if (name == "arr_0" || name == "arr_1") { // as np.savez names what has no name
        found.content = name == "arr_0" ? DataContent::Images : DataContent::Labels;
        found.subject.clear();
    }
    return found;
}

DataPart partOfFolder(std::string_view name)
{
    const DataName found = dataName(name);
    const bool isBare = std::all_of(found.subject.begin(), found.subject.end(), isDigit);
    return isBare && found.isImages() ? found.part : DataPart::None;
}

std::vector<std::size_t> imageNames(const std::vector<std::string>& names)
{
    return rankedNames(
        names, [](const DataName& name) { return name.isImages(); }, rankOf);
}

std::vector<std::size_t> otherPartNames(const std::vector<std::string>& names, std::string_view images, DataPart part)
{
    const DataName first = dataName(images);
    const bool isTrain = first.part == DataPart::Train;
    const bool hasOthers = isTrain || first.part == DataPart::None;
    return rankedNames(
        names,
        [&](const DataName& name) {
            return hasOthers && name.isImages() && name.part == part && name.subject == first.subject
                && (isTrain || name.word == first.word); // beside `images`, `test` may be anything
        },
        [&](const DataName& name) { return name.word == first.word ? 0 : 1 + rankOf(name); });
}

std::vector<std::size_t> labelNames(const std::vector<std::string>& names, std::string_view images)
{
    const DataName first = dataName(images);
    return rankedNames(
        names,
        [&](const DataName& name) {
            return name.content == DataContent::Labels && name.part == first.part && name.subject == first.subject;
        },
        [&](const DataName& name) { return rankOf(name) + (isPair(first.word, name.word) ? 0 : 1'000'000); });
}

} // namespace isthmus
