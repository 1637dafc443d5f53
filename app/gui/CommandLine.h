// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace isthmus {

/// The things that the program was asked to do.
struct CommandLine
{
    QString file; ///< data or run to open
    QString data; ///< built-in name or path
    QString model; ///< preset or JSON file
    bool isPaused = false;
    QString screenshots; ///< folder; empty: no pictures
    QString picture; ///< name of the only pictures that are left there; empty: all of README's
    QString panels; ///< folder; empty: no pictures of panels
    double measure = 0; ///< seconds; 0: no measurement

    /// Is nobody sitting in front of the window?
    [[nodiscard]] bool isAutomatic() const { return !screenshots.isEmpty() || !panels.isEmpty() || measure > 0; }
};

/// Reads the arguments; needs no application. --help, --version and wrong usage are answered here.
/// @param exitCode  set where the program ends at once: 0 after help, 2 after wrong usage
/// @return          empty if the program ends at once
std::optional<CommandLine> readCommandLine(const QStringList& arguments, int& exitCode);

} // namespace isthmus
