// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sessionWords.h"

#include "ui/session/Session.h"
#include "ui/widgets/sampleWords.h"

namespace isthmus {
namespace {

Shape shapeOf(const Session& session)
{
    return session.hasRun() ? session.data()->shape : Shape{1, 28, 28};
}

} // namespace

QString sampleName(const Session& session)
{
    return sampleName(shapeOf(session));
}

QString samplesName(const Session& session)
{
    return samplesName(shapeOf(session));
}

} // namespace isthmus
