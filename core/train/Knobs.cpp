// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Knobs.h"

#include "core/base/Error.h"
#include "core/base/named.h"
#include "core/models/ModelSpec.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kFewDigits = 3; // of a value as people read it
constexpr int kUsualDigits = 6;

/// The number as it is in a text that has nothing else; NaN for any other text.
double numberIn(const std::string& text)
{
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    return fault == std::errc() && stop == end ? number : std::nan("");
}

/// "0.001" and "0.0001", but as many digits as the number needs.
std::string exactNumber(double number)
{
    std::string text;
    for (int digits = kUsualDigits; digits <= std::numeric_limits<double>::max_digits10; ++digits)
        if (text = shortNumber(number, digits); numberIn(text) == number)
            break;
    return text;
}

/// The range of a number in words.
std::string rangeOf(const KnobType& type, const char* fromMinimum)
{
    const std::string least = shortNumber(type.minimum);
    if (type.maximum == std::numeric_limits<double>::max())
        return std::string("a number ") + fromMinimum + least;
    return "a number from " + least + " to " + shortNumber(type.maximum);
}

using Digits = KnobReach::Digits;

/// The table, in the order of sentences and of the panel.
constexpr KnobType kTypes[] = {
    {.name = "learning-rate",
        .key = "learningRate",
        .label = "Learning rate",
        .help = "how far a step goes",
        .number = &Knobs::learningRate,
        .beginsAboveMinimum = true,
        .reach = {.least = 1e-5, .most = 0.1, .isLogarithmic = true, .digits = Digits::Exponent},
        .effect = KnobEffect::Step,
        .isInEveryFile = true},
    {.name = "beta",
        .key = "beta",
        .label = "β (weight of KL)",
        .symbol = "β",
        .help = "how much the KL term counts beside the reconstruction",
        .number = &Knobs::beta,
        .reach = {.least = 0.01, .most = 10, .isLogarithmic = true, .hasZero = true, .digits = Digits::TwoDecimals},
        .effect = KnobEffect::Weight,
        .needsKl = true,
        .isInEveryFile = true},
    {.name = "free-bits",
        .key = "freeBits",
        .label = "Free bits (nats)",
        .unit = "nats",
        .help = "what each latent dimension may carry before KL pulls at it",
        .number = &Knobs::freeBits,
        .reach = {.least = 0.01, .most = 10, .isLogarithmic = true, .hasZero = true},
        .effect = KnobEffect::Scale,
        .needsKl = true,
        .restsAtDefault = true},
    {.name = "sparsity",
        .key = "sparsity",
        .label = "Sparsity (L1 of code)",
        .help = "weight of the sum of |code|, for a VAE of |mean|, which draws most of its values to 0",
        .number = &Knobs::sparsity,
        .reach = {.least = 1e-4, .most = 10, .isLogarithmic = true, .hasZero = true},
        .effect = KnobEffect::Weight,
        .restsAtDefault = true},
    {.name = "corruption",
        .key = "corruption",
        .label = "Corruption",
        .help = "what the input suffers in training, while the output is compared with the clean original",
        .corruption = &Knobs::corruption,
        .effect = KnobEffect::Scale,
        .restsAtDefault = true,
        .isInEveryFile = true},
};

} // namespace

std::span<const KnobType> knobTypes()
{
    return kTypes;
}

const KnobType& knobType(const std::string& name)
{
    return byName(knobTypes(), name, "knob");
}

std::string KnobType::spoken() const
{
    std::string words = name;
    std::replace(words.begin(), words.end(), '-', ' ');
    return words;
}

std::string KnobType::text(const Knobs& knobs) const
{
    return number != nullptr ? exactNumber(knobs.*number) : (knobs.*corruption).text();
}

std::string KnobType::words(const Knobs& knobs) const
{
    return number != nullptr ? shortNumber(knobs.*number, kFewDigits) : (knobs.*corruption).words();
}

void KnobType::read(const std::string& text, Knobs& knobs) const
{
    if (number == nullptr) {
        knobs.*corruption = Corruption::parse(text);
        return;
    }
    const double value = numberIn(text);
    if (!(value >= minimum && value <= maximum))
        throw Error(
            std::string("knob ") + name + ": expected " + rangeOf(*this, "of at least ") + ", found \"" + text + '"');
    knobs.*number = value;
}

void KnobType::copy(const Knobs& from, Knobs& to) const
{
    if (number != nullptr)
        to.*number = from.*number;
    else
        to.*corruption = from.*corruption;
}

bool KnobType::isEqual(const Knobs& a, const Knobs& b) const
{
    return number != nullptr ? a.*number == b.*number : a.*corruption == b.*corruption;
}

bool KnobType::rests(const Knobs& knobs) const
{
    return restsAtDefault && isEqual(knobs, {});
}

bool KnobType::isOf(const ModelSpec& model) const
{
    return !needsKl || model.isVariational();
}

bool KnobType::canBegin(const Knobs& knobs) const
{
    if (number == nullptr)
        return true;
    const double value = knobs.*number;
    return (beginsAboveMinimum ? value > minimum : value >= minimum) && value <= maximum;
}

std::string KnobType::beginning() const
{
    return rangeOf(*this, beginsAboveMinimum ? "above " : "of at least ");
}

Knobs atRest(Knobs knobs)
{
    for (const KnobType& type : knobTypes())
        if (type.restsAtDefault)
            type.copy({}, knobs);
    return knobs;
}

Knobs fittedTo(const ModelSpec& model, Knobs knobs)
{
    for (const KnobType& type : knobTypes())
        if (type.restsAtDefault && !type.isOf(model))
            type.copy({}, knobs);
    return knobs;
}

void checkKnobs(const Knobs& knobs)
{
    for (const KnobType& type : knobTypes())
        if (!type.canBegin(knobs))
            throw Error(
                type.spoken() + ": expected " + type.beginning() + ", found " + shortNumber(knobs.*type.number));
}

} // namespace isthmus
