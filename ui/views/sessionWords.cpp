// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sessionWords.h"

#include "ui/session/RunSession.h"
#include "ui/widgets/sampleWords.h"

#include <QObject>

namespace isthmus {
namespace {

Shape shapeOf(const RunSession& session)
{
    return session.hasRun() ? session.data()->shape : Shape{1, 28, 28};
}

} // namespace

QString sampleName(const RunSession& session)
{
    return sampleName(shapeOf(session));
}

QString samplesName(const RunSession& session)
{
    return samplesName(shapeOf(session));
}

QString firstStepText(const RunSession& session)
{
    return shapeOf(session).isRow() ? QObject::tr("Rows come with the first step")
                                    : QObject::tr("Pictures come with the first step");
}

} // namespace isthmus
