// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QMenu;
class QMenuBar;
class QPushButton;
class QToolButton;

namespace isthmus {

class NumberLabel;
class RunActions;
class Session;

/// The bar at the top: name, menus, what can be done to the run, its numbers, and at the right the data, saving and the
/// theme. Stands where a main window has its menu bar.
class TransportBar : public QWidget
{
    Q_OBJECT
public:
    TransportBar(Session& session, const RunActions& actions, QWidget* parent);

    [[nodiscard]] QMenuBar* menuBar() const { return m_menuBar; }

    /// What the button "Open data..." does.
    void setDataAction(QAction* action);
    void setSaveAction(QAction* action);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addButtons(const RunActions& actions);
    void addNumbers();
    void addRight();
    void addRule();
    NumberLabel* addNumber(const QString& before, const QString& widest, const QString& after);
    void showNumbers();
    void showTheme();
    void nextTheme();

    Session& m_session;
    QHBoxLayout* m_row;
    QMenuBar* m_menuBar;
    NumberLabel* m_epoch = nullptr;
    NumberLabel* m_step = nullptr;
    NumberLabel* m_rate = nullptr;
    QPushButton* m_data = nullptr;
    QHBoxLayout* m_saveSlot = nullptr;
    QToolButton* m_theme = nullptr;
};

} // namespace isthmus
