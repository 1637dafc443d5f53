// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/samples/StripBlock.h"
#include "ui/samples/Strips.h"
#include "ui/samples/StripsLayout.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace isthmus {

struct ThemeTokens;

/// Rows of original, corrupted, output and error map with the class and the decibels of each, painted as one. With the
/// focus, arrows go from row to row and Enter picks one, as a click does.
class StripsWidget : public QWidget
{
    Q_OBJECT
public:
    explicit StripsWidget(QWidget* parent = nullptr);

    /// @param strips     null: nothing to show yet
    void setStrips(std::shared_ptr<const std::vector<Strip>> strips);
    [[nodiscard]] const std::vector<Strip>& strips() const { return *m_strips; }

    /// Shape of the pictures to come, and whether there is a column of corrupted ones.
    void setLayoutOf(QSize picture, bool hasCorrupted);

    /// Form of the samples to come, which says how they are shown; null: as pictures.
    void setForm(std::shared_ptr<const SampleForm> form);

    /// Says what will be here, where there are no strips.
    void setHint(const QString& hint);
    /// "image", "row": what a strip is of.
    void setSampleName(const QString& name) { m_sampleName = name; }

    /// Leaves out the classes, where something else says them.
    void setNamed(bool named);

    /// Frames the row of this sample, if there is one.
    void setPinned(std::optional<Index> sample);

    /// Rows that fit the height.
    [[nodiscard]] int rowsThatFit() const;

    /// Height that so many samples wish for where they are shown whole; 0: they are shown as pictures.
    [[nodiscard]] int blocksHeight(int count) const;

    /// Side of a picture's cell in logical pixels.
    [[nodiscard]] QSizeF cellSize() const;

    /// Size of the rows that are shown with each pixel of their pictures as a square and no text cut, and how they are
    /// drawn so, from the painter's origin. Empty: nothing is shown.
    [[nodiscard]] QSize sharpSize() const;
    void drawSharp(QPainter& painter, const ThemeTokens& look) const;

    [[nodiscard]] QSize sizeHint() const override { return {336, 380}; }
    /// Of samples with their numbers, room for some lines of one.
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void rowsChanged(); ///< another number of rows fits
    void hovered(std::optional<Index> sample); ///< pointed at, or reached by an arrow
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
    [[nodiscard]] bool areBlocks() const; ///< is each sample shown whole, with its numbers?
    [[nodiscard]] int columns() const { return areBlocks() ? 1 : m_hasCorrupted ? 4 : 3; }
    [[nodiscard]] QStringList headings() const;
    [[nodiscard]] StripsLayout::Content content() const;
    [[nodiscard]] StripsLayout shown() const;
    [[nodiscard]] StripsLayout sharp() const;
    [[nodiscard]] QString nameOf(const Strip& strip) const;
    [[nodiscard]] double lineHeight() const;
    [[nodiscard]] int shownRows() const;
    [[nodiscard]] int textWidth(const QFontMetrics& metrics) const;
    [[nodiscard]] std::vector<const QImage*> picturesOf(const Strip& strip, bool dark) const;
    [[nodiscard]] int rowAt(const QPointF& position) const;
    [[nodiscard]] std::optional<Index> sampleAt(const QPointF& position) const;
    void goToRow(int row);
    [[nodiscard]] StripBlock blockOf(const Strip& strip) const;
    /// Strips that have come before the form, or after another one, are not painted.
    void paintBlocks(QPainter& painter, const ThemeTokens& look, const StripsLayout& places) const;
    [[nodiscard]] QString blockTip(QPoint position) const;
    [[nodiscard]] QString tipAt(QPoint position) const;
    [[nodiscard]] QString pinTip() const;
    void paintHeadings(QPainter& painter, const ThemeTokens& look, const StripsLayout& places) const;
    void paintFrames(QPainter& painter, const ThemeTokens& look) const;
    /// @param right  x at which the text must end
    void paintText(
        QPainter& painter, const ThemeTokens& look, const Strip& strip, const QRectF& last, double right) const;
    void hover(std::optional<Index> sample);

    std::shared_ptr<const std::vector<Strip>> m_strips;
    std::shared_ptr<const SampleForm> m_form;
    QSize m_picture{28, 28};
    bool m_hasCorrupted = false;
    QString m_hint;
    QString m_sampleName{tr("image")};
    bool m_isNamed = true;
    int m_rows = -1;
    int m_row = 0; ///< row that the keys have reached
    std::optional<Index> m_hovered;
    std::optional<Index> m_pinned;
};

} // namespace isthmus
