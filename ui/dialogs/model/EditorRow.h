// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ModelOutline.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace isthmus {

class NumberLabel;

/// One line of the model editor. Controls stand at the left, and what comes out of them (shape, parameters, FLOP) at
/// the right. Where something does not fit, the reason stands beneath.
class EditorRow : public QWidget
{
    Q_OBJECT
public:
    explicit EditorRow(QWidget* parent = nullptr);

    /// @param outline  empty: it has no shape, since something before it does not fit
    void showOutline(const std::optional<LayerOutline>& outline);
    /// @param sentence  empty: it fits
    void showFault(const QString& sentence);
    [[nodiscard]] QString fault() const;
    /// @param sentence  what is allowed and may still surprise; empty: nothing is
    void showNote(const QString& sentence);
    [[nodiscard]] QString note() const;

    /// The texts at the right, for those who cannot see them, and for tests.
    [[nodiscard]] QStringList figures() const;

protected:
    static constexpr int kControlHeight = 26; ///< height of a combo box, as the style sheet has it

    /// Takes the next control, from the left, standing on one line with the others.
    void addControl(QWidget* control);
    /// Takes what stands beneath the controls, from where they begin.
    void addDetails(QWidget* details);

private:
    void retheme();

    QVBoxLayout* m_column;
    QHBoxLayout* m_line;
    NumberLabel* m_shape;
    NumberLabel* m_parameters;
    NumberLabel* m_flop;
    QLabel* m_fault;
    QLabel* m_note;
    int m_controls = 0;
};

/// Titles of the columns at the right, as wide as those of an EditorRow.
class EditorColumns : public QWidget
{
    Q_OBJECT
public:
    explicit EditorColumns(QWidget* parent = nullptr);
};

} // namespace isthmus
