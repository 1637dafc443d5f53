// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/architecture/Rules.h"

using namespace isthmus;

/// Holds the sources against the arrows between folders, and shows that a breach of each arrow would be seen.
class tst_Architecture : public QObject
{
    Q_OBJECT

private slots:
    void sourcesFollowTheArrows_data();
    void sourcesFollowTheArrows();
    void sourcesKeepTheirForm_data();
    void sourcesKeepTheirForm();
    void everyRuleHasSources_data();
    void everyRuleHasSources();
    void folderWithoutARuleIsReported();
    void breachIsReported_data();
    void breachIsReported();
    void downwardIncludeIsAllowed_data();
    void downwardIncludeIsAllowed();
    void includesAreFoundInAnySpelling();
    void missingLicenceAndLongFileAreReported();
    void impatientTestIsReported();
    void skipThatNobodyMayForbidIsReported();
    void readersHaveFuzzTargets();
};

static void listFolders(const QStringList& folders)
{
    QTest::addColumn<QString>("folder");
    for (const QString& folder : folders)
        QTest::addRow("%s", qPrintable(folder)) << folder;
}

static void addRow(const QString& path, const QString& line)
{
    QTest::addRow("%s with %s", qPrintable(path), qPrintable(line)) << path << line;
}

/// A file of a folder that has a rule: of core/nn or of ui/main, say, for a rule of core or of ui.
static QString fileIn(const QString& folder)
{
    if (folder.contains('/'))
        return folder + "/File.cpp";
    return QMap<QString, QString>{{"core", "core/nn"}, {"ui", "ui/main"}}.value(folder) + "/File.cpp";
}

/// A header that begins with what is forbidden: that file, or one of that folder.
static QString quoted(const QString& forbidden)
{
    return QString("#include \"%1\"").arg(forbidden.endsWith(".h") ? forbidden : forbidden + "File.h");
}

/// One row for each arrow that the tables of rules forbid.
static void addForbiddenArrows()
{
    for (const auto [folder, forbidden] : kMayNotInclude.asKeyValueRange())
        for (const QString& beginning : forbidden)
            addRow(fileIn(folder), quoted(beginning));
    for (const auto [folder, allowed] : kCoreMayInclude.asKeyValueRange())
        for (const QString& other : kCoreMayInclude.keys())
            if (!allowed.contains(other.section('/', 1)))
                addRow(fileIn(folder), quoted(other + '/'));
}

static void addQtInRoomsWithout()
{
    for (const QString& room : kCoreMayInclude.keys()) {
        if (kCoreWithQt.contains(room))
            continue;
        addRow(fileIn(room), "#include <QString>");
        addRow(fileIn(room), "#include <QtCore/QString>");
    }
}

/// Arrows that the design forbids, so that none of them goes from the tables unnoticed.
static void addArrowsOfTheDesign()
{
    addRow("core/base/Rng.h", "#include \"core/data/Dataset.h\"");
    addRow("core/data/Dataset.h", "#include \"core/nn/Layer.h\"");
    addRow("core/nn/Dense.cpp", "#include \"core/models/ModelSpec.h\"");
    addRow("core/models/Autoencoder.cpp", "#include \"core/analysis/evaluate.h\"");
    addRow("core/analysis/evaluate.cpp", "#include \"core/train/Trainer.h\"");
    addRow("core/train/Trainer.cpp", "#include \"core/tasks/bench.h\"");
    addRow("core/files/Zip.cpp", "#include \"core/datasets/readers.h\"");
    addRow("core/files/Zip.cpp", "#include \"core/nn/Layer.h\"");
    addRow("core/datasets/Datasets.cpp", "#include \"core/runs/RunFile.h\"");
    addRow("core/datasets/Datasets.cpp", "#include \"core/train/Trainer.h\"");
    addRow("core/runs/RunFile.cpp", "#include \"core/exchange/ModelImport.h\"");
    addRow("core/exchange/ModelImport.cpp", "#include \"core/tasks/Bench.h\"");
    addRow("core/tasks/Bench.cpp", "#include \"core/runs/RunFile.h\"");
    addRow("core/datasets/readers.cpp", "#include \"ui/session/RunSession.h\"");
    addRow("core/nn/Dense.cpp", "#include \"ui/widgets/Slider.h\"");
    addRow("core/tasks/bench.cpp", "#include \"app/cli/Options.h\"");
    addRow("ui/main/RunPage.cpp", "#include \"app/gui/main.h\"");
    addRow("ui/views/latent/LatentView.cpp", "#include \"ui/main/RunPage.h\"");
    addRow("ui/dialogs/OpenData.cpp", "#include \"ui/main/RunPage.h\"");
    addRow("ui/views/latent/LatentView.cpp", "#include \"ui/session/Workbench.h\"");
    addRow("ui/views/latent/LatentView.cpp", "#include \"ui/compare/ComparePage.h\"");
    addRow("ui/compare/ComparePage.cpp", "#include \"ui/main/RunPage.h\"");
    addRow("ui/compare/ComparePage.cpp", "#include \"ui/views/hand/HandView.h\"");
    addRow("ui/widgets/Slider.cpp", "#include \"ui/session/RunSession.h\"");
    addRow("ui/widgets/Slider.cpp", "#include \"ui/views/views.h\"");
    addRow("ui/widgets/Slider.cpp", "#include \"ui/dialogs/OpenData.h\"");
    addRow("ui/session/RunSession.cpp", "#include \"ui/views/views.h\"");
    addRow("ui/theme/Theme.cpp", "#include \"ui/widgets/Slider.h\"");
    addRow("app/cli/main.cpp", "#include \"ui/main/RunPage.h\"");
    addRow("app/cli/main.cpp", "#include \"app/gui/CommandLine.h\"");
    addRow("app/common/Arguments.h", "#include \"ui/main/RunPage.h\"");
    addRow("app/common/Arguments.h", "#include \"app/cli/Command.h\"");
    addRow("app/common/Arguments.h", "#include \"app/gui/CommandLine.h\"");
    addRow("app/gui/main.cpp", "#include \"app/cli/Command.h\"");
}

