// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;

namespace isthmus {

class NumberLabel;

/// A latent code in one line of numbers of fixed width: the two dimensions of the plane, and how many there are in all;
/// the tool tip lists them.
class CodeLabel : public QWidget
{
    Q_OBJECT
public:
    explicit CodeLabel(QWidget* parent = nullptr);

    /// @param code   empty: nothing is pointed at
    /// @param shape  shape of the model's codes: a vector, or a feature map
    /// @param span   extent of the plane beside it, for which the numbers have their digits; 0: not known
    void setCode(const std::vector<float>& code, Shape shape, int dimX, int dimY, double span = 0);

    [[nodiscard]] QString text() const; ///< "0.62 −0.48"
    [[nodiscard]] QString caption() const; ///< "z₁ 0.62   z₂ −0.48"

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Says of the rest as much as there is room for.
    void fitRest();

    QLabel* m_nameX;
    QLabel* m_nameY;
    NumberLabel* m_x;
    NumberLabel* m_y;
    QLabel* m_others;
    QStringList m_rest{QString()}; ///< how m_others may say it, the longest way first
};

} // namespace isthmus
