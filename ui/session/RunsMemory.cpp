// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/RunsMemory.h"

#include "core/base/Error.h"
#include "core/base/Memory.h"
#include "core/train/LiveRun.h"
#include "core/train/TrainingMemory.h"

#include <algorithm>
#include <set>

namespace isthmus {
namespace {

double trainingBytes(const Autoencoder& model, const RunSpec& run)
{
    return trainingMemory(model, run.training, std::min<Index>(run.training.batchSize, run.data->count())).total();
}

/// The bytes of a data set that has not been counted yet.
double dataBytes(const Dataset& data, std::set<const ImageStore*>& counted)
{
    const bool isInMemory = data.images && data.images->isInMemory();
    return isInMemory && counted.insert(data.images.get()).second ? static_cast<double>(data.images->bytes()) : 0;
}

} // namespace

RunsMemory::RunsMemory(double available)
    : m_available(available)
{
}

bool RunsMemory::isAlone(const RunSession& owner) const
{
    return m_taken.size() == m_taken.count(&owner);
}

void RunsMemory::requireRoomFor(const RunSession& owner, const RunSpec& run) const
{
    if (!isAlone(owner))
        require(owner, {.data = run.data, .bytes = trainingBytes(Autoencoder(run.model, run.data->shape), run)});
}

void RunsMemory::take(const RunSession& owner, const RunSpec& run, const LiveRun& live)
{
    const Autoencoder& model = *live.model();
    const Taken taken{.data = run.data, .bytes = live.canTrain() ? trainingBytes(model, run) : exploringMemory(model)};
    if (!isAlone(owner))
        require(owner, taken);
    m_taken[&owner] = taken;
}

void RunsMemory::require(const RunSession& owner, const Taken& run) const
{
    std::set<const ImageStore*> counted;
    double others = 0;
    for (const auto& [other, taken] : m_taken)
        others += other == &owner ? 0 : taken.bytes + dataBytes(*taken.data, counted);
    const double needed = run.bytes + dataBytes(*run.data, counted);
    if (needed + others > m_available)
        throw Error("another run: it takes " + byteText(needed) + " and the other runs that are open take "
            + byteText(others) + ", and the machine has " + byteText(m_available) + "; close one");
}

} // namespace isthmus
