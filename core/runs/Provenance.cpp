// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Provenance.h"

#include "core/base/Error.h"
#include "core/runs/RunHash.h"

#include <QByteArray>
#include <QXmlStreamWriter>

namespace isthmus {

namespace {

constexpr const char* kXmp = "http://ns.adobe.com/xap/1.0/";
constexpr const char* kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr const char* kOwn = "urn:isthmus:run:1.0";

} // namespace

Provenance provenanceOf(const Snapshot& snapshot, const TrainSpec& training, const DataFingerprint& data)
{
    const StepRecord& record = snapshot.record;
    const Autoencoder& model = *snapshot.frozen.model;
    return {runHash(model, snapshot.frozen.parameters, training, data.text(), record.step), model.spec().name,
        data.data().name, record.step, record.epoch};
}

Provenance provenanceOf(const Checkpoint& checkpoint)
{
    const Autoencoder model(checkpoint.model, checkpoint.data.shape);
    const bool isBest = checkpoint.best.parameters != nullptr;
    const std::int64_t step = isBest ? checkpoint.best.record.step : checkpoint.step;
    return {runHash(model, checkpoint.result(), checkpoint.training, checkpoint.data.fingerprint, step),
        checkpoint.model.name, checkpoint.data.name, step,
        isBest ? checkpoint.best.record.epoch : checkpoint.record.epoch};
}

TextFields textFields(const Provenance& provenance)
{
    return {{"Software", programVersion()}, {"isthmus.run", provenance.run}, {"isthmus.model", provenance.model},
        {"isthmus.data", provenance.data}, {"isthmus.step", std::to_string(provenance.step)},
        {"isthmus.epoch", shortNumber(provenance.epoch)}};
}

std::string rdfElement(const Provenance& provenance)
{
    QByteArray element;
    QXmlStreamWriter xml(&element);
    xml.writeNamespace(kRdf, "rdf");
    xml.writeNamespace(kXmp, "xmp");
    xml.writeNamespace(kOwn, "isthmus");
    xml.writeStartElement(kRdf, "RDF");
    xml.writeStartElement(kRdf, "Description");
    xml.writeAttribute(kRdf, "about", "");
    for (const auto& [key, value] : textFields(provenance)) {
        const QString name = QString::fromStdString(key);
        const bool isOurs = name.startsWith("isthmus.");
        xml.writeTextElement(
            isOurs ? kOwn : kXmp, isOurs ? name.mid(8) : QString("CreatorTool"), QString::fromStdString(value));
    }
    xml.writeEndElement();
    xml.writeEndElement();
    return element.toStdString();
}

std::string xmpPacket(const Provenance& provenance)
{
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + rdfElement(provenance) + "</x:xmpmeta><?xpacket end=\"r\"?>";
}

std::string sentenceOf(const Provenance& provenance)
{
    const std::string data = provenance.data.empty() ? "" : " on " + provenance.data;
    return "run " + provenance.run + ", " + provenance.model + data + ", step " + grouped(provenance.step) + ", epoch "
        + shortNumber(provenance.epoch, 4);
}

std::string programVersion()
{
    return "Isthmus " ISTHMUS_VERSION;
}

} // namespace isthmus
