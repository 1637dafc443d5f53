// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

namespace isthmus {

const ThemeTokens& darkTokens()
{
    static const ThemeTokens tokens{
        .dark = true,
        .background = "#17191d",
        .panel = "#1f2228",
        .raised = "#282c34",
        .line = "#343943",
        .text = "#e7e9ee",
        .dim = "#9aa2b1",
        .accent = "#5aa9ff",
        .onAccent = "#0d1420",
        .plot = "#121418",
        .good = "#4fc38a",
        .warning = "#ffb454",
        .bad = "#ff6b6b",
        .runs = {"#2cf2ba", "#e28fb0", "#ead930", "#9b84f7"},
    };
    return tokens;
}

const ThemeTokens& lightTokens()
{
    static const ThemeTokens tokens{
        .dark = false,
        .background = "#eef0f3",
        .panel = "#fbfcfd",
        .raised = "#ffffff",
        .line = "#d5d9e0",
        .text = "#1d222b",
        .dim = "#5d6676",
        .accent = "#1769d2",
        .onAccent = "#ffffff",
        .plot = "#ffffff",
        .good = "#16754a",
        .warning = "#a65300",
        .bad = "#c62828",
        .runs = {"#005f4c", "#bb3489", "#66680a", "#5b18a8"},
    };
    return tokens;
}

QPalette paletteOf(const ThemeTokens& tokens)
{
    QPalette palette;
    palette.setResolveMask(0);
    const auto set = [&](QPalette::ColorRole role, const QColor& colour, const QColor& disabled) {
        palette.setColor(QPalette::Active, role, colour);
        palette.setColor(QPalette::Inactive, role, colour);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    QColor faint = tokens.dim;
    faint.setAlphaF(0.6F);
    set(QPalette::Window, tokens.panel, tokens.panel);
    set(QPalette::Base, tokens.raised, tokens.panel);
    set(QPalette::Button, tokens.raised, tokens.panel);
    set(QPalette::ToolTipBase, tokens.raised, tokens.raised);
    set(QPalette::WindowText, tokens.text, faint);
    set(QPalette::Text, tokens.text, faint);
    set(QPalette::ButtonText, tokens.text, faint);
    set(QPalette::ToolTipText, tokens.text, tokens.text);
    set(QPalette::BrightText, tokens.bad, tokens.bad);
    set(QPalette::PlaceholderText, tokens.dim, faint);
    set(QPalette::Highlight, tokens.accent, tokens.line);
    set(QPalette::HighlightedText, tokens.onAccent, tokens.text);
    set(QPalette::Link, tokens.accent, faint);
    return palette;
}

} // namespace isthmus
