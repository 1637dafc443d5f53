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
    Nats, ///< reconstruction + KL per sample, with the weight 1 whatever beta is: a bound, as figures have it
};

/// Can this unit be had from a model? Nats are had from a variational one whose loss is a likelihood: the loss of any
/// other bounds nothing.
[[nodiscard]] bool hasUnit(FairUnit unit, const Autoencoder& model);

/// Curves of several runs on one pair of axes, each in its run's colour: held-out values thick with dots, and thin the
/// smoothed steps of training where they are in the unit; dashed where they are of corrupted images.
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
    /// Takes over some of what is new in a run's history; paints with the next refresh.
    /// @param most  steps, and as many held-out records
    /// @return records that are left
    std::size_t takeOver(const RunSession& run, const QColor& colour, std::size_t most);
    void refresh();

    /// Has any run something to show in the unit?
    [[nodiscard]] bool isBlank() const override;
    /// Held-out values of a run as they are drawn.
    [[nodiscard]] std::vector<double> heldOut(const RunSession& run) const;
    /// Are some of a run's values of corrupted images?
    [[nodiscard]] bool isOfCorrupted(const RunSession& run) const;
    /// Are its steps of training drawn in the unit?
    [[nodiscard]] bool showsSteps(const RunSession& run) const;
    [[nodiscard]] QColor colour(const RunSession& run) const;

private:
    /// A held-out record.
    struct Measured
    {
        EvaluationRecord record;
        bool isOfCorrupted = false;
    };

    struct Curve
    {
        const RunSession* run = nullptr;
        std::uint64_t revision = 0; ///< revision of the history that was taken over
        CurveHistory steps;
        std::vector<Measured> evaluations;
        double perStep = 0; ///< MSE of a step over its reconstruction loss; 0: its steps do not know their MSE
        bool hasBound = true; ///< it can be drawn in nats
        bool trainsOnCorrupted = false; ///< whether it does now
        QColor colour;
        QCPGraph* training = nullptr;
        QCPGraph* heldOut = nullptr;
        QCPGraph* corrupted = nullptr; ///< held-out values of corrupted images
    };

    [[nodiscard]] const Curve* find(const RunSession& run) const;
    [[nodiscard]] bool isDrawn(const Curve& curve) const { return m_unit == FairUnit::Mse || curve.hasBound; }
    [[nodiscard]] bool hasSteps(const Curve& curve) const;
    Curve& curveOf(const RunSession& run);
    [[nodiscard]] Curve& begun(const RunSession& run);
    void applyTheme();
    void prepare();
    void fill(Curve& curve);
    void drawAs(const Curve& curve) const;
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
