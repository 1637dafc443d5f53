// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace isthmus {

struct ThemeTokens;

/// A plot over time whose axes follow what is drawn until the user zooms or pans. The wheel zooms (over an axis: that
/// axis alone) and a drag pans; so do + and -, and the arrows. `0`, a double click or fit() follow again. Tab reaches
/// it, and a ring shows the focus.
class NavigablePlot : public QCustomPlot
{
    Q_OBJECT
public:
    explicit NavigablePlot(QWidget* parent = nullptr);

    [[nodiscard]] bool isFollowing() const { return m_following; }

public slots:
    void fit();

signals:
    void followingChanged();

protected:
    /// Whether there is nothing yet to zoom into.
    [[nodiscard]] virtual bool isBlank() const = 0;
    void setFollowing(bool following);
    /// Numbers in a quiet colour, and lines across at those of the left axis alone.
    void styleAxis(QCPAxis* axis, const ThemeTokens& look);
    /// Chooses as many numbers as there is room for, at powers of ten where a logarithmic axis shows several.
    void chooseTicker();

    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// Moves all axes by shares of what they show.
    void pan(double epochs, double values);
    /// Zooms all axes about the middle.
    void zoom(double factor);

    bool m_following = true;
};

} // namespace isthmus
