// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/likeness.h"

#include "ui/session/RunSession.h"

namespace isthmus {

bool hasImages(const RunSession& run)
{
    return run.hasRun() && run.data()->count() > 0;
}

bool haveSameData(const RunSession& a, const RunSession& b)
{
    if (!hasImages(a) || !hasImages(b))
        return false;
    const Dataset& one = *a.data();
    const Dataset& other = *b.data();
    if (&one == &other)
        return true;
    const bool mayBe = one.shape == other.shape && one.count() == other.count() && one.trainCount == other.trainCount;
    return mayBe && a.fingerprint()->text() == b.fingerprint()->text();
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
