// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>

class QComboBox;

namespace isthmus {

class KnobSlider;
struct KnobType;
class RunSession;

/// A knob that is a corruption, made from its row in knobTypes(): the choice of a kind, and the slider of its amount
/// where the kind has one. It acts at the next step and follows the session's run.
class CorruptionKnob : public QWidget
{
    Q_OBJECT
public:
    CorruptionKnob(const KnobType& type, RunSession& session, QWidget* parent);

private:
    void showValue();
    void choose();
    void takeAmount(double position);

    const KnobType& m_type;
    RunSession& m_session;
    QComboBox* m_kind;
    KnobSlider* m_amount;
    std::string m_shownKind; ///< kind whose scale m_amount has
};

} // namespace isthmus
