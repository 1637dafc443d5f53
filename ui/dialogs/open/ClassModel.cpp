// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/ClassModel.h"

#include "core/base/Error.h"
#include "ui/theme/Theme.h"

#include <algorithm>

namespace isthmus {
namespace {

enum Column { Name, Train, Test, Columns };

/// Does a wish such as "cat" or "3" mean the class of this name and number?
bool means(const std::string& wish, const std::vector<std::string>& names, std::size_t number)
{
    const bool isName = std::find(names.begin(), names.end(), wish) != names.end();
    return isName ? wish == names[number] : wish == std::to_string(number);
}

} // namespace

void ClassModel::setClasses(const std::vector<std::string>& names, const std::vector<std::string>& chosen)
{
    beginResetModel();
    m_classes.clear();
    m_ticked.clear();
    m_areCounted = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_classes.push_back({names[i], 0, 0, 0, 0});
        m_ticked.push_back(
            std::any_of(chosen.begin(), chosen.end(), [&](const std::string& wish) { return means(wish, names, i); }));
    }
    if (tickedCount() == 0)
        m_ticked.assign(names.size(), true);
    endResetModel();
}

void ClassModel::setCounts(const std::vector<ClassCount>& counts)
{
    if (counts.size() != m_classes.size() || counts.empty())
        return;
    m_classes = counts;
    m_areCounted = true;
    emit dataChanged(index(0, Train), index(rowCount() - 1, Test));
}

void ClassModel::tickAll(bool isTicked)
{
    if (m_classes.empty())
        return;
    m_ticked.assign(m_classes.size(), isTicked);
    emit dataChanged(index(0, Name), index(rowCount() - 1, Test));
    emit ticked();
}

std::vector<std::string> ClassModel::chosen() const
{
    std::vector<std::string> names;
    if (tickedCount() == rowCount())
        return names;
    for (std::size_t i = 0; i < m_classes.size(); ++i)
        if (m_ticked[i])
            names.push_back(m_classes[i].name);
    return names;
}

int ClassModel::tickedCount() const
{
    return static_cast<int>(std::count(m_ticked.begin(), m_ticked.end(), true));
}

int ClassModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_classes.size());
}

int ClassModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant ClassModel::data(const QModelIndex& index, int role) const
{
    const auto row = static_cast<std::size_t>(index.row());
    const ClassCount& each = m_classes[row];
    const bool isTicked = m_ticked[row];
    const bool isTrain = index.column() == Train;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Name)
            return QString::fromStdString(each.name);
        if (!m_areCounted)
            return {};
        return QString::fromStdString(
            grouped(isTicked ? (isTrain ? each.train : each.test) : (isTrain ? each.allTrain : each.allTest)));
    case Qt::CheckStateRole:
        return index.column() == Name ? QVariant(isTicked ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter) | int(index.column() == Name ? Qt::AlignLeft : Qt::AlignRight);
    case Qt::ForegroundRole:
        return isTicked ? QVariant() : QVariant(Theme::of(this).tokens().dim);
    case Qt::ToolTipRole:
        return tr("%1: %2 for training and %3 for the test in the set")
            .arg(QString::fromStdString(each.name), QString::fromStdString(grouped(each.allTrain)),
                QString::fromStdString(grouped(each.allTest)));
    default:
        return {};
    }
}

QVariant ClassModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter) | int(section == Name ? Qt::AlignLeft : Qt::AlignRight);
    if (role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("class") : section == Train ? tr("train") : tr("test");
}

Qt::ItemFlags ClassModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

bool ClassModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != Name)
        return false;
    m_ticked[static_cast<std::size_t>(index.row())] = value.toInt() == Qt::Checked;
    emit dataChanged(index, this->index(index.row(), Test));
    emit ticked();
    return true;
}

} // namespace isthmus
