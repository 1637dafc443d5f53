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
    const auto row = [](const char* path, const char* line) {
        QTest::addRow("%s with %s", path, line) << QString(path) << QString(line);
    };
    row("core/base/Rng.h", "#include \"core/data/Dataset.h\"");
    row("core/data/Dataset.h", "#include \"core/nn/Layer.h\"");
    row("core/nn/Dense.cpp", "#include \"core/models/ModelSpec.h\"");
    row("core/models/Autoencoder.cpp", "#include \"core/analysis/evaluate.h\"");
    row("core/analysis/evaluate.cpp", "#include \"core/train/Trainer.h\"");
    row("core/train/Trainer.cpp", "#include \"core/tasks/bench.h\"");
    for (const char* module : {"base", "data", "nn", "models", "analysis", "train", "tasks"}) {
        const QByteArray path = QByteArray("core/") + module + "/File.cpp";
        row(path, "#include \"core/datasets/readers.h\"");
        row(path, "#include <QString>");
        row(path, "#include <QtCore/QString>");
    }
    row("core/files/Zip.cpp", "#include \"core/datasets/readers.h\"");
    row("core/files/Zip.cpp", "#include \"core/nn/Layer.h\"");
    row("core/datasets/Datasets.cpp", "#include \"core/runs/RunFile.h\"");
    row("core/datasets/Datasets.cpp", "#include \"core/train/Trainer.h\"");
    row("core/runs/RunFile.cpp", "#include \"core/exchange/ModelImport.h\"");
    row("core/exchange/ModelImport.cpp", "#include \"core/tasks/Bench.h\"");
    row("core/tasks/Bench.cpp", "#include \"core/runs/RunFile.h\"");
    row("core/base/Error.h", "#include <qglobal.h>");
    row("core/files/PictureGrid.cpp", "#include <QWidget>");
    row("core/files/PictureGrid.cpp", "#include <QtWidgets/QWidget>");
    row("core/datasets/readers.cpp", "#include \"ui/session/RunSession.h\"");
    row("core/nn/Dense.cpp", "#include \"ui/widgets/Slider.h\"");
    row("core/tasks/bench.cpp", "#include \"app/cli/Options.h\"");
    row("core/nn/Dense.cpp", "#include \"Dense.h\"");
    row("core/nn/Dense.cpp", "#include \"../base/Batch.h\"");
    row("ui/main/RunPage.cpp", "#include \"app/gui/main.h\"");
    row("ui/views/latent/LatentView.cpp", "#include \"ui/views/loss/LossView.h\"");
    row("ui/views/latent/LatentView.cpp", "#include \"ui/main/RunPage.h\"");
    row("ui/dialogs/OpenData.cpp", "#include \"ui/main/RunPage.h\"");
    row("ui/views/latent/LatentView.cpp", "#include \"ui/session/Workbench.h\"");
    row("ui/views/latent/LatentView.cpp", "#include \"ui/compare/ComparePage.h\"");
    row("ui/compare/ComparePage.cpp", "#include \"ui/main/RunPage.h\"");
    row("ui/compare/ComparePage.cpp", "#include \"ui/views/hand/HandView.h\"");
    row("ui/widgets/Slider.cpp", "#include \"ui/session/RunSession.h\"");
    row("ui/widgets/Slider.cpp", "#include \"ui/views/views.h\"");
    row("ui/widgets/Slider.cpp", "#include \"ui/dialogs/OpenData.h\"");
    row("ui/session/RunSession.cpp", "#include \"ui/views/views.h\"");
    row("ui/theme/Theme.cpp", "#include \"ui/widgets/Slider.h\"");
    row("app/cli/main.cpp", "#include \"ui/main/RunPage.h\"");
    row("app/cli/main.cpp", "#include \"app/gui/CommandLine.h\"");
    row("app/common/Arguments.h", "#include \"ui/main/RunPage.h\"");
    row("app/common/Arguments.h", "#include \"app/cli/Command.h\"");
    row("app/common/Arguments.h", "#include \"app/gui/CommandLine.h\"");
    row("app/gui/main.cpp", "#include \"app/cli/Command.h\"");
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
