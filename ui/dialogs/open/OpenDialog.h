// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/DataChoice.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace isthmus {

class PreviewPage;
class PreviewReader;
class ReadingForm;
class SourceList;
class SubsetPanel;
struct Dataset;
struct DatasetPreview;

/// Opens data: chooses a source, shows what is in it, lets the user choose how it is read and what of it is used, and
/// hands over the very data that was previewed. Reading runs on a worker; what goes wrong stands where the preview
/// would be, and the choices stay beside it. Whoever hears opened() closes the dialog, since there may be a question.
class OpenDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param recent  data sets that were opened last, newest first
    OpenDialog(const std::vector<DataChoice>& recent, QWidget* parent);
    ~OpenDialog() override;

    /// Sets the seed of sets that are chosen from now on, and their validation unless one was chosen for the set
    /// before.
    void setDefaultSplit(const SplitSpec& split) { m_defaultSplit = split; }

    /// Chooses a data set and begins to read it; one of the recent ones with the options that it was read with.
    void choose(const QString& nameOrPath);
    /// Shows one that is in memory.
    void display(const DataChoice& choice, std::shared_ptr<const Dataset> dataset);

    /// Says why the chosen data cannot be used after all.
    void showFault(const QString& sentence);

    [[nodiscard]] SourceList& sources() { return *m_sources; }
    [[nodiscard]] PreviewPage& page() { return *m_page; }
    [[nodiscard]] ReadingForm& form() { return *m_form; }
    [[nodiscard]] SubsetPanel& subset() { return *m_subset; }
    [[nodiscard]] QPushButton& openButton() { return *m_open; }
    [[nodiscard]] QPushButton& stopButton() { return *m_stop; }

signals:
    /// The user wants it.
    void opened(const isthmus::DataChoice& choice, std::shared_ptr<const isthmus::Dataset> data);
    /// The user dropped or browsed for a file that is named like a run.
    void runChosen(const QString& path);
    /// The user removed it from the recent list.
    void recentForgotten(const QString& nameOrPath);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeSources();
    QWidget* makeChoices();
    QWidget* makeProgress();
    QWidget* makeFooter();
    void connectReader();
    void orderTabs();
    void chooseFile(const QString& path);
    void take(const DataChoice& choice);
    void renewSoon();
    void renew();
    void showData();
    void showPreview(const DatasetPreview& preview);
    void showStopped();
    void showState();
    void readAgain();
    void act();
    void forget(const QString& nameOrPath);
    void setChoice(const QString& field, const QString& text);
    void askForFile();
    void askForFolder();
    void commit();

    std::vector<DataChoice> m_recent;
    SplitSpec m_defaultSplit;
    PreviewReader* m_reader;
    SourceList* m_sources;
    PreviewPage* m_page;
    ReadingForm* m_form;
    SubsetPanel* m_subset;
    QWidgetList m_browse; ///< buttons
    QWidget* m_choices = nullptr;
    QWidget* m_formHeading = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_progressText = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_open = nullptr;
    QTimer m_renewal; ///< a changed choice waits for the next one
    QTimer m_poll; ///< shows how far reading is
    bool m_isFault = false; ///< reading the newest wish failed or was stopped
    bool m_isGone = false; ///< the fault is that a recent one is not there any more
    bool m_opensWhenRead = false;
};

} // namespace isthmus
