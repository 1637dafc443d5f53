// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Knobs.h"
#include "core/train/StepRecord.h"

#include <functional>
#include <span>
#include <string>
#include <type_traits>

namespace isthmus {

/// One number of a record as run files keep it: in a tensor of the history, and of the last step in isthmus.state.
struct Column
{
    std::string
        name; ///< name of its tensor behind the prefix, with _ between words: "learning_rate"; it stays for ever
    int since = 1; ///< the first version of run files that has it
    std::size_t standIn = kNoTerm; ///< the term that it equals in files that lack it; none: it is 0
};

/// What stands before the names of a record's tensors.
inline const char* columnPrefix(const StepRecord*)
{
    return "history.";
}

inline const char* columnPrefix(const EvaluationRecord*)
{
    return "history.evaluation.";
}

inline const char* columnPrefix(const KnobChange*)
{
    return "history.knob.";
}

/// Visits the terms that such records hold.
/// @param isHeld  Term::inSteps or inEvaluations
template <typename Visit>
void visitTerms(std::span<const Term> terms, bool Term::*isHeld, const Visit& visit)
{
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto valueOf = [i](auto& record) -> auto&
        {
            return record.terms.values[i];
        };
        if (terms[i].*isHeld)
            visit(Column{terms[i].name, terms[i].since, terms[i].standIn}, valueOf);
    }
}

/// Calls visit(column, valueOf) for every number of a record that a run file keeps; valueOf(record) is the number. The
/// record only says which kind it is.
template <typename Visit>
void visitColumns(const StepRecord*, std::span<const Term> terms, const Visit& visit)
{
    visit(Column{"step"}, std::mem_fn(&StepRecord::step));
    visit(Column{"epoch"}, std::mem_fn(&StepRecord::epoch));
    visit(Column{"seconds"}, std::mem_fn(&StepRecord::seconds));
    visit(Column{"loss"}, std::mem_fn(&StepRecord::loss));
    visit(Column{"learning_rate"}, std::mem_fn(&StepRecord::learningRate));
    visitTerms(terms, &Term::inSteps, visit);
}

template <typename Visit>
void visitColumns(const EvaluationRecord*, std::span<const Term> terms, const Visit& visit)
{
    visit(Column{"step"}, std::mem_fn(&EvaluationRecord::step));
    visit(Column{"epoch"}, std::mem_fn(&EvaluationRecord::epoch));
    visit(Column{"loss"}, std::mem_fn(&EvaluationRecord::loss));
    visitTerms(terms, &Term::inEvaluations, visit);
}

/// The texts of a change are in isthmus.state.
template <typename Visit>
void visitColumns(const KnobChange*, std::span<const Term>, const Visit& visit)
{
    visit(Column{"step"}, std::mem_fn(&KnobChange::step));
}

/// The type of the numbers in a column of such records.
template <typename Record, typename ValueOf>
using ValueIn = std::decay_t<std::invoke_result_t<ValueOf, Record&>>;

} // namespace isthmus
