// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Terms.h"

namespace isthmus {

namespace {

double kept(const Term& term, double value, double weight, const TermWeights& weights)
{
    switch (term.recorded) {
    case Recorded::Value:
        break;
    case Recorded::Weighed:
        return weight * value;
    case Recorded::Weight:
        return weights[term.weightOf];
    }
    return value;
}

RecordedTerms recordedTerms(
    std::span<const Term> table, bool Term::*isHeld, const LossTerms& terms, const TermWeights& weights)
{
    RecordedTerms recorded;
    for (std::size_t i = 0; i < table.size(); ++i)
        if (table[i].*isHeld)
            recorded[i] = static_cast<float>(kept(table[i], terms[i], weights[i], weights));
    return recorded;
}

} // namespace

double TermWeights::operator[](std::size_t term) const
{
    for (const Part& part : parts())
        if (part.term == term)
            return part.weight;
    return 0;
}

double TermWeights::total(const LossTerms& terms) const
{
    double sum = 0;
    for (const Part& part : parts())
        sum += part.weight * terms[part.term];
    return sum;
}

float TermWeights::total(const RecordedTerms& recorded, std::span<const Term> table) const
{
    float sum = 0;
    for (const Part& part : parts()) {
        const bool isWeighed = table[part.term].recorded == Recorded::Weighed;
        sum += (isWeighed ? 1.0F : static_cast<float>(part.weight)) * recorded[part.term];
    }
    return sum;
}

RecordedTerms stepTerms(std::span<const Term> table, const LossTerms& terms, const TermWeights& weights)
{
    return recordedTerms(table, &Term::inSteps, terms, weights);
}

RecordedTerms evaluationTerms(std::span<const Term> table, const LossTerms& terms, const TermWeights& weights)
{
    return recordedTerms(table, &Term::inEvaluations, terms, weights);
}

} // namespace isthmus
