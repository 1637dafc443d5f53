// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SectionHeading.h"

#include "ui/theme/Theme.h"

namespace isthmus {

SectionHeading::SectionHeading(const QString& text, QWidget* parent)
    : QLabel(text, parent)
{
    setProperty("dim", true);
    setFont(Theme::of(this).heading());
}

} // namespace isthmus
