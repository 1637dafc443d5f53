// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace isthmus {

class RunSession;

/// A line under settings that cannot change while a run goes on. It has an Apply button that says that it starts a new
/// run, shown while something of its panel is pending. What does not fit is said in words beneath, and cannot be
/// applied. The button at the top of the window does the same, and is always in sight.
class StartOverBar : public QWidget
{
    Q_OBJECT
public:
    explicit StartOverBar(RunSession& session, QWidget* parent = nullptr);

    /// @param pending    whether something differs from the run
    /// @param complaint  why it cannot be; empty: it can
    void display(bool pending, const QString& complaint);

    [[nodiscard]] QPushButton& button() { return *m_apply; }
    [[nodiscard]] QString complaint() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    RunSession& m_session;
    QWidget* m_offer;
    QPushButton* m_apply;
    QLabel* m_complaint;
};

} // namespace isthmus
