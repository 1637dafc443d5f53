// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/PriorDraws.h"

#include "core/analysis/Latent.h"
#include "core/base/Error.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/session/RunSession.h"
#include "ui/views/hand/PriorFit.h"
#include "ui/widgets/PictureImage.h"
#include "ui/widgets/sampleWords.h"

#include <algorithm>

namespace isthmus {

namespace {

constexpr Index kChunkOfDraws = 16; // pictures between two breaths

void addPictures(const SampleForm& form, Matrix& decoded, std::vector<QImage>& pictures)
{
    toShown(form.scaling, decoded);
    for (Index row = 0; row < decoded.rows(); ++row)
        pictures.push_back(
            pictureImage(form.shape, {decoded.data() + row * decoded.cols(), static_cast<std::size_t>(decoded.cols())},
                PictureKind::Values, true));
}

/// What the decoder makes of codes; null if there is no time left for it.
PriorDraws::Pictures decodeSet(
    const FrozenModel& frozen, const std::shared_ptr<const SampleForm>& form, const Matrix& codes, Breather& breather)
{
    ThreadPool alone(1);
    auto drawn = std::make_shared<DrawnSamples>();
    drawn->form = form;
    if (hasNumbers(form.get()))
        drawn->values.resize(codes.rows(), form->shape.size());
    for (Index first = 0; first < codes.rows(); first += kChunkOfDraws) {
        const Matrix some = codes.middleRows(first, std::min(kChunkOfDraws, codes.rows() - first));
        Matrix decoded = decodeCodes(*frozen.model, frozen.parameters, some, alone);
        if (hasNumbers(form.get()))
            drawn->values.middleRows(first, decoded.rows()) = decoded;
        else
            addPictures(*form, decoded, drawn->pictures);
        if (!breather.breathe())
            return nullptr;
    }
    drawn->drawing = fittedTo(drawn->values, form->drawing);
    return drawn;
}

std::vector<std::vector<float>> rowsOf(const Matrix& codes)
{
    std::vector<std::vector<float>> rows;
    for (Index row = 0; row < codes.rows(); ++row) {
        const float* code = codes.data() + row * codes.cols();
        rows.emplace_back(code, code + codes.cols());
    }
    return rows;
}

QString countOf(Index number)
{
    return QString::fromStdString(grouped(number));
}

} // namespace

/// What the lane makes of a set.
struct PriorDraws::Set
{
    std::uint64_t first = 0; ///< number of its first draw
    Matrix codes;
    Pictures pictures;
};

PriorDraws::PriorDraws(RunSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_fit(new PriorFit(session, this))
{
    connect(&session, &RunSession::runChanged, this, &PriorDraws::startRun);
    connect(&session, &RunSession::snapshotChanged, this, [this] {
        if (!isFitted())
            refresh();
    });
    connect(m_fit, &PriorFit::changed, this, &PriorDraws::takeFit);
    connect(m_fit, &PriorFit::failed, this, &PriorDraws::giveUp);
    connect(&session.selection(), &Selection::codeChanged, this, &PriorDraws::followHand);
    startRun();
}

bool PriorDraws::isFitted() const
{
    return m_session.hasRun() && !m_session.model()->hasNormalPrior();
}

QString PriorDraws::obstacle() const
{
    if (!m_session.hasRun())
        return tr("There is no model yet");
    if (!isFitted() || m_session.shownSamples().size() >= 2)
        return {};
    const QString samples = samplesName(m_session.data()->shape);
    return m_session.shownSamples().empty()
        ? tr("Nothing to draw from: a Gaussian would be fitted to the codes, and the %1 of this run are not here")
              .arg(samples)
        : tr("Nothing to draw from: a Gaussian needs the codes of at least two %1").arg(samples);
}

QString PriorDraws::source() const
{
    if (const QString none = obstacle(); !none.isEmpty())
        return none;
    if (!isFitted())
        return m_session.model()->hasEncoder() ? tr("Draws come from N(0, 1)")
                                               : tr("Draws come from N(0, 1), assumed for a decoder alone");
    const QString samples = samplesName(m_session.data()->shape);
    if (m_fit->isWanted() && !m_session.isTraining() && !m_fit->isUpToDate())
        return m_fit->isFitting()
            ? tr("Fitting a Gaussian to the codes of %1 %2...").arg(countOf(m_fit->encoded()), samples)
            : tr("Fitting a Gaussian: %1 of %2 %3 encoded")
                  .arg(countOf(m_fit->encoded()), countOf(m_fit->wished()), samples);
    if (!m_fit->newest())
        return tr("Draws come from a Gaussian fitted to the codes");
    return tr("Draws come from a Gaussian fitted to the codes of %1 %2")
        .arg(countOf(m_fit->newest()->fittedTo()), samples);
}

void PriorDraws::startRun()
{
    m_drawnFrom = nullptr;
    m_form = m_session.hasRun() ? sampleForm(*m_session.data()) : nullptr;
    m_chosen = -1;
    m_codes.resize(0, 0);
    m_pictures = nullptr;
    m_drawn = 0;
    m_hasSet = false;
    m_owesOne.reset();
    m_fit->setWanted(false);
    emit changed();
}

void PriorDraws::setActive(bool active)
{
    m_active = active;
    m_fit->setWanted(isFitted() && ((m_active && m_hasSet) || m_owesOne.has_value()));
    refresh();
}

void PriorDraws::drawOne()
{
    if (!obstacle().isEmpty())
        return;
    if (isFitted()) {
        m_owesOne = m_session.status().shownStep;
        m_fit->setWanted(true);
        return takeFit();
    }
    putUnderHand(samplePrior(m_session.model()->latentDim(), 1, m_session.run().training.seed, m_drawn++), 0);
}

void PriorDraws::drawSet()
{
    if (!obstacle().isEmpty())
        return;
    m_first = m_drawn;
    m_drawn += kCount;
    m_chosen = -1;
    m_hasSet = true;
    if (isFitted())
        m_fit->setWanted(m_active);
    emit changed();
    refresh();
}

void PriorDraws::dropSet()
{
    m_hasSet = false;
    m_chosen = -1;
    m_codes.resize(0, 0);
    m_pictures = nullptr;
    m_fit->setWanted(m_owesOne.has_value());
    m_session.selection().setPriorCodes({});
    emit changed();
}

void PriorDraws::takeFit()
{
    if (m_owesOne)
        m_owesOne = std::min(*m_owesOne, m_session.status().shownStep); // which a reset leads back
    // While training there is always a newer moment by the time that a fit comes.
    const bool isRecent = m_owesOne && m_session.isTraining() && m_fit->isSince(*m_owesOne);
    if (m_owesOne && (isRecent || m_fit->isUpToDate())) {
        m_owesOne.reset();
        m_fit->setWanted(m_active && m_hasSet);
        putUnderHand(m_fit->newest()->draw(1, m_session.run().training.seed, m_drawn++), 0);
    }
    emit changed();
    if (m_fit->newest() != m_drawnFrom)
        refresh();
}

void PriorDraws::giveUp()
{
    m_owesOne.reset();
    emit changed();
}

void PriorDraws::refresh()
{
    const bool isAwaited = isFitted() && !m_fit->newest();
    if (!m_active || !m_hasSet || isAwaited || !m_session.snapshot())
        return;
    m_drawnFrom = isFitted() ? m_fit->newest() : nullptr;
    m_session.background().request(
        this,
        [snapshot = m_session.snapshot(), fit = m_drawnFrom, first = m_first, seed = m_session.run().training.seed,
            form = m_form](Breather& breather) -> BackgroundLane::Result {
            auto set = std::make_shared<Set>();
            set->first = first;
            set->codes = fit ? fit->draw(kCount, seed, first)
                             : samplePrior(snapshot->frozen.model->latentDim(), kCount, seed, first);
            set->pictures = decodeSet(snapshot->frozen, form, set->codes, breather);
            return set->pictures ? set : nullptr;
        },
        [this](const BackgroundLane::Result& result) { takeSet(*std::static_pointer_cast<const Set>(result)); });
}

void PriorDraws::takeSet(const Set& set)
{
    if (!m_hasSet || set.first != m_first)
        return;
    m_codes = set.codes;
    m_pictures = set.pictures;
    m_session.selection().setPriorCodes(rowsOf(m_codes));
    followHand();
    emit changed();
}

void PriorDraws::choose(int number)
{
    if (number < 0 || number >= m_codes.rows())
        return;
    putUnderHand(m_codes, number);
    m_chosen = number;
    emit changed();
}

void PriorDraws::followHand()
{
    if (m_chosen < 0 || m_session.selection().code() == rowsOf(m_codes)[static_cast<std::size_t>(m_chosen)])
        return;
    m_chosen = -1;
    emit changed();
}

void PriorDraws::putUnderHand(const Matrix& codes, Index row)
{
    const float* code = codes.data() + row * codes.cols();
    m_session.selection().setCode({code, code + codes.cols()});
}

} // namespace isthmus
