// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Decoding.h"

#include "core/analysis/Latent.h"
#include "core/base/Fault.h"

#include <chrono>
#include <exception>
#include <utility>

namespace isthmus {

Decoder::Decoder(Decode decode)
    : m_decode(decode ? std::move(decode) : decodeOne)
{
}

Decoded Decoder::operator()(const DecodeRequest& request)
{
    const auto start = std::chrono::steady_clock::now();
    const FrozenModel& frozen = request.snapshot->frozen;
    Decoded decoded;
    try {
        decoded.code = request.code;
        decoded.image = m_decode(*frozen.model, frozen.parameters, request.code, m_workspace, m_pool);
    } catch (const std::exception& exception) {
        m_workspace = {};
        decoded.error = QString::fromStdString(sentenceOf(exception));
    }
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    decoded.milliseconds = spent.count();
    return decoded;
}

} // namespace isthmus
