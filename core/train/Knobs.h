// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>

namespace isthmus {

struct ModelSpec;

/// What may be changed at every step of training. A run begins with those of its TrainSpec. Each has its row in
/// knobTypes(), which is all that a new one needs besides its member here and the place in the engine that reads it.
struct Knobs
{
    double learningRate = 1e-3;
    double beta = 1; ///< weight of the KL term, that a warm-up rises to
    Corruption corruption; ///< what the input suffers in training
    double freeBits = 0; ///< nats per latent dimension that the KL term leaves free
    double sparsity = 0; ///< weight of the L1 norm of the code
    [[nodiscard]] bool operator==(const Knobs&) const = default;
};

/// A change of one knob, for the curve's markers and for exact replay.
struct KnobChange
{
    std::int64_t step = 0; ///< number of the first step that is trained with it, from 0
    std::string knob; ///< a name from knobTypes()
    std::string from;
    std::string to; ///< value as text, as the command line takes it
    [[nodiscard]] bool operator==(const KnobChange&) const = default;
};

/// What a change of a knob does to the losses of a run.
enum class KnobEffect {
    Step, ///< they stay the same losses, reached another way; a larger value may raise them
    Weight, ///< a part counts otherwise, so that validation losses cannot be compared with earlier ones; a larger value
            ///< may raise them
    Scale, ///< the parts themselves are others, which cannot be compared at all; a change either way may raise them
};

/// How a slider shows and reaches a number.
struct KnobReach
{
    double least = 0; ///< the engine takes more, see KnobType::minimum and maximum
    double most = 1;
    bool isLogarithmic = false; ///< needs a `least` above 0
    bool hasZero = false; ///< the left end of a logarithmic slider stands for 0
    enum class Digits { Three, TwoDecimals, Exponent } digits = Digits::Three; ///< 0.25, 1.00, 1.5e-3
};

/// One knob: a row of the table that run files, command line, window and markers read.
struct KnobType
{
    const char* name; ///< "free-bits": on the command line and in a KnobChange
    const char* key; ///< "freeBits": in JSON
    const char* label; ///< "Free bits (nats)": beside its slider
    const char* symbol = ""; ///< "β": what the window writes for the name in a sentence; empty: the name itself
    const char* unit = ""; ///< "nats"; empty: none
    const char* help; ///< its meaning in a line that begins with a small letter

    /// The member that holds its value; the other one is null. The default of a knob is the member's.
    double Knobs::*number = nullptr;
    Corruption Knobs::*corruption = nullptr;

    double minimum = 0; ///< least value of a number
    double maximum = std::numeric_limits<double>::max();
    bool beginsAboveMinimum = false; ///< a run cannot begin with the minimum itself
    KnobReach reach = {}; ///< range and scale of a number's slider

    KnobEffect effect;
    bool needsKl = false; ///< only a variational model has it
    bool restsAtDefault = false; ///< it does nothing at its default, and need not be mentioned
    bool isInEveryFile = false; ///< no run file lacks it; leave it false for a knob that comes later

    /// Its name in a sentence: "free bits".
    [[nodiscard]] std::string spoken() const;

    /// Its value as the command line takes it, in as many digits as are needed to read the same number: "0.001",
    /// "gaussian:0.5".
    [[nodiscard]] std::string text(const Knobs& knobs) const;

    /// Its value as people read it: "0.001", "Gaussian noise 0.5", "none".
    [[nodiscard]] std::string words(const Knobs& knobs) const;

    /// Reads what text() writes.
    /// @throws Error if the knob does not take the value: which, expected, found
    void read(const std::string& text, Knobs& knobs) const;

    /// Gives it the value that it has in other knobs.
    void copy(const Knobs& from, Knobs& to) const;
    [[nodiscard]] bool isEqual(const Knobs& a, const Knobs& b) const;

    /// Does it do nothing in these?
    [[nodiscard]] bool rests(const Knobs& knobs) const;

    /// Does a model have it? The losses of one that does not have it do not depend on it.
    [[nodiscard]] bool isOf(const ModelSpec& model) const;

    /// May a run begin with the value that it has in these knobs?
    [[nodiscard]] bool canBegin(const Knobs& knobs) const;
    /// The numbers with which a run may begin: "a number above 0".
    [[nodiscard]] std::string beginning() const;
};

/// All knobs, in the order of sentences and of the panel.
std::span<const KnobType> knobTypes();
/// @throws Error for an unknown name, with the names that there are
const KnobType& knobType(const std::string& name);

/// These knobs with all at rest that can rest.
Knobs atRest(Knobs knobs);
/// These knobs with those at rest that the model does not have. Beta cannot rest, and stays.
Knobs fittedTo(const ModelSpec& model, Knobs knobs);

/// @throws Error for one that a run cannot begin with: which, expected, found
void checkKnobs(const Knobs& knobs);

} // namespace isthmus