void tst_Architecture::sourcesFollowTheArrows_data()
{
    listFolders({"core", "ui", "app"});
}

void tst_Architecture::sourcesFollowTheArrows()
{
    QFETCH(QString, folder);
    QStringList violations;
    const QList<Source> sources = readSources(ISTHMUS_SOURCE_DIR, folder);
    QVERIFY2(!sources.isEmpty(), "no source file was found");
    for (const Source& source : sources)
        violations += includeViolations(source);
    QVERIFY2(violations.isEmpty(), qPrintable('\n' + violations.join('\n')));
}

void tst_Architecture::everyRuleHasSources_data()
{
    listFolders(kCoreMayInclude.keys() + kKnownFolders);
}

void tst_Architecture::everyRuleHasSources()
{
    QFETCH(QString, folder);
    QVERIFY(!readSources(ISTHMUS_SOURCE_DIR, folder).isEmpty());
}

void tst_Architecture::folderWithoutARuleIsReported()
{
    const QStringList lines{"#pragma once"};
    for (const char* folder : {"core/remote", "ui/canvas", "app/server"})
        QCOMPARE(includeViolations({QString(folder) + "/File.h", lines}),
            QStringList{QString("%1/File.h:1: no rule says what %1 may include").arg(folder)});
    QCOMPARE(includeViolations({"core/runs/File.h", lines}), QStringList());
}

void tst_Architecture::sourcesKeepTheirForm_data()
{
    listFolders({"core", "ui", "app", "tests"});
}

void tst_Architecture::sourcesKeepTheirForm()
{
    QFETCH(QString, folder);
    const QList<Source> sources = readSources(ISTHMUS_SOURCE_DIR, folder);
    QVERIFY2(!sources.isEmpty(), "no source file was found");
    QStringList violations;
    for (const Source& source : sources)
        violations += formViolations(source);
    QVERIFY2(violations.isEmpty(), qPrintable('\n' + violations.join('\n')));
}

void tst_Architecture::breachIsReported_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    addForbiddenArrows();
    addArrowsOfTheDesign();
    addQtInRoomsWithout();
    addRow("core/base/Error.h", "#include <qglobal.h>");
    addRow("core/files/PictureGrid.cpp", "#include <QWidget>");
    addRow("core/files/PictureGrid.cpp", "#include <QtWidgets/QWidget>");
    addRow("core/nn/Dense.cpp", "#include \"Dense.h\"");
    addRow("core/nn/Dense.cpp", "#include \"../base/Batch.h\"");
    addRow("ui/views/latent/LatentView.cpp", "#include \"ui/views/loss/LossView.h\"");
}

void tst_Architecture::breachIsReported()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    const QStringList violations = includeViolations({path, {"// first line", line}});
    QCOMPARE(violations.size(), 1);
    QVERIFY2(violations.first().startsWith(path + ":2: "), qPrintable(violations.first()));
}

