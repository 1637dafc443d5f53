// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/DatasetPreview.h"
#include "ui/widgets/NumberField.h"

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace isthmus {

class ClassModel;

/// The part of a data set that is used: classes to tick, the most images of each part, the share held out for
/// validation, and whether a set without a test part gives some samples for one.
class SubsetPanel : public QWidget
{
    Q_OBJECT
public:
    explicit SubsetPanel(QWidget* parent = nullptr);

    /// Shows another choice; its classes count once displayData() says which there are.
    void setSplit(const SplitSpec& split);
    /// The classes of a data set; chosen ones that it does not have are forgotten.
    void displayData(const Dataset& dataset);
    void displayPreview(const Shape& shape, const DatasetPreview& preview);

    [[nodiscard]] SplitSpec split() const;
    /// Are there classes, and none of them is ticked?
    [[nodiscard]] bool isNothingTicked() const;

    /// The widgets that take the keyboard, from top to bottom.
    [[nodiscard]] QWidgetList inputs() const;

    [[nodiscard]] ClassModel& classes() { return *m_classes; }
    [[nodiscard]] QTableView& table() { return *m_table; }
    [[nodiscard]] WholeField& limit() { return *m_limit; }
    [[nodiscard]] WholeField& validation() { return *m_validation; }

signals:
    void changed(); ///< the user changed something

private:
    void makeTable();
    QWidget* makeTickButtons();
    void makeNumbers();

    SplitSpec m_split; ///< split that was set last; its classes count until displayData()
    ClassModel* m_classes;
    QLabel* m_noClasses;
    QTableView* m_table;
    QWidget* m_tickButtons;
    WholeField* m_limit;
    WholeField* m_validation;
    QLabel* m_testPart;
};

} // namespace isthmus
