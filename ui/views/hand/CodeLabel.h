// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QLabel;

namespace isthmus {

class NumberLabel;

/// A latent code in numbers of fixed width: the two dimensions of the plane; the tool tip lists all of them.
class CodeLabel : public QWidget
{
    Q_OBJECT
public:
    explicit CodeLabel(QWidget* parent = nullptr);

    /// @param code  empty: nothing is pointed at
    void setCode(const std::vector<float>& code, int dimX, int dimY);

    [[nodiscard]] QString text() const; ///< "0.62 −0.48"
    [[nodiscard]] QString caption() const; ///< "z₁ 0.62   z₂ −0.48"

private:
    QLabel* m_nameX;
    QLabel* m_nameY;
    NumberLabel* m_x;
    NumberLabel* m_y;
    QLabel* m_others;
};

} // namespace isthmus
