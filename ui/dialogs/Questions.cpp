// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/Questions.h"

#include <QMessageBox>

#include <utility>

namespace isthmus {

void showError(QWidget* parent, const QString& title, const QString& sentence)
{
    auto* box = new QMessageBox(QMessageBox::Warning, title, sentence, QMessageBox::Ok, parent);
    box->setObjectName("error");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->open();
}

QMessageBox* askToSave(QWidget* parent, const QString& question, std::function<void(SaveAnswer)> answered)
{
    constexpr auto kButtons = QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel;
    auto* box = new QMessageBox(QMessageBox::Question, "Isthmus", question, kButtons, parent);
    box->setObjectName("save-question");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(QObject::tr("What has been trained since the last save is lost otherwise."));
    box->setDefaultButton(QMessageBox::Save);
    QObject::connect(box, &QMessageBox::finished, parent, [then = std::move(answered)](int button) {
        then(button == QMessageBox::Save         ? SaveAnswer::Save
                : button == QMessageBox::Discard ? SaveAnswer::Discard
                                                 : SaveAnswer::Cancel);
    });
    box->open();
    return box;
}

} // namespace isthmus
