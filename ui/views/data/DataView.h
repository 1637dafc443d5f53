// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace isthmus {

class NoticeBlock;
class RunSession;

/// Says what the run's data set is: title, counts, shape, classes, parts and scaling; a button asks for another one.
/// Notices about the data stand below, folded where they are long.
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
    [[nodiscard]] QStringList notices() const;
    void keepFactsWhole();
    void applyTheme();

    RunSession& m_session;
    QLabel* m_title;
    QLabel* m_facts;
    NoticeBlock* m_notices;
    QPushButton* m_change;
};

QWidget* makeDataView(RunSession& session, QWidget* parent);

} // namespace isthmus
