// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main/RowFolding.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QWidget>

class QAction;
class QLabel;
class QMenuBar;
class QToolButton;

namespace isthmus {

class ActionButton;
class NumberLabel;
class RunActions;
class RunSession;

/// The bar at the top: name, menus, what can be done to the run, its numbers, and at the right the data, saving and the
/// theme. Stands where a main window has its menu bar. Where it is narrow, buttons shrink to their icons and then
/// numbers give way; the menus always stay whole.
class TransportBar : public QWidget
{
    Q_OBJECT
public:
    /// @param openData  what the button "Open data..." does
    TransportBar(RunSession& session, const RunActions& actions, QAction* openData, QAction* save, QWidget* parent);

    [[nodiscard]] QMenuBar* menuBar() const { return m_menuBar; }
    [[nodiscard]] QWidget& playButton() const;

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void addName();
    void addButtons(const RunActions& actions);
    void addNumbers();
    void addRight(QAction* openData, QAction* save);
    void addRule();
    NumberLabel* addNumber(const QString& before, const QString& widest, const QString& after);
    void orderFolding();
    void showNumbers();
    void showTheme();
    void nextTheme();

    RunSession& m_session;
    QHBoxLayout* m_row;
    RowFolding m_folding{*m_row};
    QWidget* m_name = nullptr;
    QMenuBar* m_menuBar;
    QPointer<QWidget> m_beforeMenus; ///< had the focus before the menu bar took it
    ActionButton* m_reset = nullptr;
    ActionButton* m_play = nullptr;
    ActionButton* m_stepBatch = nullptr;
    NumberLabel* m_epoch = nullptr;
    NumberLabel* m_step = nullptr;
    NumberLabel* m_rate = nullptr;
    QLabel* m_rateUnit = nullptr;
    ActionButton* m_data = nullptr;
    ActionButton* m_save = nullptr;
    QToolButton* m_theme = nullptr;
};

} // namespace isthmus
