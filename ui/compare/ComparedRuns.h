// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

class FingerprintReader;
class LinkedProbe;
class RunTitles;
class Workbench;

/// What the views of the page share. It lives as long as the page.
struct ComparedRuns
{
    Workbench& bench;
    RunTitles& titles; ///< what the runs are called
    FingerprintReader& fingerprints; ///< tells when more is known of whose data is the same
    LinkedProbe& probe; ///< moves the probes of all planes
};

} // namespace isthmus
