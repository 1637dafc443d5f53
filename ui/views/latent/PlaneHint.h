// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace isthmus {

/// A hint about what to do first: "Press and drag" on a plate over the plane, until the user has dragged once. That is
/// remembered in the settings, so that the hint is shown once and not at each start.
class PlaneHint : public QLabel
{
    Q_OBJECT
public:
    explicit PlaneHint(QWidget* parent);

    /// Shows it while it is of use and something can be decoded.
    void setUseful(bool useful);
    /// The user has dragged.
    void setDone();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_done;
};

} // namespace isthmus
