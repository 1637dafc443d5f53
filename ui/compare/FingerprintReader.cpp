// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/FingerprintReader.h"

#include "ui/compare/followRuns.h"
#include "ui/compare/likeness.h"

#include <algorithm>
#include <string>

namespace isthmus {

FingerprintReader::FingerprintReader(Workbench& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
{
    followRuns(bench, this, [this](RunSession& run) { join(run); });
    connect(&bench, &Workbench::closing, this, [this](RunSession& run) { m_clients.erase(&run); });
    readAll();
}

FingerprintReader::~FingerprintReader() = default;

void FingerprintReader::join(RunSession& run)
{
    m_clients[&run] = std::make_unique<QObject>();
    connect(&run, &RunSession::runChanged, this, &FingerprintReader::readAll);
}

bool FingerprintReader::isNeeded(const RunSession& run) const
{
    return hasImages(run) && !run.fingerprint()->isRead()
        && std::any_of(m_bench.runs().begin(), m_bench.runs().end(), [&run](const RunSession* other) {
               return other != &run && mayHaveSameData(run, *other) && !haveSameData(run, *other);
           });
}

void FingerprintReader::readAll()
{
    for (RunSession* run : m_bench.runs())
        if (isNeeded(*run))
            request(*run);
}

void FingerprintReader::request(RunSession& run)
{
    run.background().request(
        m_clients.at(&run).get(),
        [fingerprint = run.fingerprint()](
            Breather&) -> BackgroundLane::Result { return std::make_shared<const std::string>(fingerprint->text()); },
        [this](const BackgroundLane::Result&) { emit read(); }, BackgroundLane::Turn::Next);
}

} // namespace isthmus
