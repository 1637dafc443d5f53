// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include "ui/theme/FieldKeys.h"
#include "ui/theme/MnemonicStyle.h"
#include "ui/theme/WheelGuard.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QVariant>

namespace isthmus {

namespace {

constexpr const char* kProperty = "isthmusTheme";

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QFont fontOf(int pixels, QFont::Weight weight)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (QFontDatabase::hasFamily("Inter"))
        font.setFamilies({"Inter"});
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

} // namespace

Theme::Theme(QApplication& application)
    : m_application(application)
{
    auto* style = new MnemonicStyle; // the application owns it
    m_application.setStyle(style);
    m_application.installEventFilter(style);
    m_application.installEventFilter(new WheelGuard(this));
    m_application.installEventFilter(new FieldKeys(this));
    m_desktopDark = isDark(m_application.palette());
    m_application.setProperty(kProperty, QVariant::fromValue<QObject*>(this));
    m_application.installEventFilter(this);
    apply();
}

Theme::~Theme()
{
    m_application.setProperty(kProperty, QVariant());
}

const ThemeTokens& Theme::tokens() const
{
    return m_dark ? darkTokens() : lightTokens();
}

void Theme::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

ThemeChoice Theme::nextChoice() const
{
    const ThemeChoice other = m_desktopDark ? ThemeChoice::Light : ThemeChoice::Dark;
    const ThemeChoice same = m_desktopDark ? ThemeChoice::Dark : ThemeChoice::Light;
    return m_choice == ThemeChoice::System ? other : m_choice == other ? same : ThemeChoice::System;
}

Theme& Theme::of(const QObject*)
{
    auto* theme = qobject_cast<Theme*>(qApp->property(kProperty).value<QObject*>());
    Q_ASSERT_X(theme, "Theme::of", "main() makes the theme before any widget");
    return *theme;
}

QFont Theme::body() const
{
    return fontOf(13, QFont::Normal);
}

QFont Theme::heading() const
{
    QFont font = fontOf(11, QFont::DemiBold);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
    return font;
}

QFont Theme::small() const
{
    return fontOf(11, QFont::Normal);
}

QFont Theme::title() const
{
    return fontOf(13, QFont::DemiBold);
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_application && event->type() == QEvent::ApplicationPaletteChange && !m_applying) {
        readDesktop();
        apply();
    }
    return QObject::eventFilter(watched, event);
}

void Theme::readDesktop()
{
    m_applying = true;
    // While our own palette is in place, the desktop's shows only when ours is taken away.
    const bool ours = m_application.palette().color(QPalette::Window) == tokens().panel;
    if (ours)
        m_application.setPalette(QPalette());
    m_desktopDark = isDark(m_application.palette());
    m_applying = false;
}

void Theme::apply()
{
    m_applying = true;
    m_dark = m_choice == ThemeChoice::System ? m_desktopDark : m_choice == ThemeChoice::Dark;
    m_application.setPalette(paletteOf(tokens()));
    const QString sheet = styleSheetOf(tokens());
    const bool isNew = sheet != m_application.styleSheet();
    if (isNew) { // costly: every widget is polished again
        m_application.setFont(body());
        m_application.setStyleSheet(sheet);
    }
    m_applying = false;
    if (isNew)
        emit changed();
}

} // namespace isthmus
