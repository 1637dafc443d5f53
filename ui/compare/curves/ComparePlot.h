// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/RunSession.h"
#include "ui/views/loss/CurveHistory.h"
#include "ui/views/loss/NavigablePlot.h"

#include <memory>
#include <vector>

namespace isthmus {

class AxisTitles;

/// Units in which curves of different runs may be read against each other.
enum class FairUnit {
    Mse, ///< squared error per value, whatever a run is trained on
    Nats, ///< reconstruction + KL per sample, with the weight 1 whatever beta is; of losses that are likelihoods
};

/// Can a run with this loss be shown in this unit?
[[nodiscard]] bool hasUnit(FairUnit unit, const LossType& loss);

/// Curves of several runs on one pair of axes, each in its run's colour: held-out values with dots, and thin the
/// smoothed steps of training where they are in the unit.
class ComparePlot : public NavigablePlot
{
    Q_OBJECT
public:
    explicit ComparePlot(QWidget* parent = nullptr);

    void setUnit(FairUnit unit);
    [[nodiscard]] FairUnit unit() const { return m_unit; }
    /// @param sample  what a value is measured on: "image"
    void setSample(const QString& sample);

    void remove(const RunSession& run);
    /// Takes over what is new in a run's history; paints with the next refresh.
    /// @return whether that was all: of a very long one each call takes a part
    bool takeOver(const RunSession& run, const QColor& colour);
    void refresh();

    /// Has any run something to show in the unit?
    [[nodiscard]] bool isBlank() const override;
    /// Held-out values of a run as they are drawn.
    [[nodiscard]] std::vector<double> heldOut(const RunSession& run) const;
    [[nodiscard]] QColor colour(const RunSession& run) const;

private:
    struct Curve
    {
        const RunSession* run = nullptr;
        std::uint64_t revision = 0; ///< revision of the history that was taken over
        CurveHistory steps;
        std::vector<EvaluationRecord> evaluations;
        double perStep = 0; ///< MSE of a step over its reconstruction loss; 0: it is not known for the steps
        bool hasUnit = true;
        QColor colour;
        QCPGraph* training = nullptr;
        QCPGraph* heldOut = nullptr;
    };

    [[nodiscard]] const Curve* find(const RunSession& run) const;
    Curve& curveOf(const RunSession& run);
    void applyTheme();
    void prepare();
    void fill(Curve& curve);
    void fitValues();
    [[nodiscard]] double valueOf(const EvaluationRecord& record) const;
    /// Smoothed steps in the unit; empty where they are not in it.
    [[nodiscard]] std::vector<CurvePoint> points(const Curve& curve) const;
    [[nodiscard]] std::vector<double> valuesOf(const Curve& curve) const;

    std::vector<std::unique_ptr<Curve>> m_curves;
    AxisTitles* m_titles;
    FairUnit m_unit = FairUnit::Mse;
    QString m_sample;
};

} // namespace isthmus
