// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/likeness.h"

#include "ui/session/RunSession.h"

namespace isthmus {
namespace {

bool areBothRead(const RunSession& a, const RunSession& b)
{
    return a.fingerprint()->isRead() && b.fingerprint()->isRead();
}

} // namespace

bool hasImages(const RunSession& run)
{
    return run.hasRun() && run.data()->count() > 0;
}

bool haveSameData(const RunSession& a, const RunSession& b)
{
    return mayHaveSameData(a, b) && (a.data() == b.data() || areBothRead(a, b));
}

bool mayHaveSameData(const RunSession& a, const RunSession& b)
{
    if (!hasImages(a) || !hasImages(b))
        return false;
    if (a.data() == b.data())
        return true;
    const Dataset& one = *a.data();
    const Dataset& other = *b.data();
    const bool areAlike = one.shape == other.shape && one.count() == other.count() && one.trainCount == other.trainCount
        && one.validationCount == other.validationCount;
    return areAlike && (!areBothRead(a, b) || a.fingerprint()->text() == b.fingerprint()->text());
}

bool havePicturesInCommon(const RunSession& a, const RunSession& b)
{
    if (haveSameData(a, b))
        return true;
    if (!a.hasRun() || !b.hasRun() || (hasImages(a) && hasImages(b)))
        return false;
    return a.model()->inputShape() == b.model()->inputShape();
}

} // namespace isthmus
