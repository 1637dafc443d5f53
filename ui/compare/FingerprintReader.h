// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <map>
#include <memory>

namespace isthmus {

class RunSession;
class Workbench;

/// Reads the fingerprints of runs whose data may be the same, in their background lanes: of a large set in files that
/// can take long, and the window does not wait for it. haveSameData() is false until both are read. Lives on the
/// window's thread.
class FingerprintReader : public QObject
{
    Q_OBJECT
public:
    FingerprintReader(Workbench& bench, QObject* parent);
    ~FingerprintReader() override;

signals:
    void read(); ///< one was: haveSameData() may say otherwise now

private:
    void join(RunSession& run);
    void readAll();
    void request(RunSession& run);
    [[nodiscard]] bool isNeeded(const RunSession& run) const;

    Workbench& m_bench;
    std::map<const RunSession*, std::unique_ptr<QObject>> m_clients; ///< places in the background lanes
};

} // namespace isthmus
