// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace isthmus {

/// A sentence that lies over the top of the window's centre until it is closed or no longer true. Takes no focus and
/// stops nothing.
class MessageBanner : public QFrame
{
    Q_OBJECT
public:
    /// @param over  the widget that it lies over; also its parent
    explicit MessageBanner(QWidget* over);

    void showMessage(const QString& message);
    [[nodiscard]] QString message() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    QLabel* m_text;
};

} // namespace isthmus
