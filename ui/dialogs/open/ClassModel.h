// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/DatasetPreview.h"

#include <QAbstractTableModel>

#include <string>
#include <vector>

namespace isthmus {

/// The classes of a data set as a list to tick, with how many images each has in both parts.
class ClassModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Takes other classes, without counts yet.
    /// @param chosen  names or numbers from 0; those that are not there do not count; none: all are ticked
    void setClasses(const std::vector<std::string>& names, const std::vector<std::string>& chosen);
    /// Numbers for the same classes.
    void setCounts(const std::vector<ClassCount>& counts);

    void tickAll(bool ticked);
    /// Names of those that are ticked; empty if all are.
    [[nodiscard]] std::vector<std::string> chosen() const;
    [[nodiscard]] int tickedCount() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    void ticked(); ///< the user ticked a class, or tickAll() was called

private:
    std::vector<ClassCount> m_classes;
    std::vector<bool> m_ticked;
    bool m_areCounted = false;
};

} // namespace isthmus
