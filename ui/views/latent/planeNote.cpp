// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/planeNote.h"

#include "core/train/Collapse.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/latent/LatentCodes.h"
#include "ui/widgets/codeText.h"
#include "ui/widgets/knobText.h"
#include "ui/widgets/sampleWords.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPainter>

namespace isthmus {

namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("isthmus::LatentView", text);
}

/// How many dimensions of the code are in use, where that is half of them at the most and training has gone on long
/// enough to say so; else 0. A VAE that leaves some of many unused is no trouble.
int fewActiveUnits(const RunSession& session, const LatentCodes& codes)
{
    const bool isKnown = codes.isComplete() && codes.latentDim() == session.model()->latentDim();
    if (!isKnown || !isCodeSettled(*session.model(), session.history().evaluations))
        return 0;
    const int active = codes.summary().activeUnits();
    return 2 * active <= codes.latentDim() ? active : 0;
}

} // namespace

bool awaitsCodes(const RunSession& session)
{
    return session.hasRun() && !session.shownSamples().empty();
}

QString planeNote(const RunSession& session, const LatentCodes& codes)
{
    if (!session.hasRun())
        return session.awaited().isEmpty() ? said("Open images to see their latent space") : session.awaited();
    if (!awaitsCodes(session) && !session.model()->hasEncoder())
        return said("A decoder alone: press and drag to see what it makes of a code; N(0, 1) is assumed");
    const QString samples = samplesName(session.data()->shape);
    if (!awaitsCodes(session))
        return said("No %1 to encode here: press and drag to see what the model makes of a code").arg(samples);
    if (!codes.hasAny())
        return said("Encoding the first %1").arg(samples);
    const std::string sample = sampleName(session.data()->shape).toStdString();
    if (isCollapsed(*session.model(), session.history().evaluations))
        return withKnobSigns(collapseWords(sample));
    if (const int active = fewActiveUnits(session, codes); active > 0)
        return withKnobSigns(partlyCollapsedWords(active, codes.latentDim(), sample));
    if (codes.latentDim() == 1)
        return said("One latent dimension: across is %1; up and down only spreads the %2, by their number")
            .arg(dimensionName(0), samples);
    return {};
}

void drawPlaneNote(QPainter& painter, const QLabel& note, const ThemeTokens& look)
{
    if (note.isHidden())
        return;
    painter.setPen(look.line);
    painter.setBrush(look.plot);
    painter.drawRect(QRectF(note.geometry()).adjusted(0.5, 0.5, -0.5, -0.5));
    painter.setFont(note.font());
    painter.setPen(look.dim);
    painter.drawText(note.geometry(), Qt::AlignCenter | Qt::TextWordWrap, note.text());
}

} // namespace isthmus
