// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/film/PathFilmDialog.h"

#include "ui/dialogs/film/FilmFields.h"
#include "ui/samples/SampleFrame.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/session/RunSession.h"
#include "ui/widgets/codeText.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace isthmus {

namespace {

enum Way { Points, Circle, Dimension };

constexpr int kOutline = 64; // codes
constexpr int kUsualSide = 256; // pixels of a frame, about
constexpr int kScaleOfNumbers = 2; // so that names and numbers are read easily

DecimalField* reachField(QWidget* parent)
{
    auto* field = new DecimalField(parent);
    field->setRange(0.01, 1000);
    field->setValue(2);
    field->setSingleStep(0.5);
    return field;
}

} // namespace

PathFilmDialog::PathFilmDialog(RunSession& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_way(new QComboBox(this))
    , m_points(new QLabel(this))
    , m_add(new QPushButton(tr("Add the point under the hand"), this))
    , m_clear(new QPushButton(tr("Clear"), this))
    , m_dimension(new QComboBox(this))
    , m_reach(reachField(this))
    , m_frames(new WholeField(this))
    , m_back(new QCheckBox(tr("And back again"), this))
    , m_scale(new WholeField(this))
    , m_size(new QLabel(this))
{
    setObjectName("path-film");
    setWindowTitle(tr("Film of a path"));
    m_way->setObjectName("way");
    m_way->addItems({tr("Through points"), tr("Round a circle about the hand"), tr("Along one dimension")});
    m_way->setToolTip(tr("Which codes the film goes through"));
    m_dimension->setToolTip(tr("The one number of the code that changes along the way"));
    m_reach->setToolTip(tr("How far the way goes from the hand, in units of the code, from 0.01 to 1,000"));
    m_clear->setToolTip(tr("Forget the points that were added"));
    m_add->setObjectName("add-point");
    m_add->setToolTip(tr("Move the probe on the plane, add, move it on, add again"));
    m_frames->setObjectName("frames");
    m_frames->setRange(1, 100'000);
    m_frames->setValue(60);
    m_frames->setToolTip(tr("How many pictures are decoded along the way, from 1 to 100,000"));
    m_back->setChecked(true);
    m_back->setToolTip(tr("So that a repeated film does not jump"));
    m_scale->setRange(1, 100);
    m_scale->setObjectName("scale");
    m_scale->setAccessibleName(tr("Scale"));
    m_scale->setSuffix(tr(" times"));
    m_scale->setToolTip(tr("How many times larger the film is than a picture of the model, from 1 to 100"));
    m_size->setObjectName("size");
    m_size->setProperty("dim", true);

    auto* form = new QFormLayout(this);
    form->setContentsMargins(20, 20, 20, 16);
    form->addRow(tr("Way"), m_way);
    auto* points = new QHBoxLayout;
    points->addWidget(m_add, 1);
    points->addWidget(m_clear);
    form->addRow(tr("Points"), points);
    form->addRow({}, m_points);
    form->addRow(tr("Dimension"), m_dimension);
    form->addRow(tr("Reach"), m_reach);
    form->addRow(tr("Frames of the way"), m_frames);
    form->addRow({}, m_back);
    auto* scale = new QHBoxLayout;
    scale->addWidget(m_scale, 1);
    scale->addWidget(m_size);
    form->addRow(tr("Scale"), scale);
    m_fields = new FilmFields(form, this);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_start = buttons->addButton(tr("Save film..."), QDialogButtonBox::ActionRole);
    m_start->setObjectName("start");
    form->addRow(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (FieldFault::areAllTaken(*this))
            emit filmWanted();
    });
    connect(m_way, &QComboBox::currentIndexChanged, this, &PathFilmDialog::showWay);
    connect(m_dimension, &QComboBox::currentIndexChanged, this, &PathFilmDialog::showWay);
    connect(m_scale, &QSpinBox::valueChanged, this, &PathFilmDialog::showSize);
    connect(m_reach, &QDoubleSpinBox::valueChanged, this, &PathFilmDialog::showWay);
    connect(&m_session.selection(), &Selection::dimensionsChanged, this, &PathFilmDialog::showWay);
    connect(m_add, &QPushButton::clicked, this, &PathFilmDialog::addPoint);
    connect(m_clear, &QPushButton::clicked, this, &PathFilmDialog::clearPoints);
    connect(&m_session.selection(), &Selection::codeChanged, this, &PathFilmDialog::showWay);
    connect(&m_session, &RunSession::runChanged, this, &PathFilmDialog::clearPoints);
    clearPoints();
}

void PathFilmDialog::addPoint()
{
    m_anchors.push_back(m_session.selection().code());
    showWay();
}

void PathFilmDialog::clearPoints()
{
    m_anchors.clear();
    m_dimension->clear();
    if (m_session.hasRun()) {
        for (int i = 0; i < m_session.model()->latentDim(); ++i)
            m_dimension->addItem(dimensionName(i));
        const Shape shape = m_session.data()->shape;
        const bool isOfNumbers = hasNumbers(sampleForm(*m_session.data()).get());
        m_scale->display(isOfNumbers ? kScaleOfNumbers : std::max(1, kUsualSide / std::max(shape.width, shape.height)));
    }
    showSize();
    showWay();
}

void PathFilmDialog::showSize()
{
    if (!m_session.hasRun())
        return;
    const Dataset& dataset = *m_session.data();
    const std::shared_ptr<const SampleForm> form = sampleForm(dataset);
    const Theme& theme = Theme::of(this);
    const QSize size = hasNumbers(form.get())
        ? SampleFrames{form, theme.tokens(), theme.small(), m_scale->value()}.size()
        : QSize(dataset.shape.width, dataset.shape.height) * m_scale->value();
    m_size->setText(tr("%1 × %2 pixels").arg(size.width()).arg(size.height()));
}

void PathFilmDialog::showWay()
{
    const int way = m_way->currentIndex();
    const bool hasHand = !m_session.selection().code().empty();
    m_add->setEnabled(way == Points && hasHand);
    m_clear->setEnabled(way == Points && !m_anchors.empty());
    m_dimension->setEnabled(way == Dimension);
    m_reach->setEnabled(way != Points);
    m_back->setEnabled(way != Circle);
    const auto count = static_cast<int>(m_anchors.size());
    m_points->setText(count == 0 ? tr("none yet: two at least")
            : count == 1         ? tr("1 point; one more at least")
                                 : tr("%1 points").arg(count));
    m_start->setEnabled(canFilm() && m_hindrance.isEmpty());
    m_start->setToolTip(m_hindrance.isEmpty() ? tr("Choose a file, and decode and write the film") : m_hindrance);
    m_session.selection().setWay(outline());
}

std::vector<std::vector<float>> PathFilmDialog::outline() const
{
    if (m_way->currentIndex() == Points || !canFilm())
        return m_way->currentIndex() == Points ? m_anchors : std::vector<std::vector<float>>();
    std::vector<std::vector<float>> codes;
    const CodePath path = way(kOutline);
    for (Index frame = 0; frame < path.frames(); ++frame)
        codes.push_back(path.code(frame));
    if (m_way->currentIndex() == Circle)
        codes.push_back(codes.front());
    return codes;
}

void PathFilmDialog::hideEvent(QHideEvent* event)
{
    QDialog::hideEvent(event);
    m_session.selection().setWay({});
}

void PathFilmDialog::setHindrance(const QString& reason)
{
    m_hindrance = reason;
    showWay();
}

bool PathFilmDialog::canFilm() const
{
    if (!m_session.hasRun() || !m_session.snapshot() || m_session.selection().code().empty())
        return false;
    const Selection& selection = m_session.selection();
    return m_way->currentIndex() == Points ? m_anchors.size() >= 2
                                           : m_way->currentIndex() != Circle || selection.dimX() != selection.dimY();
}

CodePath PathFilmDialog::way(int frames) const
{
    const Selection& selection = m_session.selection();
    if (m_way->currentIndex() == Circle)
        return circleAround(selection.code(), selection.dimX(), selection.dimY(), m_reach->value(), frames);
    if (m_way->currentIndex() == Points)
        return lineThrough(m_anchors, frames);
    const int dimension = m_dimension->currentIndex();
    const auto middle = double(selection.code()[static_cast<std::size_t>(dimension)]);
    return traverse(selection.code(), dimension, middle - m_reach->value(), middle + m_reach->value(), frames);
}

PathFilm PathFilmDialog::film() const
{
    const int frames = m_frames->value();
    const bool goesBack = m_back->isEnabled() && m_back->isChecked();
    return {goesBack ? forthAndBack(way(frames)) : way(frames), m_scale->value(), m_fields->settings()};
}

} // namespace isthmus
