// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <QByteArray>
#include <QProcess>
#include <QStandardPaths>
#include <QString>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace isthmus::testing {

/// Floats of all kinds that are finite: whole, tiny, huge, negative zero, such that need 9 digits, and many bit
/// patterns.
inline Matrix everyKindOfFloat(Index columns)
{
    using Limits = std::numeric_limits<float>;
    std::vector<float> values{0.0F, -0.0F, 1, 255, 0.1F, 1.0F / 3, -2.5e-7F, 16777216, 123456.789F, Limits::max(),
        Limits::min(), Limits::denorm_min(), -Limits::max(), 8.5899346e9F, 9.999999e-5F};
    for (std::uint32_t bits = 1; values.size() < 5000; bits += 858'993) {
        float value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (std::isfinite(value))
            values.push_back(value);
    }
    values.resize(values.size() / static_cast<std::size_t>(columns) * static_cast<std::size_t>(columns));
    return Eigen::Map<const Matrix>(values.data(), static_cast<Index>(values.size()) / columns, columns);
}

/// Are both the same floats, bit for bit?
inline bool areSameBits(const Matrix& one, const Matrix& two)
{
    return one.rows() == two.rows() && one.cols() == two.cols()
        && std::memcmp(one.data(), two.data(), static_cast<std::size_t>(one.size()) * sizeof(float)) == 0;
}

/// python3 with NumPy, or an empty text.
inline QString pythonWithNumpy()
{
    const QString python = QStandardPaths::findExecutable("python3", {"/usr/bin"});
    return python.isEmpty() || QProcess::execute(python, {"-c", "import numpy"}) != 0 ? QString() : python;
}

/// Runs a Python script; what it prints, and complains of.
inline QByteArray pythonPrints(const QString& python, const QString& script, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(python, QStringList{"-c", script} + arguments);
    process.waitForFinished(60'000);
    return process.readAll().trimmed();
}

} // namespace isthmus::testing
