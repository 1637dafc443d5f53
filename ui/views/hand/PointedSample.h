// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QToolButton;

namespace isthmus {

class RunSession;
class StripsWidget;
struct Strip;
struct ThemeTokens;

/// The sample that is pointed at, else the pinned one: original, corrupted, output and error side by side, at every new
/// snapshot, with its class, number and file. Its room stays when there is none. Asks nothing while it is hidden.
class PointedSample : public QWidget
{
    Q_OBJECT
public:
    explicit PointedSample(RunSession& session, QWidget* parent = nullptr);

    [[nodiscard]] StripsWidget& strips() { return *m_strips; }
    [[nodiscard]] const QString& title() const { return m_title; } ///< empty: no sample is shown

    /// Size of its pictures with each of their pixels as a square, and the title above them; empty: none is shown.
    [[nodiscard]] QSize sharpSize() const;
    void drawSharp(QPainter& painter, const ThemeTokens& look) const;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] std::optional<Index> wanted() const;
    [[nodiscard]] QString reason() const;
    void startRun();
    void follow();
    void request();
    void take(const std::shared_ptr<const std::vector<Strip>>& strips);
    [[nodiscard]] QString tip() const;
    void showTitle();

    RunSession& m_session;
    QLabel* m_label;
    QToolButton* m_unpin;
    StripsWidget* m_strips;
    QString m_title;
    QString m_file; ///< path of the sample's picture; empty: it has no file of its own
};

} // namespace isthmus
