// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PicturePages.h"

#include "core/base/Progress.h"
#include "core/datasets/readers/DeepNetpbm.h"

#include <optional>

namespace isthmus {

namespace {

std::string readPages(const std::string& path, const TiffReading& reading,
    const std::function<void(DecodedPicture)>& use, std::vector<std::string>& notices)
{
    try {
        if (std::optional<Raster> deep = readDeepNetpbm(path)) {
            use(pictureOf(std::move(*deep)));
            return {};
        }
        const TiffStack stack(path, reading);
        for (Index page = 0; page < stack.count(); ++page) {
            Raster raster{stack.kind(page), {}};
            raster.bytes.resize(static_cast<std::size_t>(raster.kind.bytes()));
            stack.read(page, raster.bytes);
            use(pictureOf(std::move(raster)));
        }
        notices.insert(notices.end(), stack.notices().begin(), stack.notices().end());
        return {};
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        return error.what();
    }
}

} // namespace

std::string readPictures(const std::string& path, const TiffReading& reading,
    const std::function<void(DecodedPicture)>& use, std::vector<std::string>& notices)
{
    const auto useFrame = [&](QImage frame) { use(deepPicture(std::move(frame))); };
    if (std::optional<std::string> reason = readFrames(path, reading.decoded, useFrame))
        return *reason;
    return readPages(path, reading, use, notices);
}

} // namespace isthmus
