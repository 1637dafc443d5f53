// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/LayerSpec.h"
#include "ui/dialogs/model/EditorRow.h"

#include <vector>

class QComboBox;
class QLabel;
class QPushButton;

namespace isthmus {

class FieldSpin;
struct LayerField;

/// A layer in the model editor: a grip to drag it by, its number in the list, its type and its fields. Rare fields stand
/// beneath, where one has another value than the usual, or where the user asks for them. Everything comes from the table
/// of layer types.
class LayerRow : public EditorRow
{
    Q_OBJECT
public:
    LayerRow(const LayerSpec& layer, std::size_t number, QWidget* parent = nullptr);

    /// Shows another layer of the same type.
    void display(const LayerSpec& layer);

    void setSelected(bool selected);
    /// Sets whether no fault lies before this layer. Behind a fault it is greyed, though it can be edited.
    void setReached(bool reached);

    [[nodiscard]] QComboBox& type() { return *m_type; }
    [[nodiscard]] const std::vector<FieldSpin*>& fields() const { return m_fields; }
    /// Shows and hides the rare fields; null without any.
    [[nodiscard]] QPushButton* more() { return m_more; }

signals:
    void picked(); ///< pressed, or something in it has the focus
    void typeChosen(const QString& type);
    void fieldChanged(const QString& field, double value);
    void dragged(const QPoint& globalPosition);
    void dropped();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void makeFields(const LayerSpec& layer);
    [[nodiscard]] QWidget* makeField(const LayerField& field, const LayerSpec& layer);
    void showRare(bool shown);

    QLabel* m_number;
    QComboBox* m_type;
    QPushButton* m_more = nullptr;
    QWidget* m_rare = nullptr; ///< the rare fields
    std::vector<FieldSpin*> m_fields;
    QPoint m_pressed;
    bool m_isSelected = false;
    bool m_isDragging = false;
};

} // namespace isthmus
