// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/CommandLine.h"

#include "core/runs/Presets.h"

#include <QCommandLineParser>

#include <cstdio>

namespace isthmus {
namespace {

QString allPresets()
{
    QStringList names;
    for (const std::string& name : presetNames())
        names << QString::fromStdString(name);
    return names.join(", ");
}

void describe(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        "A live explorer for autoencoders: drag through the latent space while it trains.");
    parser.addPositionalArgument("FILE", "data, a saved run, or a model of another program to open", "[FILE]");
    parser.addOptions({
        {"data", "data to train on: fashion-mnist, sprites, or a path (default: fashion-mnist where installed)", "D"},
        {"model", QString("JSON model file, or one of the presets %1 (default: %2)").arg(allPresets(), kFirstPreset),
            "M"},
        {"paused", "do not start training"},
        {"screenshots", "train for some seconds, leave pictures of the window in DIR, and end", "DIR"},
        {"panels", "leave small pictures of the panels in DIR, for the guide, and end; of a saved run", "DIR"},
        {"measure", "train and drag for SECONDS, print what was measured as one line of JSON, and end", "SECONDS"},
    });
}

QString usageFault(const QCommandLineParser& parser)
{
    if (parser.positionalArguments().size() > 1)
        return "expected at most one FILE, found " + parser.positionalArguments().join(' ');
    if (!parser.positionalArguments().isEmpty() && parser.isSet("data"))
        return "FILE and --data both name what to open: give one of them";
    if (!parser.isSet("measure"))
        return {};
    bool isNumber = false;
    const double seconds = parser.value("measure").toDouble(&isNumber);
    if (!isNumber || !(seconds > 0 && seconds <= 3600))
        return "--measure: expected seconds above 0 and up to 3600, found '" + parser.value("measure") + "'";
    return {};
}

} // namespace

std::optional<CommandLine> readCommandLine(const QStringList& arguments, int& exitCode)
{
    QCommandLineParser parser;
    describe(parser);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const bool isParsed = parser.parse(arguments);
    exitCode = 0;
    if (isParsed && parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText().replace("<executable_name>", "isthmus")), stdout);
        return std::nullopt;
    }
    if (isParsed && parser.isSet(version)) {
        std::puts("isthmus " ISTHMUS_VERSION);
        return std::nullopt;
    }
    const QString fault = isParsed ? usageFault(parser) : parser.errorText();
    if (!fault.isEmpty()) {
        std::fprintf(stderr, "isthmus: %s\n", qPrintable(fault));
        exitCode = 2;
        return std::nullopt;
    }
    CommandLine line;
    line.file = parser.positionalArguments().value(0);
    line.data = parser.value("data");
    line.model = parser.value("model");
    line.isPaused = parser.isSet("paused");
    line.screenshots = parser.value("screenshots");
    line.panels = parser.value("panels");
    line.measure = parser.value("measure").toDouble();
    return line;
}

} // namespace isthmus
