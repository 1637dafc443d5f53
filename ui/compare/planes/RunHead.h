// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace isthmus {

class RunTitles;
class RunSession;
class Workbench;
struct ComparedRuns;

/// The head over what belongs to one of several runs: its colour and name, its state below, and at the right buttons
/// that fit its plane and let it train or pause. What does not fit ends with dots.
class RunHead : public QWidget
{
    Q_OBJECT
public:
    RunHead(const ComparedRuns& runs, RunSession& run, QWidget* parent);

    [[nodiscard]] QString name() const;
    [[nodiscard]] QString state() const;
    [[nodiscard]] QToolButton& playButton() const { return *m_play; }
    [[nodiscard]] QToolButton& fitButton() const { return *m_fit; }

signals:
    void fitAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* addButton(const QString& name);
    void togglePlay();
    void showState();
    void showIcons();

    Workbench& m_bench;
    RunTitles* m_titles;
    RunSession& m_run;
    QToolButton* m_fit;
    QToolButton* m_play;
};

} // namespace isthmus
