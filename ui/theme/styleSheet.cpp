// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

namespace isthmus {

namespace {

// Written with %token% names, so that one text serves both grounds. Sizes keep to the 8 px grid: a control is 24 px of
// content, 28 with padding and hairline.
const char* const kStyleSheet = R"(
QMainWindow { background: %background%; }
QMainWindow::separator { background: %panel%; }
QMainWindow::separator:vertical { width: 5px; background: qlineargradient(x1:0,y1:0,x2:1,y2:0,
    stop:0 %panel%, stop:0.39 %panel%, stop:0.4 %line%, stop:0.6 %line%, stop:0.61 %panel%, stop:1 %panel%); }
QMainWindow::separator:horizontal { height: 5px; background: qlineargradient(x1:0,y1:0,x2:0,y2:1,
    stop:0 %panel%, stop:0.39 %panel%, stop:0.4 %line%, stop:0.6 %line%, stop:0.61 %panel%, stop:1 %panel%); }
QMainWindow::separator:hover { background: %accent%; }
QSplitter::handle:horizontal { background: qlineargradient(x1:0,y1:0,x2:1,y2:0,
    stop:0 %panel%, stop:0.39 %panel%, stop:0.4 %line%, stop:0.6 %line%, stop:0.61 %panel%, stop:1 %panel%); }
QSplitter::handle:vertical { background: qlineargradient(x1:0,y1:0,x2:0,y2:1,
    stop:0 %panel%, stop:0.39 %panel%, stop:0.4 %line%, stop:0.6 %line%, stop:0.61 %panel%, stop:1 %panel%); }
QSplitter::handle:hover { background: %accent%; }
QDockWidget { color: %dim%; }
QDockWidget > QWidget { background: %panel%; }
QDockWidget::title { background: %panel%; padding: 8px 12px 4px 12px; text-align: left; }
QDockWidget::close-button, QDockWidget::float-button { background: transparent; border: none; border-radius: 4px; }
QDockWidget::close-button:hover, QDockWidget::float-button:hover { background: %raised%; }

QLabel { background: transparent; }
QLabel[dim="true"] { color: %dim%; }

QPushButton, QToolButton { background: %raised%; color: %text%; border: 1px solid %line%; border-radius: 6px;
    padding: 4px 12px; min-height: 18px; }
QToolButton { padding: 4px; }
QPushButton:hover, QToolButton:hover { border-color: %dim%; }
QPushButton:focus, QToolButton:focus { border-color: %accent%; }
QPushButton:pressed, QToolButton:pressed { background: %line%; }
QPushButton:disabled, QToolButton:disabled { color: %faint%; background: %panel%; }
QPushButton[accent="true"], QPushButton:checked, QToolButton:checked { background: %accent%; color: %onAccent%;
    border-color: %accent%; }
QDialog QPushButton:default { background: %accent%; color: %onAccent%; border-color: %accent%; }
QPushButton[accent="true"]:hover, QDialog QPushButton:default:hover, QToolButton:checked:hover {
    background: %accentHover%; }
QPushButton[accent="true"]:focus, QDialog QPushButton:default:focus, QPushButton:checked:focus, QToolButton:checked:focus { border-color: %text%; }
QPushButton[accent="true"]:disabled, QDialog QPushButton:default:disabled { background: %line%; color: %faint%; border-color: %line%; }
QPushButton[flat="true"], QToolButton[flat="true"] { background: transparent; border-color: transparent; color: %dim%; }
QPushButton[flat="true"]:hover, QToolButton[flat="true"]:hover { background: %raised%; color: %text%; }
QPushButton[flat="true"]:focus, QToolButton[flat="true"]:focus { border-color: %accent%; }
QToolButton::menu-indicator { image: none; }

QComboBox, QLineEdit, QSpinBox, QDoubleSpinBox { background: %raised%; color: %text%; border: 1px solid %line%;
    border-radius: 6px; padding: 2px 8px; min-height: 20px; selection-background-color: %accent%;
    selection-color: %onAccent%; }
QComboBox:hover, QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover { border-color: %dim%; }
QComboBox:focus, QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border-color: %accent%; }
QComboBox:disabled, QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled { background: %panel%;
    color: %faint%; }
QLineEdit[flat="true"] { background: transparent; border-color: transparent; padding: 0px 0px 0px 2px; min-height: 16px; }
QLineEdit[flat="true"]:hover { border-color: %line%; }
QLineEdit[flat="true"]:focus { background: %raised%; border-color: %accent%; }
QLineEdit[fault="true"], QLineEdit[flat="true"][fault="true"], QSpinBox[fault="true"], QDoubleSpinBox[fault="true"] {
    background: %raised%; border-color: %bad%; }
QLabel#field-note { background: %raised%; color: %bad%; border: 1px solid %bad%; border-radius: 4px;
    padding: 2px 6px; }
QComboBox[pending="true"], QLineEdit[pending="true"], QSpinBox[pending="true"], QDoubleSpinBox[pending="true"] {
    border-color: %warning%; }
QLabel[pending="true"] { color: %warning%; text-decoration: underline; }
QLabel#note { color: %warning%; border-left: 2px solid %warning%; padding-left: 6px; }
QLabel#note[plate="true"] { background: %plot%; border: 1px solid %line%; border-left: 2px solid %warning%;
    border-radius: 0; padding: 4px 8px; }
