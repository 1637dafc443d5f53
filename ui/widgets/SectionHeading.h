// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace isthmus {

/// Heading of a part of a panel: 11 px capitals, tracked, dim.
class SectionHeading : public QLabel
{
    Q_OBJECT
public:
    explicit SectionHeading(const QString& text, QWidget* parent = nullptr);
};

} // namespace isthmus
