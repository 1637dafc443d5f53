// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>

#include <array>

class QApplication;

namespace isthmus {

/// What the user chose.
enum class ThemeChoice { System, Light, Dark };

/// Colours of one ground.
struct ThemeTokens
{
    bool dark;
    QColor background, panel, raised, line, text, dim, accent, onAccent, plot, good, warning, bad;
    std::array<QColor, 4> runs; ///< told apart by the colour-blind; at least 4.5 : 1 on every ground
};

/// The window's look: tokens for light and dark, fonts, palette and style sheet. One object, owned by main(); everybody
/// who paints by hand asks it for tokens and repaints on changed(). Lives on the window's thread.
/// Dynamic properties that the style sheet knows, to be set before a widget is shown: accent on a QPushButton (the one
/// action that matters), flat on a QLineEdit or button (no frame until touched), dim and title on a QLabel.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QApplication& application);
    ~Theme() override;

    [[nodiscard]] const ThemeTokens& tokens() const;
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    /// The choice that follows in a round which begins with the other look than the desktop's: a click is seen.
    [[nodiscard]] ThemeChoice nextChoice() const;

    /// The running application's theme; exists for the whole life of any widget of the program.
    static Theme& of(const QObject* anything);

    [[nodiscard]] QFont body() const; ///< 13 px
    [[nodiscard]] QFont heading() const; ///< 11 px small capitals
    [[nodiscard]] QFont small() const; ///< 11 px
    [[nodiscard]] QFont title() const; ///< 13 px, semi-bold

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    void readDesktop();

    QApplication& m_application;
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_dark = false; ///< whether the dark look is shown
    bool m_desktopDark = false; ///< whether the desktop asks for the dark look
    bool m_applying = false; ///< the palette changes by our own hand
};

/// Petroff's ten colours that the colour-blind can tell apart; index modulo 10.
/// Source: Petroff 2021, "Accessible color sequences for data visualization" (arXiv 2107.02270), ten-colour set
QColor classColor(int classIndex);

/// Colour of a run among those that are open side by side; index modulo 4. See Workbench::colourIndex().
QColor runColour(const ThemeTokens& look, int index);

/// viridis for quantities, t in 0..1. Source: van der Walt & Smith 2015, matplotlib
QRgb viridis(double t);

/// Blue, white (or the ground), orange for signed values, centred at zero; t in -1..1.
QRgb diverging(double t, bool dark);

} // namespace isthmus
