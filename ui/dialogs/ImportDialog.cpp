// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ImportDialog.h"

#include "core/exchange/WeightsFile.h"
#include "core/runs/Presets.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/guide/GuideWindow.h"
#include "ui/theme/Theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {
namespace {

constexpr int kWidth = 560;

} // namespace

ImportDialog::ImportDialog(const QString& openData, QWidget* parent)
    : QDialog(parent)
    , m_rows(new QGridLayout)
    , m_model(new QComboBox(this))
    , m_images(new QComboBox(this))
    , m_fault(new QLabel(this))
    , m_busy(new QLabel(tr("Importing..."), this))
    , m_help(new QPushButton(tr("What to do"), this))
    , m_import(new QPushButton(tr("Import"), this))
{
    setWindowTitle(tr("Import a model"));
    setObjectName("import");
    setMinimumWidth(kWidth);
    auto* about = new QLabel(tr("An autoencoder, or a decoder alone, that another program has trained: ONNX; or "
                                "weights alone, in safetensors or PyTorch's .pt, with the layers of a model file."),
        this);
    about->setWordWrap(true);
    about->setProperty("dim", true);
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(8);
    m_rows->setColumnStretch(1, 1);
    m_path = addFile(tr("Model"), "path", {}, importFilter());
    m_path->setToolTip(tr("File of the model: ONNX, safetensors, or weights that PyTorch has saved"));
    m_decoder = addFile(tr("Decoder"), "decoder", tr("only where the first file is an encoder alone"), onnxFilter());
    m_decoder->setToolTip(tr("Second ONNX file, with the decoder; empty: the first one holds all"));
    m_code = new QLineEdit(this);
    m_code->setObjectName("code");
    m_code->setPlaceholderText(tr("as it is called, else the narrowest"));
    m_code->setToolTip(tr("Name of the value of an ONNX file that is the code; empty: it is looked for"));
    addRow(tr("Code"), m_code);
    m_model->setToolTip(tr("Layers that the tensors of weights alone belong to; an ONNX file has its own"));
    m_model->addItem(tr("As in the model file beside it"), QString());
    for (const std::string& name : presetNames())
        m_model->addItem(QString::fromStdString(loadPreset(name).model.title), QString::fromStdString(name));
    auto* browse = new QPushButton(tr("File..."), this);
    browse->setToolTip(tr("Choose a JSON model file with the layers"));
    connect(browse, &QPushButton::clicked, this, &ImportDialog::chooseModelFile);
    m_model->setObjectName("layers");
    addRow(tr("Layers"), m_model, browse);
    if (!openData.isEmpty())
        m_images->addItem(tr("Those that are open: %1").arg(openData), true);
    m_images->addItem(tr("None: explore an ONNX model alone"), false);
    m_images->setObjectName("images");
    m_images->setToolTip(tr("Images that the model encodes and can be trained on"));
    addRow(tr("Images"), m_images);

    m_fault->setObjectName("fault");
    m_fault->setWordWrap(true);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_fault->setStyleSheet(QString("color: %1").arg(Theme::of(this).tokens().bad.name()));
    m_fault->hide();
    m_busy->setProperty("dim", true);
    m_busy->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    m_import->setProperty("accent", true);
    m_import->setDefault(true);
    buttons->addButton(m_import, QDialogButtonBox::AcceptRole);
    m_import->setToolTip(tr("Read the model and start a new run with its weights"));
    m_help->setToolTip(tr("Show this kind of fault in the user guide"));
    m_help->setFocusPolicy(Qt::TabFocus); // Enter imports after a click, too
    m_help->hide();
    connect(m_help, &QPushButton::clicked, this, [this] { showGuide(this, "import.html"); });
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { emit importAsked(choice()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_path, &QLineEdit::textChanged, this, &ImportDialog::follow);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(about);
    column->addLayout(m_rows);
    column->addWidget(m_fault);
    column->addWidget(m_help, 0, Qt::AlignLeft);
    column->addWidget(m_busy);
    column->addStretch(1);
    column->addWidget(buttons);
    orderTabs();
    follow();
}

QLineEdit* ImportDialog::addFile(const QString& label, const QString& name, const QString& hint, const QString& filter)
{
    auto* field = new QLineEdit(this);
    field->setObjectName(name);
    field->setPlaceholderText(hint);
    auto* browse = new QPushButton(tr("Browse..."), this);
    browse->setToolTip(tr("Choose the file: %1").arg(label));
    connect(browse, &QPushButton::clicked, this, [this, field, filter] {
        if (const QString path = askForImportFile(this, filter); !path.isEmpty())
            field->setText(path);
    });
    addRow(label, field, browse);
    return field;
}

void ImportDialog::addRow(const QString& label, QWidget* field, QWidget* button)
{
    const int row = m_rows->rowCount();
    auto* text = new QLabel(label, this);
    text->setProperty("dim", true);
    field->setAccessibleName(label);
    m_rows->addWidget(text, row, 0);
    m_rows->addWidget(field, row, 1, 1, button ? 1 : 2);
    if (button)
        m_rows->addWidget(button, row, 2);
    m_fields.emplace_back(field, button);
}

void ImportDialog::orderTabs()
{
    QWidget* last = nullptr;
    for (const auto& [field, button] : m_fields) {
        for (QWidget* next : {field, button}) {
            if (last && next)
                setTabOrder(last, next);
            last = next ? next : last;
        }
    }
    m_path->setFocus();
}

void ImportDialog::chooseModelFile()
{
    const QString path = askForModelFile(this);
    if (path.isEmpty())
        return;
    m_model->addItem(QFileInfo(path).fileName(), path);
    m_model->setCurrentIndex(m_model->count() - 1);
}

void ImportDialog::setPath(const QString& path)
{
    m_path->setText(path);
}

void ImportDialog::setChoice(const ImportChoice& choice)
{
    m_path->setText(QString::fromStdString(choice.source.path));
    m_decoder->setText(QString::fromStdString(choice.source.decoder));
    m_code->setText(QString::fromStdString(choice.source.code));
    if (const int images = m_images->findData(choice.isForOpenData); images >= 0)
        m_images->setCurrentIndex(images);
    m_code->selectAll();
    m_code->setFocus();
}

ImportChoice ImportDialog::choice() const
{
    const auto textOf = [](const QLineEdit* field) { return field->text().trimmed().toStdString(); };
    const bool hasTensors = looksLikeWeights(textOf(m_path));
    return {{textOf(m_path), hasTensors ? "" : textOf(m_decoder),
                hasTensors ? m_model->currentData().toString().toStdString() : "", hasTensors ? "" : textOf(m_code)},
        m_images->currentData().toBool()};
}

void ImportDialog::follow()
{
    m_fault->hide();
    m_help->hide();
    enable();
}

void ImportDialog::enable()
{
    const QString path = m_path->text().trimmed();
    const bool hasTensors = looksLikeWeights(path.toStdString());
    for (const auto& [field, button] : m_fields) {
        const bool isOfOtherKind = hasTensors ? field == m_decoder || field == m_code : field == m_model;
        field->setEnabled(!m_isBusy && !isOfOtherKind);
        if (button)
            button->setEnabled(field->isEnabled());
    }
    m_import->setEnabled(!m_isBusy && !path.isEmpty());
    m_busy->setVisible(m_isBusy);
}

void ImportDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    if (busy)
        follow();
    else
        enable();
}

void ImportDialog::showFault(const QString& sentence)
{
    setBusy(false);
    m_fault->setText(sentence);
    m_fault->show();
    m_help->show();
    m_path->setFocus();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

} // namespace isthmus