QCheckBox[pending="true"] { color: %warning%; }
QComboBox { padding-right: 4px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
    image: url(:/isthmus/icons/chevron-down.svg); width: 10px; height: 10px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/isthmus/icons/chevron-up.svg); width: 8px; height: 8px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { width: 8px; height: 8px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
    border: none; background: transparent; width: 16px; }
QLineEdit > QToolButton { background: transparent; border: none; padding: 0px; min-height: 0px; }
QComboBox QAbstractItemView { background: %raised%; color: %text%; border: 1px solid %line%; padding: 4px;
    outline: none; selection-background-color: %accent%; selection-color: %onAccent%; }
QComboBox QAbstractItemView::item { padding: 5px 8px; border: none; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: %accent%; color: %onAccent%; }

QSlider:horizontal { min-height: 18px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: %line%; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: %accent%; }
QSlider::handle:horizontal { width: 10px; height: 10px; margin: -4px 0; border-radius: 6px; background: #ffffff;
    border: 1px solid %handleLine%; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { border-color: %accent%; }
QSlider:focus { border: none; }
QSlider::handle:horizontal:focus { border: 2px solid %accent%; width: 8px; height: 8px; }
QSlider::sub-page:horizontal:disabled { background: %dim%; }

QCheckBox { background: transparent; spacing: 8px; }
QCheckBox::indicator, QTableView::indicator { width: 14px; height: 14px; border: 1px solid %dim%; border-radius: 4px; background: %raised%; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus, QTableView::indicator:hover { border-color: %accent%; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: %accent%; border-color: %accent%;
    image: url(:/isthmus/icons/check-%ground%.svg); }
QCheckBox::indicator:checked:focus { border-color: %text%; }
QCheckBox::indicator:disabled { border-color: %line%; }

QMenuBar { background: %panel%; color: %text%; border: none; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: %raised%; }
QMenu { background: %raised%; color: %text%; border: 1px solid %line%; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: %accent%; color: %onAccent%; }
QMenu::item:disabled { color: %faint%; background: transparent; }
QMenu::separator { height: 1px; background: %line%; margin: 4px 8px; }

QToolBar { background: %panel%; border: none; border-bottom: 1px solid %line%; spacing: 8px; padding: 8px 12px; }
QToolBar::separator { width: 1px; background: %line%; margin: 4px 8px; }
QStatusBar { background: %panel%; color: %dim%; border-top: 1px solid %line%; }
QStatusBar::item { border: none; }
QStatusBar QSizeGrip { image: none; width: 0; }
QToolTip { background: %raised%; color: %text%; border: 1px solid %line%; padding: 4px 6px; }
QDialog { background: %panel%; }
QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: %dim%; border: none; border-radius: 6px; padding: 5px 12px; }
QTabBar::tab:hover { color: %text%; }
QTabBar::tab:selected { background: %raised%; color: %text%; }
QTabBar QToolButton { border: none; background: transparent; padding: 3px; margin: 0; min-width: 0; }
QTabBar QToolButton:hover { background: %line%; border-radius: 4px; }
QTabBar QToolButton:focus { border: 1px solid %accent%; border-radius: 4px; padding: 2px; }
QTabBar::tab:focus { border: 1px solid %accent%; padding: 4px 11px; }
QProgressBar { background: %line%; border: none; border-radius: 2px; max-height: 4px; color: transparent; }
QProgressBar::chunk { background: %accent%; border-radius: 2px; }
QTableView, QListView, QTreeView { background: %panel%; border: none; gridline-color: %line%; outline: none;
    selection-background-color: %accent%; selection-color: %onAccent%; }
QHeaderView::section { background: %panel%; color: %dim%; border: none; border-bottom: 1px solid %line%; padding: 4px 8px; }

QScrollArea { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 8px; }
QScrollBar:horizontal { height: 8px; }
QScrollBar::handle { background: %line%; border-radius: 3px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: %dim%; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

QString rgba(const QColor& colour)
{
    return colour.alpha() == 255
        ? colour.name()
        : QString("rgba(%1,%2,%3,%4)").arg(colour.red()).arg(colour.green()).arg(colour.blue()).arg(colour.alpha());
}

} // namespace

QString styleSheetOf(const ThemeTokens& tokens)
{
    QColor faint = tokens.dim;
    faint.setAlphaF(0.6F);
    const std::pair<const char*, QString> values[] = {
        {"%background%", rgba(tokens.background)},
        {"%panel%", rgba(tokens.panel)},
        {"%plot%", rgba(tokens.plot)},
        {"%raised%", rgba(tokens.raised)},
        {"%line%", rgba(tokens.line)},
        {"%text%", rgba(tokens.text)},
        {"%dim%", rgba(tokens.dim)},
        {"%faint%", rgba(faint)},
        {"%warning%", rgba(tokens.warning)},
        {"%bad%", rgba(tokens.bad)},
        {"%accent%", rgba(tokens.accent)},
        {"%accentHover%", rgba(tokens.dark ? tokens.accent.lighter(110) : tokens.accent.darker(110))},
        {"%onAccent%", rgba(tokens.onAccent)},
        {"%handleLine%", rgba(tokens.dark ? QColor("#ffffff") : QColor("#b4bac5"))},
        {"%ground%", tokens.dark ? "dark" : "light"},
    };
    QString sheet = QString::fromLatin1(kStyleSheet);
    for (const auto& [name, value] : values)
        sheet.replace(QLatin1String(name), value);
    return sheet;
}

} // namespace isthmus
