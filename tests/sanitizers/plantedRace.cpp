// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <thread>

/// A test with a race, which passes only where ThreadSanitizer reports it: the suppressions of tsan.supp must not hide
/// what our own threads do below QTest.
class PlantedRace : public QObject
{
    Q_OBJECT

private slots:
    void isReported();
};

void PlantedRace::isReported()
{
    int count = 0;
    std::thread other([&count] { ++count; });
    ++count;
    other.join();
    QVERIFY(count > 0);
}

QTEST_GUILESS_MAIN(PlantedRace)
#include "plantedRace.moc"
