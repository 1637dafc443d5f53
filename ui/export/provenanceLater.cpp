// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/provenanceLater.h"

#include "ui/session/RunSession.h"

namespace isthmus {

std::function<Provenance()> provenanceLater(const RunSession& session)
{
    if (session.saved()) // whose images may be others than the run's
        return [saved = session.saved()] { return provenanceOf(*saved); };
    return [snapshot = session.snapshot(), training = session.run().training, data = session.fingerprint()] {
        return provenanceOf(*snapshot, training, *data);
    };
}

} // namespace isthmus
