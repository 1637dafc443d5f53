// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/architecture/Source.h"

#include <QFileInfo>
#include <QLibraryInfo>
#include <QMap>

#include <optional>

namespace isthmus {

/// The first `depth` folders of a path: `ui/views` of `ui/views/latent/LatentView.h` at depth 2. Files do not count.
[[nodiscard]] inline QString folderOf(const QString& path, int depth)
{
    const QStringList folders = path.split('/').mid(0, path.count('/'));
    return folders.mid(0, depth).join('/');
}

/// The rooms of core that a folder may include: itself and what lies below it.
inline const QMap<QString, QStringList> kCoreMayInclude{
    {"core/base", {"base"}},
    {"core/data", {"data", "base"}},
    {"core/nn", {"nn", "data", "base"}},
    {"core/models", {"models", "nn", "data", "base"}},
    {"core/analysis", {"analysis", "models", "nn", "data", "base"}},
    {"core/train", {"train", "analysis", "models", "nn", "data", "base"}},
    {"core/tasks", {"tasks", "train", "analysis", "models", "nn", "data", "base"}},
    {"core/files", {"files", "data", "base"}},
    {"core/datasets", {"datasets", "files", "data", "base"}},
    {"core/runs", {"runs", "datasets", "files", "train", "analysis", "models", "nn", "data", "base"}},
    {"core/exchange", {"exchange", "runs", "datasets", "files", "train", "analysis", "models", "nn", "data", "base"}},
};

/// The rooms of core that may use QtCore and QtGui.
inline const QStringList kCoreWithQt{"core/files", "core/datasets", "core/runs", "core/exchange"};

/// Folders outside core that have a rule, or need none. A file anywhere else is a fault: a new folder gets its rule
/// first.
inline const QStringList kKnownFolders{"ui/compare", "ui/dialogs", "ui/export", "ui/main", "ui/samples", "ui/session",
    "ui/theme", "ui/views", "ui/widgets", "app/cli", "app/common", "app/gui"};

/// The paths that a folder may not include, by their beginning. Every folder above a file counts.
inline const QMap<QString, QStringList> kMayNotInclude{
    {"core", {"ui/", "app/"}},
    {"ui", {"app/"}},
    {"ui/samples", {"ui/session/", "ui/views/", "ui/compare/", "ui/dialogs/", "ui/export/", "ui/main/"}},
    {"ui/widgets", {"ui/samples/", "ui/session/", "ui/views/", "ui/compare/", "ui/dialogs/", "ui/export/", "ui/main/"}},
    {"ui/theme",
        {"ui/samples/", "ui/widgets/", "ui/session/", "ui/views/", "ui/compare/", "ui/dialogs/", "ui/export/",
            "ui/main/"}},
    {"ui/session", {"ui/samples/", "ui/widgets/", "ui/views/", "ui/compare/", "ui/dialogs/", "ui/export/", "ui/main/"}},
    {"ui/views", {"ui/session/Workbench.h", "ui/compare/", "ui/main/"}}, // a view is of one run
    {"ui/compare",
        {"ui/views/data/", "ui/views/hand/", "ui/views/model/", "ui/views/reconstructions/", "ui/views/training/",
            "ui/dialogs/", "ui/export/", "ui/main/"}},
    {"ui/dialogs", {"ui/compare/", "ui/main/"}},
    {"ui/export", {"ui/compare/", "ui/main/"}},
    {"app/cli", {"ui/", "app/gui/"}},
    {"app/common", {"ui/", "app/cli/", "app/gui/"}},
    {"app/gui", {"app/cli/"}},
};

/// Is this header Qt's (or QCustomPlot's): QString, QtCore/QString, qglobal.h?
[[nodiscard]] inline bool isQtHeader(const QString& header)
{
    static const QRegularExpression pattern("^(Q[A-Zt]|q[a-z]+\\.h$)");
    return pattern.match(header).hasMatch();
}

/// Does this Qt header come from QtCore or QtGui? The installed headers are asked.
[[nodiscard]] inline bool isCoreOrGuiHeader(const QString& header)
{
    const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    return header.startsWith("QtCore/") || header.startsWith("QtGui/")
        || QFileInfo::exists(headers + "/QtCore/" + header) || QFileInfo::exists(headers + "/QtGui/" + header);
}

/// The fault of `#include "name"` in the file `path`, if it has one.
[[nodiscard]] inline std::optional<QString> quotedFault(const QString& path, const QString& name)
{
    static const QRegularExpression fromRoot("^(core|ui|app)/");
    if (name.endsWith(".moc"))
        return std::nullopt;
    if (!fromRoot.match(name).hasMatch())
        return QString("\"%1\" is not written from the checkout's root").arg(name);

    const QString module = folderOf(path, 2);
    if (name.startsWith("core/") && kCoreMayInclude.contains(module)
        && !kCoreMayInclude[module].contains(name.section('/', 1, 1)))
        return QString("%1 may not include %2").arg(module, folderOf(name, 2));
    for (const QString& folder : {folderOf(path, 1), module})
        for (const QString& forbidden : kMayNotInclude.value(folder))
            if (name.startsWith(forbidden))
                return QString("%1 may not include %2").arg(folder, name);

    const bool betweenViews = folderOf(path, 3).count('/') == 2 && folderOf(name, 3).count('/') == 2
        && module == "ui/views" && folderOf(name, 2) == "ui/views";
    if (betweenViews && folderOf(path, 3) != folderOf(name, 3))
        return QString("the view %1 may not include the view %2").arg(folderOf(path, 3), folderOf(name, 3));
    return std::nullopt;
}

/// The fault of `#include <name>` in the file `path`, if it has one.
[[nodiscard]] inline std::optional<QString> angledFault(const QString& path, const QString& name)
{
    if (!path.startsWith("core/") || !isQtHeader(name))
        return std::nullopt;
    if (!kCoreWithQt.contains(folderOf(path, 2)))
        return QString("<%1> is Qt, which core uses in files, datasets, runs and exchange alone").arg(name);
    if (!isCoreOrGuiHeader(name))
        return QString("<%1> is neither QtCore nor QtGui").arg(name);
    return std::nullopt;
}

/// Checks the arrows between folders.
/// @return one `path:line: what is wrong` for each `#include` that goes against them
[[nodiscard]] inline QStringList includeViolations(const Source& source)
{
    QStringList violations;
    if (const QString folder = folderOf(source.path, 2);
        !kCoreMayInclude.contains(folder) && !kKnownFolders.contains(folder))
        violations.append(QString("%1:1: no rule says what %2 may include").arg(source.path, folder));
    for (const Include& include : includesOf(source)) {
        const std::optional<QString> fault = include.quoted.isEmpty() ? angledFault(source.path, include.angled)
                                                                      : quotedFault(source.path, include.quoted);
        if (fault)
            violations.append(QString("%1:%2: %3").arg(source.path).arg(include.line).arg(*fault));
    }
    return violations;
}

inline constexpr int kMaximumLines = 400;

/// Checks rules about a file as such: the licence line comes first, no file is longer than 400 lines, a test that waits
/// has the patience for a busy machine, and none skips without asking whether it may.
/// @return one `path:line: what is wrong` for each broken rule
[[nodiscard]] inline QStringList formViolations(const Source& source)
{
    QStringList violations;
    if (source.lines.value(0) != "// SPDX-License-Identifier: GPL-3.0-or-later")
        violations.append(source.path + ":1: the first line is not the SPDX licence line");
    if (source.lines.size() > kMaximumLines)
        violations.append(
            QString("%1:%2: longer than %3 lines").arg(source.path).arg(source.lines.size()).arg(kMaximumLines));
    const QString patience = "tests/Patience.h";
    const bool isPatient = source.path == patience || source.lines.contains("#include \"" + patience + '"');
    static const QRegularExpression waiting("^[^\"]*\\b(QTRY_|QTest::qWaitFor).*");
    if (const auto line = source.lines.indexOf(waiting); line >= 0 && !isPatient)
        violations.append(QString("%1:%2: waits without %3").arg(source.path).arg(line + 1).arg(patience));
    static const QRegularExpression skipping("^[^\"/]*\\bQSKIP\\(.*");
    if (const auto line = source.lines.indexOf(skipping); line >= 0 && source.path != "tests/Skip.h")
        violations.append(QString("%1:%2: skips without tests/Skip.h").arg(source.path).arg(line + 1));
    return violations;
}

} // namespace isthmus
