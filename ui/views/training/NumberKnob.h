// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/KnobSlider.h"

namespace isthmus {

struct KnobType;
class RunSession;

/// The slider of a knob that is a number, made from its row in knobTypes(). It acts at the next step, follows the
/// session's run, and is hidden while the model does not have the knob.
class NumberKnob : public KnobSlider
{
    Q_OBJECT
public:
    NumberKnob(const KnobType& type, RunSession& session, QWidget* parent);

private:
    void showRun();
    void showValue();
    void act(double position);

    const KnobType& m_type;
    RunSession& m_session;
};

} // namespace isthmus
