// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/guide/guideStyle.h"

namespace isthmus {
namespace {

constexpr int kTextSize = 14; // px

const char* const kStyle = R"(
body { color: %text%; }
h1 { font-size: 22px; font-weight: 600; margin-top: 0px; margin-bottom: 12px; }
h2 { font-size: 16px; font-weight: 600; margin-top: 28px; margin-bottom: 6px; }
p, li { line-height: 145%; margin-top: 0px; margin-bottom: 10px; }
ul { margin-top: 0px; margin-left: -16px; }
li { margin-bottom: 4px; }
a { color: %accent%; text-decoration: none; }
h2 a { color: %text%; }
code { font-family: "DejaVu Sans Mono", monospace; font-size: 13px; color: %text%; background-color: %raised%; }
pre { font-family: "DejaVu Sans Mono", monospace; font-size: 13px; background-color: %raised%; margin-bottom: 12px; }
table { border-collapse: collapse; margin-top: 4px; margin-bottom: 12px; }
th { text-align: left; color: %dim%; font-weight: normal; padding: 4px 16px 4px 0px;
    border-bottom: 1px solid %line%; }
img { margin-top: 4px; }
.picture { line-height: 100%; margin-bottom: 4px; }
.caption { color: %dim%; font-size: 13px; margin-bottom: 16px; }
.formula { font-size: 17px; margin-left: 28px; margin-top: 4px; margin-bottom: 14px; }
.source { color: %dim%; font-size: 13px; margin-top: 20px; }
td { padding: 6px 16px 6px 0px; border-bottom: 1px solid %line%; vertical-align: top; }
)";

} // namespace

QString guideStyle(const ThemeTokens& tokens)
{
    const std::pair<const char*, QColor> colours[] = {{"%text%", tokens.text}, {"%dim%", tokens.dim},
        {"%accent%", tokens.accent}, {"%raised%", tokens.raised}, {"%line%", tokens.line}};
    QString sheet = QString::fromLatin1(kStyle);
    for (const auto& [name, colour] : colours)
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

QString guideGround(const ThemeTokens& tokens)
{
    return QString("QTextBrowser { background: %1; border: none; }").arg(tokens.background.name());
}

QFont guideFont(QFont body)
{
    body.setPixelSize(kTextSize);
    return body;
}

} // namespace isthmus
