// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/AboutDialog.h"

#include "core/nn/products/Product.h"

#include <QApplication>
#include <QIcon>
#include <QMessageBox>

namespace isthmus {

void showAbout(QWidget* parent)
{
    auto* box = new QMessageBox(parent);
    box->setObjectName("about");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(QObject::tr("About Isthmus"));
    box->setIconPixmap(QIcon(":/isthmus/icon.svg").pixmap(64, 64));
    box->setText(QString("<b>Isthmus %1</b>").arg(QApplication::applicationVersion()));
    box->setInformativeText(
        QObject::tr("A live explorer for autoencoders: drag through the latent space while the model "
                    "is still training.\n\nFree software under the GNU General Public License, "
                    "version 3 or later.\n\nComputes with %1; made with Eigen, Qt %2 and QCustomPlot.")
            .arg(QString::fromLatin1(productKernels()), qVersion()));
    box->open();
}

} // namespace isthmus
