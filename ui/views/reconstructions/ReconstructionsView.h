// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "ui/widgets/Figure.h"

#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

class QLabel;
class QToolButton;

namespace isthmus {

class RunSession;
class StripsWidget;

/// Test samples as the model sees and returns them, at every new snapshot. Asks nothing while it is hidden.
class ReconstructionsView : public QWidget, public Figure
{
    Q_OBJECT
public:
    explicit ReconstructionsView(RunSession& session, QWidget* parent = nullptr);

    [[nodiscard]] QSize figureSize() const override;
    void drawFigure(QPaintDevice& device, const ThemeTokens& look) override;

    [[nodiscard]] StripsWidget& strips() { return *m_strips; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void startRun();
    void choose();
    void shuffle();
    void request();
    /// Why there is nothing to show; empty: there is.
    [[nodiscard]] QString reason() const;
    /// Says below the strips that the outputs are all the same, where they are.
    void showDoubt(std::optional<double> spread);

    RunSession& m_session;
    StripsWidget* m_strips;
    QToolButton* m_shuffleButton;
    QLabel* m_note; ///< says why there are no strips, or what is wrong with them
    std::vector<Index> m_samples;
    std::uint64_t m_shuffle = 0;
};

QWidget* makeReconstructionsView(RunSession& session, QWidget* parent);

} // namespace isthmus
