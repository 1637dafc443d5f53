// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace isthmus {

/// The numbers of a logarithmic axis of one to three decades: 1, 2, 3, 5, 7, 10 ..., or fewer where these would be too
/// near to each other.
class LogTicker : public QCPAxisTicker
{
public:
    /// @param pixels  length of the axis
    /// @param gap     pixels between two numbers, at least
    void setRoom(int pixels, int gap);

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }

private:
    [[nodiscard]] bool haveRoom(const QVector<double>& ticks, const QCPRange& range) const;

    int m_pixels = 0;
    int m_gap = 1;
};

} // namespace isthmus
