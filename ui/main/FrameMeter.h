// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <optional>

class QWidget;

namespace isthmus {

class RunSession;

/// Measures what the user feels: how long a window takes to paint a frame, and how long after a move of the hand the
/// decoded picture is painted. Watches the application's events; lives on the window's thread.
class FrameMeter : public QObject
{
    Q_OBJECT
public:
    using Clock = std::chrono::steady_clock;

    explicit FrameMeter(RunSession& session, QObject* parent);

    /// @param plane     widget on which the hand moves
    /// @param handView  the view that shows the decoded picture: a probe counts as painted when something in it was
    void watch(const QWidget* plane, const QWidget* handView);

    /// Milliseconds; smoothed over some frames for reading. 0 before the first.
    [[nodiscard]] double frame() const { return m_frame; }
    [[nodiscard]] double probe() const { return m_probe; }

    /// Whether the number is of the last two seconds; otherwise it is the last one that there was. A single frame does
    /// not make the frame's number fresh: showing that it is old paints one.
    [[nodiscard]] bool isFrameFresh() const;
    [[nodiscard]] bool isProbeFresh() const;

    /// The next move of the hand counts from this moment on, not from its delivery; for benchmarks.
    void countMoveFrom(Clock::time_point moment) { m_announced = moment; }

signals:
    void framePainted(double milliseconds);
    void probePainted(double milliseconds);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool paintFrame(QObject* window, QEvent* event);
    void noteMove();
    void noteDecoded();

    RunSession& m_session;
    const QWidget* m_plane = nullptr;
    const QWidget* m_handView = nullptr;
    std::optional<Clock::time_point> m_announced;
    std::optional<Clock::time_point> m_moved; // the first move that is not painted yet
    bool m_decoded = false; // a picture was decoded since that move
    bool m_handPainted = false; // the hand's picture was painted in this frame
    bool m_painting = false;
    double m_frame = 0;
    double m_probe = 0;
    Clock::time_point m_frameBefore; ///< moment when the last frame but one was painted
    Clock::time_point m_lastFrame;
    Clock::time_point m_lastProbe;
};

} // namespace isthmus
