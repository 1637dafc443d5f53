// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/samples/Strips.h"

#include <QColor>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace isthmus {

/// What a run decodes where its probe stands.
struct ProbeSample
{
    QImage picture; ///< null: nothing yet
    std::shared_ptr<const SampleForm> form; ///< how it is shown with its numbers; null: as this picture
    std::vector<float> values; ///< those, as the run's engine has them
};

/// A row of pictures: the originals, or what one run makes of them.
struct RunRow
{
    QString name;
    std::optional<int> colour; ///< the run's; empty: the originals
    QString note; ///< below the name: "PSNR 17.0 dB"
    QString hint; ///< below that, where there is room: "higher is better"
    QString tip; ///< says more of the note; empty: the name does
    QString reason; ///< why there are no pictures; empty: there are, or will be
    std::shared_ptr<const std::vector<Strip>> strips; ///< null: they are still to come
    ProbeSample probe;
};

/// Rows of pictures of the same samples, one below the other: the first row the originals, each of the others a run's
/// outputs. Signals and rows of a table stand there with their names and numbers. A column before them has what each
/// run decodes at the probe. With the focus, arrows go from sample to sample and Enter picks one, as a click does.
class RunRows : public QWidget
{
    Q_OBJECT
public:
    explicit RunRows(QWidget* parent = nullptr);

    /// @param picture  size of the pictures in their own pixels
    void setRows(std::vector<RunRow> rows, QSize picture);
    [[nodiscard]] const std::vector<RunRow>& rows() const { return m_rows; }
    /// Shows another picture at the probe of a row, and leaves the others.
    void setProbe(int row, ProbeSample probe);
    /// How the samples to come are shown; null: as pictures.
    void setForm(std::shared_ptr<const SampleForm> form);
    /// Sets the samples of the columns.
    void setSamples(std::vector<Index> samples);
    void setHovered(std::optional<Index> sample);
    void setPinned(std::optional<Index> sample);

    /// Samples that fit the width.
    [[nodiscard]] int samplesThatFit() const;
    /// The place of a sample's picture.
    [[nodiscard]] QRectF cell(int row, int column) const;
    /// The place of the picture at the probe; in the row of the originals that of the column's name.
    [[nodiscard]] QRectF probeCell(int row) const;

    [[nodiscard]] QSize sizeHint() const override { return {420, 300}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 120}; }

    /// Name of a row as it is painted.
    [[nodiscard]] QString shownName(int row) const;

signals:
    void samplesChanged(); ///< another number of samples fits
    void hovered(std::optional<Index> sample);
    void picked(Index sample);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QSizeF pictureSize() const;
    [[nodiscard]] QSizeF probeSize() const;
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] bool areNumbers() const;
    [[nodiscard]] QString tipAt(QPointF place) const;
    [[nodiscard]] QString sampleTip(const RunRow& row, int column, QPointF place) const;
    [[nodiscard]] int shownSamples() const;
    [[nodiscard]] int columnAt(QPointF place) const;
    [[nodiscard]] int rowAt(QPointF place) const;
    [[nodiscard]] std::optional<int> columnOf(std::optional<Index> sample) const;
    [[nodiscard]] double firstSample() const;
    [[nodiscard]] double nameWidth(const RunRow& row) const;
    void paintName(QPainter& painter, int row) const;
    void paintProbe(QPainter& painter, int row) const;
    void nameProbes(QPainter& painter, const QRectF& room) const;
    void paintPictures(QPainter& painter, int row) const;
    void paintFrames(QPainter& painter) const;
    void frame(QPainter& painter, std::optional<Index> sample, const QColor& colour) const;
    void hover(std::optional<Index> sample);
    void goTo(int column);
    void tellCount();

    std::vector<RunRow> m_rows;
    std::vector<Index> m_samples;
    std::shared_ptr<const SampleForm> m_form;
    QSize m_picture{28, 28};
    int m_fitting = -1; ///< told last
    int m_reached = 0; ///< column that the keys have reached
    std::optional<Index> m_hovered;
    std::optional<Index> m_pinned;
};

} // namespace isthmus
