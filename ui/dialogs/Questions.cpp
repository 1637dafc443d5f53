// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/Questions.h"

#include "ui/dialogs/guide/GuideWindow.h"
#include "ui/widgets/epochText.h"
#include "ui/widgets/windowWords.h"

#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace isthmus {

void showError(QWidget* parent, const QString& title, const QString& sentence, const QString& help)
{
    auto* box = new QMessageBox(QMessageBox::Warning, title, windowWords(sentence), QMessageBox::Ok, parent);
    box->setTextFormat(Qt::PlainText); // a file's name may look like markup
    box->setObjectName("error");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->setEscapeButton(QMessageBox::Ok); // which is not clear beside a second button
    if (!help.isEmpty()) {
        QPushButton* button = box->addButton(QObject::tr("What to do"), QMessageBox::HelpRole);
        // The sentence stays beside the guide. Only this signal is cut off: style sheets listen for the button's end.
        QObject::disconnect(button, &QPushButton::clicked, nullptr, nullptr);
        QObject::connect(
            button, &QPushButton::clicked, box, [parent, help, sentence] { showGuide(parent, help, sentence); });
    }
    box->open();
}

namespace {

/// Empty where the figure would be 0.00, which reads as nothing to lose.
QString lossSentence(double epochs)
{
    return isEpochShown(epochs)
        ? QObject::tr("The present run has trained for %1 epochs that are not saved.").arg(epochText(epochs))
        : QString();
}

} // namespace

namespace {

QString changeSentence(Unsaved what)
{
    switch (what) {
    case Unsaved::Run:
        return QObject::tr("It is in no file yet, and is lost otherwise.");
    case Unsaved::Changes:
        return QObject::tr("What has changed since the last save is lost otherwise.");
    case Unsaved::DataPlace:
        return QObject::tr("All training is saved, but not where its data lies now: otherwise the data is to be "
                           "located again the next time.");
    }
    return {};
}

QMessageBox* askWhetherToSave(QWidget* parent, const QString& question, const QString& loss, const char* name,
    std::function<void(SaveAnswer)> answered)
{
    constexpr auto kButtons = QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel;
    auto* box = new QMessageBox(QMessageBox::NoIcon, "Isthmus", question, kButtons, parent);
    box->setTextFormat(Qt::PlainText);
    box->setObjectName(name);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(loss);
    box->button(QMessageBox::Discard)->setText(QObject::tr("Don't save"));
    box->setDefaultButton(QMessageBox::Save);
    QObject::connect(box, &QMessageBox::finished, parent, [then = std::move(answered)](int button) {
        then(button == QMessageBox::Save         ? SaveAnswer::Save
                : button == QMessageBox::Discard ? SaveAnswer::Discard
                                                 : SaveAnswer::Cancel);
    });
    box->open();
    return box;
}

} // namespace

QMessageBox* askToSave(
    QWidget* parent, const QString& question, Unsaved what, double epochs, std::function<void(SaveAnswer)> answered)
{
    const QString loss = lossSentence(epochs);
    const QString sentence = loss.isEmpty() ? changeSentence(what) : loss;
    return askWhetherToSave(parent, question, sentence, "save-question", std::move(answered));
}

QMessageBox* askToSaveAll(QWidget* parent, const QStringList& runs, std::function<void(SaveAnswer)> answered)
{
    QMessageBox* box = askWhetherToSave(parent, QObject::tr("Save %1 runs before closing?").arg(runs.size()),
        runs.join('\n'), "save-all-question", std::move(answered));
    box->button(QMessageBox::Save)->setText(QObject::tr("Save all"));
    return box;
}

QMessageBox* askToDiscard(
    QWidget* parent, const QString& question, const QString& keep, std::function<void()> discarded)
{
    constexpr auto kButtons = QMessageBox::Discard | QMessageBox::Cancel;
    auto* box = new QMessageBox(QMessageBox::NoIcon, "Isthmus", question, kButtons, parent);
    box->setTextFormat(Qt::PlainText);
    box->setObjectName("discard-question");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Discard)->setText(QObject::tr("Discard"));
    box->button(QMessageBox::Cancel)->setText(keep);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(box, &QMessageBox::finished, parent, [then = std::move(discarded)](int button) {
        if (button == QMessageBox::Discard)
            then();
    });
    box->open();
    return box;
}

QMessageBox* askToReplace(
    QWidget* parent, const QString& what, const QString& loss, const QString& accept, std::function<void()> agreed)
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, "Isthmus", what, QMessageBox::Cancel, parent);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(loss);
    box->setObjectName("replace-question");
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* replace = box->addButton(accept, QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(box, &QMessageBox::finished, parent, [box, replace, then = std::move(agreed)] {
        if (box->clickedButton() == replace)
            then();
    });
    box->open();
    return box;
}

QMessageBox* askToReset(
    QWidget* parent, const QString& knobs, bool loses, double epochs, std::function<void(ResetChoice choice)> chosen)
{
    QString text = QObject::tr("This goes back to fresh parameters and step 0.");
    if (loses) {
        const QString loss = lossSentence(epochs);
        text += ' ' + (loss.isEmpty() ? QObject::tr("The present parameters are not saved.") : loss);
    }
    auto* box =
        new QMessageBox(QMessageBox::NoIcon, QObject::tr("Reset the run?"), text, QMessageBox::NoButton, parent);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(QObject::tr("Knobs were moved since the run began: %1.").arg(knobs));
    box->setObjectName("reset-question");
    QPushButton* both = box->addButton(QObject::tr("Reset knobs too"), QMessageBox::AcceptRole);
    both->setToolTip(QObject::tr("Fresh parameters, and each knob as the run began with it"));
    QPushButton* alone = box->addButton(QObject::tr("Reset parameters alone"), QMessageBox::AcceptRole);
    alone->setToolTip(QObject::tr("Fresh parameters; the knobs stay where they are"));
    QPushButton* keep = box->addButton(QObject::tr("Keep the run"), QMessageBox::RejectRole);
    box->setDefaultButton(loses ? keep : both);
    box->setEscapeButton(keep);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(box, &QMessageBox::finished, parent, [box, both, alone, then = std::move(chosen)] {
        if (box->clickedButton() == both)
            then(ResetChoice::ParametersAndKnobs);
        else if (box->clickedButton() == alone)
            then(ResetChoice::Parameters);
    });
    box->open();
    return box;
}

} // namespace isthmus
