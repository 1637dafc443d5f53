// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QKeyEvent;
class QWidget;

namespace isthmus {

class RunSession;
struct ModelSpec;
struct TrainSpec;

/// Starts the run that is pending, if it can be; asks first where there is training to lose. What does not fit is said
/// in the Model panel, and the run stays.
/// @param window  parent of the question; gets the focus, so that a number that is being typed is judged before
void applyPending(RunSession& session, QWidget* window);

/// The keys of panels whose choices wait: Enter applies, Esc takes back.
/// @return whether the key meant that
[[nodiscard]] bool takePendingKey(const QKeyEvent& key, RunSession& session, QWidget* window);

/// Starts a new run with this model and training at once, as a button does that says so; what is pending is lost by
/// that. Asks first if there is training to lose.
void startOverWith(RunSession& session, const ModelSpec& model, const TrainSpec& training);

} // namespace isthmus
