// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace isthmus {

class FoldingHeading;

/// A part of a panel that folds to its heading. The window remembers which ones are folded; see FoldingHeading.
class FoldingSection : public QWidget
{
    Q_OBJECT
public:
    /// @param name  name of the part in the settings, such as "training/optimiser"
    FoldingSection(const QString& title, const QString& name, QWidget* parent = nullptr);

    /// Takes the widget as a child, under those that are there. Tab reaches it after them.
    void add(QWidget* widget);

    [[nodiscard]] FoldingHeading& heading() { return *m_heading; }
    [[nodiscard]] bool isOpen() const;
    void setOpen(bool open);

private:
    FoldingHeading* m_heading;
    QWidget* m_body;
    QVBoxLayout* m_rows;
    QWidget* m_last; ///< control in the order of Tab
};

} // namespace isthmus
