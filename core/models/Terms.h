// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace isthmus {

/// The largest number of terms that a table may have.
inline constexpr std::size_t kMostTerms = 8;
/// The place of no term.
inline constexpr std::size_t kNoTerm = kMostTerms;

/// What a record keeps of a term.
enum class Recorded {
    Value, ///< the value as it is
    Weighed, ///< multiplied by its weight in the loss
    Weight, ///< nothing of its own: the weight of another term
};

/// One number that a step or an evaluation leaves behind beside its loss: a part of the loss, or a figure that goes
/// with it. What is trained has a table of them; the place in that table is the place in all lists of values.
struct Term
{
    const char* name; ///< name of its column in run files, with _ between words: "trained_kl"
    const char* label; ///< name as people read it: "KL"; empty: it is not shown
    const char* unit; ///< unit, which stands behind its name in JSON: "nats"; empty: none
    bool inSteps = true; ///< does the record of a step hold it?
    bool inEvaluations = true; ///< does the record of an evaluation hold it?
    Recorded recorded = Recorded::Value;
    std::size_t weightOf = kNoTerm; ///< the term whose weight it is, for Recorded::Weight
    int since = 1; ///< the first version of run files that has it
    std::size_t standIn = kNoTerm; ///< the term that it equals in files that lack it; none: it is 0
};

/// A value of each term. Of fixed capacity, so that none is allocated in a step.
template <typename Number>
struct TermValues
{
    std::array<Number, kMostTerms> values{}; ///< values by term; those beyond the table are 0

    [[nodiscard]] Number operator[](std::size_t term) const { return values[term]; }
    [[nodiscard]] Number& operator[](std::size_t term) { return values[term]; }
    [[nodiscard]] bool operator==(const TermValues&) const = default;

    /// Adds a part's values, whose samples are this share of all.
    void add(const TermValues& part, Number share)
    {
        for (std::size_t i = 0; i < kMostTerms; ++i)
            values[i] += share * part.values[i];
    }
};

/// Losses of some samples: sums over features, means over samples.
using LossTerms = TermValues<double>;
/// The losses as records keep them.
using RecordedTerms = TermValues<float>;

/// What a loss is made of: the sum of weight * value over some terms, in the order in which they were put in.
class TermWeights
{
public:
    struct Part
    {
        std::size_t term = 0;
        double weight = 0;
    };

    void add(std::size_t term, double weight) { m_parts[m_count++] = {term, weight}; }
    [[nodiscard]] std::span<const Part> parts() const { return std::span(m_parts).first(m_count); }

    /// Weight of a term; 0 of one that is no part of the loss.
    [[nodiscard]] double operator[](std::size_t term) const;

    /// The loss. Terms that are no part of it do not reach it, whatever they are.
    [[nodiscard]] double total(const LossTerms& terms) const;

    /// The loss from what a record kept, in its precision.
    [[nodiscard]] float total(const RecordedTerms& recorded, std::span<const Term> table) const;

private:
    std::array<Part, kMostTerms> m_parts{};
    std::size_t m_count = 0;
};

/// The numbers that the record of a step keeps.
RecordedTerms stepTerms(std::span<const Term> table, const LossTerms& terms, const TermWeights& weights);
/// The numbers that the record of an evaluation keeps.
RecordedTerms evaluationTerms(std::span<const Term> table, const LossTerms& terms, const TermWeights& weights);

} // namespace isthmus