void tst_Architecture::downwardIncludeIsAllowed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    const auto row = [](const char* path, const char* line) {
        QTest::addRow("%s with %s", path, line) << QString(path) << QString(line);
    };
    row("core/nn/Dense.cpp", "#include \"core/base/Batch.h\"");
    row("core/nn/Dense.cpp", "#include <Eigen/Core>");
    row("core/train/Trainer.cpp", "#include \"core/data/Dataset.h\"");
    row("core/exchange/ModelImport.cpp", "#include \"core/runs/RunFile.h\"");
    row("core/runs/FoundData.cpp", "#include \"core/datasets/readers.h\"");
    row("core/files/PictureGrid.cpp", "#include <QImage>");
    row("core/files/PictureGrid.cpp", "#include <QtGui/QPainter>");
    row("ui/views/views.cpp", "#include \"ui/views/latent/LatentView.h\"");
    row("ui/views/latent/LatentView.cpp", "#include \"ui/views/latent/Scatter.h\"");
    row("ui/views/latent/LatentView.cpp", "#include \"ui/views/View.h\"");
    row("ui/views/latent/LatentView.cpp", "#include \"ui/session/RunSession.h\"");
    row("ui/compare/ComparePage.cpp", "#include \"ui/session/Workbench.h\"");
    row("ui/compare/planes/PlaneCell.cpp", "#include \"ui/views/latent/LatentView.h\"");
    row("ui/widgets/Slider.cpp", "#include <QWidget>");
    row("ui/main/RunPage.cpp", "#include \"RunPage.moc\"");
    row("app/gui/main.cpp", "#include \"ui/main/RunPage.h\"");
    row("app/gui/CommandLine.cpp", "#include \"app/common/Arguments.h\"");
    row("app/cli/Command.cpp", "#include \"app/common/HelpText.h\"");
}

void tst_Architecture::downwardIncludeIsAllowed()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    QCOMPARE(includeViolations({path, {line}}), QStringList());
}

void tst_Architecture::includesAreFoundInAnySpelling()
{
    const Source source{
        "core/nn/Dense.h", {"  #  include<QString>", "#include\t\"core/datasets/readers.h\"", "// #include <QRect>"}};
    QCOMPARE(includeViolations(source).size(), 2);
}

void tst_Architecture::missingLicenceAndLongFileAreReported()
{
    const QString licence = "// SPDX-License-Identifier: GPL-3.0-or-later";
    QStringList longest(kMaximumLines, licence);
    QCOMPARE(formViolations({"ui/A.h", longest}), QStringList());
    longest.append("one too many");
    QCOMPARE(formViolations({"ui/A.h", longest}), QStringList{"ui/A.h:401: longer than 400 lines"});
    QCOMPARE(formViolations({"ui/A.h", {"#pragma once"}}).size(), 1);
    QCOMPARE(formViolations({"ui/A.h", {}}).size(), 1);
}

void tst_Architecture::impatientTestIsReported()
{
    const QStringList lines{"// SPDX-License-Identifier: GPL-3.0-or-later", "    QTRY_VERIFY(true);"};
    QCOMPARE(
        formViolations({"tests/tst_A.cpp", lines}), QStringList{"tests/tst_A.cpp:2: waits without tests/Patience.h"});
    QCOMPARE(formViolations({"tests/tst_A.cpp", lines + QStringList{"#include \"tests/Patience.h\""}}), QStringList());
}

void tst_Architecture::skipThatNobodyMayForbidIsReported()
{
    const QStringList lines{"// SPDX-License-Identifier: GPL-3.0-or-later", "    QSKIP(\"no numpy\");"};
    QCOMPARE(formViolations({"tests/tst_A.cpp", lines}), QStringList{"tests/tst_A.cpp:2: skips without tests/Skip.h"});
}

/// CsvReader.h is included by a fuzz target. Folders of pictures are read by way of the readers' table.
void tst_Architecture::readersHaveFuzzTargets()
{
    QString targets;
    for (const Source& source : readSources(ISTHMUS_SOURCE_DIR, "tests/fuzz"))
        targets += source.lines.join('\n');
    QStringList missing;
    for (const Source& source : readSources(ISTHMUS_SOURCE_DIR, "core/datasets/readers"))
        if (source.path.endsWith("Reader.h") && !targets.contains("#include \"" + source.path + '"'))
            missing += source.path;
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(' ') + ": expected a fuzz target in tests/fuzz"));
}

ISTHMUS_GUILESS_TEST(tst_Architecture)
#include "tst_Architecture.moc"
