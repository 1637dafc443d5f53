// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>

namespace isthmus {

class LiveRun;
class RunSession;
struct Dataset;
struct RunSpec;

/// Knows how much of the machine's memory the open runs take together, so that none is begun for which there is no room
/// beside the others. Data that several of them share counts once. A run that is alone is judged by itself, when it is
/// made. Lives on the window's thread.
class RunsMemory
{
public:
    /// @param available  bytes that the machine has
    explicit RunsMemory(double available);

    /// Checks, before a run is made that is to be trained, that there is room for it.
    /// @param owner  the session whose run it will be, in place of the one that it has
    /// @throws Error if it takes more beside the other runs than the machine has
    void requireRoomFor(const RunSession& owner, const RunSpec& run) const;

    /// Notes that the session has this run from now on, and no other one.
    /// @throws Error as requireRoomFor() does; then it keeps the run that it has
    void take(const RunSession& owner, const RunSpec& run, const LiveRun& live);
    void release(const RunSession& owner) { m_taken.erase(&owner); }

private:
    struct Taken
    {
        std::shared_ptr<const Dataset> data;
        double bytes; ///< memory beside that of the data
    };

    void require(const RunSession& owner, const Taken& run) const;
    [[nodiscard]] bool isAlone(const RunSession& owner) const;

    const double m_available;
    std::map<const RunSession*, Taken> m_taken;
};

} // namespace isthmus
