// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace isthmus {

class RunSession;

/// Says what the run's data set is: title, counts, shape, classes, parts and scaling; a button asks for another one.
class DataView : public QWidget
{
    Q_OBJECT
public:
    explicit DataView(RunSession& session, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showRun();
    [[nodiscard]] QString facts() const;
    void keepFactsWhole();
    void applyTheme();

    RunSession& m_session;
    QLabel* m_title;
    QLabel* m_facts;
    QPushButton* m_change;
};

QWidget* makeDataView(RunSession& session, QWidget* parent);

} // namespace isthmus
