// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <vector>

class QProgressBar;
class QToolButton;

namespace isthmus {

class Reading;

/// Shows, while something is read for the user, how far it is, and a button that gives it up. Hidden otherwise.
class ReadingIndicator : public QWidget
{
    Q_OBJECT
public:
    explicit ReadingIndicator(QWidget* parent);

    /// @param reading  outlives this
    void add(Reading& reading);

    /// The sentence about what is read; empty: nothing is read.
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QToolButton& cancel() const { return *m_cancel; }

signals:
    void changed(); ///< sentence()

private:
    [[nodiscard]] Reading* current() const;
    void showState();
    void showProgress();

    std::vector<Reading*> m_readings;
    QProgressBar* m_bar;
    QToolButton* m_cancel;
    QTimer m_poll;
};

} // namespace isthmus
