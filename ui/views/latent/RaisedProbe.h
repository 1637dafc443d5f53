// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace isthmus {

class LatentPlane;

/// The ring of the probe once more, above the tools, the legend or the drawer where it lies beneath them: it is always
/// seen. The mouse goes through it. Belongs to the view that all of them float on.
class RaisedProbe : public QWidget
{
    Q_OBJECT
public:
    RaisedProbe(LatentPlane& plane, QWidgetList floats, QWidget* view);

    /// Shows the ring where it is now, if something floats above it.
    void follow();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] bool isBeneath(QPoint place) const;

    LatentPlane& m_plane;
    const QWidgetList m_floats;
};

} // namespace isthmus
