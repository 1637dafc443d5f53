// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/Patience.h"
#include "ui/dialogs/open/FieldEditor.h"
#include "ui/dialogs/open/OpenDialog.h"
#include "ui/dialogs/open/PreviewPage.h"
#include "ui/dialogs/open/ReadingForm.h"
#include "ui/dialogs/open/SubsetPanel.h"
#include "ui/dialogs/open/ThumbnailGrid.h"

#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QUrl>

namespace isthmus::test {

inline const QString kFixtures = QStringLiteral(ISTHMUS_SOURCE_DIR "/tests/fixtures/data/");

/// The dialog on its own, and what it was asked to open.
struct Shown
{
    explicit Shown(const std::vector<DataChoice>& recent = {})
        : dialog(recent, nullptr)
    {
        QObject::connect(&dialog, &OpenDialog::opened, &dialog,
            [this](const DataChoice& what, const std::shared_ptr<const Dataset>& with) {
                ++times;
                choice = what;
                data = with;
            });
        dialog.show();
        QApplication::setActiveWindow(&dialog);
        (void)QTest::qWaitForWindowExposed(&dialog, kPatience);
    }

    void pressOpen() { QTest::mouseClick(&dialog.openButton(), Qt::LeftButton); }

    OpenDialog dialog;
    int times = 0;
    DataChoice choice;
    std::shared_ptr<const Dataset> data;
};

/// Drags files onto a widget and lets them go there.
inline void dropOn(QWidget& widget, const QStringList& paths)
{
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    QMimeData mime;
    mime.setUrls(urls);
    QDragEnterEvent enter({100, 100}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

inline void dropOn(QWidget& widget, const QString& path)
{
    dropOn(widget, QStringList{path});
}

/// The box of a field of this name with a few words, or null.
inline QComboBox* boxOf(OpenDialog& dialog, const std::string& field)
{
    const FieldEditor* editor = dialog.form().editor(field);
    return editor ? editor->findChild<QComboBox*>() : nullptr;
}

/// Chooses the entry with this text by the keys.
inline void pick(QComboBox* box, const QString& text)
{
    QVERIFY(box);
    const int wanted = box->findText(text, Qt::MatchStartsWith);
    QVERIFY2(wanted >= 0, qPrintable(text));
    box->setFocus();
    while (box->currentIndex() != wanted)
        QTest::keyClick(box, box->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
}

inline void typeNumber(QSpinBox& box, int number)
{
    box.setFocus();
    box.selectAll();
    QTest::keyClicks(&box, QString::number(number));
}

/// Clicks on the tick of a class.
inline void clickTick(SubsetPanel& subset, int row)
{
    const QRect cell = subset.table().visualRect(subset.table().model()->index(row, 0));
    QTest::mouseClick(subset.table().viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 10, cell.center().y()));
}

inline bool isRead(OpenDialog& dialog)
{
    return !dialog.page().facts().isEmpty() && !dialog.stopButton().isVisible();
}

inline QString fact(OpenDialog& dialog, const QString& name)
{
    for (const QString& line : dialog.page().facts())
        if (line.startsWith(name + ": "))
            return line.mid(name.size() + 2);
    return {};
}

} // namespace isthmus::test
