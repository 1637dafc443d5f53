// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Sprites.h"

#include "core/base/Rng.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace isthmus {

namespace {

constexpr int kSide = 28;
constexpr int kFine = 4; // samples of a pixel along each axis
constexpr int kFineSide = kSide * kFine;
constexpr float kLargest = 9.0F; // pixels
constexpr float kSmallest = 4.0F;

struct Sprite
{
    int shape;
    float x;
    float y;
    float size;
    float degrees;
};

struct SpriteShape
{
    const char* name;
    float symmetry; // degrees after which the shape looks the same
    void (*draw)(const Sprite&, std::uint8_t* pixels);
};

/// The first and the last pixel of a row or column, at most, that a sprite with this centre and size can touch.
std::pair<int, int> touched(float centre, float size)
{
    return {std::max(static_cast<int>(centre - size) - 1, 0), std::min(static_cast<int>(centre + size) + 1, kSide - 1)};
}

/// Draws the points for which inside(u, v) holds on black pixels; u and v are turned with the sprite, the unit circle
/// around them.
template <typename Inside>
void draw(const Sprite& sprite, const Inside& inside, std::uint8_t* pixels)
{
    const float angle = sprite.degrees * 0.017453292519943295F;
    const float cosine = std::cos(angle) / sprite.size;
    const float sine = std::sin(angle) / sprite.size;
    const auto [left, right] = touched(sprite.x, sprite.size);
    const auto [top, bottom] = touched(sprite.y, sprite.size);
    for (int y = top; y <= bottom; ++y) {
        std::array<int, kFineSide> hits{};
        for (int row = 0; row < kFine; ++row) {
            const float v = (static_cast<float>(y * kFine + row) + 0.5F) / kFine - sprite.y;
            for (int column = left * kFine; column < (right + 1) * kFine; ++column) {
                const float u = (static_cast<float>(column) + 0.5F) / kFine - sprite.x;
                hits[static_cast<std::size_t>(column)] += inside(cosine * u + sine * v, cosine * v - sine * u);
            }
        }
        for (int x = left; x <= right; ++x) {
            const int* four = hits.data() + x * kFine;
            const int covered = four[0] + four[1] + four[2] + four[3];
            pixels[y * kSide + x] = static_cast<std::uint8_t>((covered * 255 + 8) / (kFine * kFine));
        }
    }
}

void drawSquare(const Sprite& sprite, std::uint8_t* pixels)
{
    constexpr float kHalf = 0.70710678F;
    draw(
        sprite, [](float u, float v) { return std::max(std::abs(u), std::abs(v)) <= kHalf ? 1 : 0; }, pixels);
}

void drawEllipse(const Sprite& sprite, std::uint8_t* pixels)
{
    constexpr float kFlatness = 2.0F;
    draw(
        sprite, [](float u, float v) { return u * u + kFlatness * kFlatness * v * v <= 1.0F ? 1 : 0; }, pixels);
}

void drawTriangle(const Sprite& sprite, std::uint8_t* pixels)
{
    constexpr float kSlope = 1.7320508F;
    draw(
        sprite, [](float u, float v) { return std::max(2.0F * v, kSlope * std::abs(u) - v) <= 1.0F ? 1 : 0; }, pixels);
}

void drawCross(const Sprite& sprite, std::uint8_t* pixels)
{
    constexpr float kLength = 0.95F;
    constexpr float kWidth = 0.3F;
    const auto inside = [](float u, float v) {
        const float longer = std::max(std::abs(u), std::abs(v));
        const float shorter = std::min(std::abs(u), std::abs(v));
        return std::max(longer - kLength, shorter - kWidth) <= 0.0F ? 1 : 0;
    };
    draw(sprite, inside, pixels);
}

constexpr std::array<SpriteShape, 4> kShapes{{
    {"square", 90.0F, drawSquare},
    {"ellipse", 180.0F, drawEllipse},
    {"triangle", 120.0F, drawTriangle},
    {"cross", 90.0F, drawCross},
}};

Sprite drawFactors(const Rng& rng, Index number)
{
    const auto sample = static_cast<std::uint64_t>(number);
    const auto between = [&](float low, float high, std::uint32_t draw) {
        return low + (high - low) * rng.uniform(sample, 0, draw);
    };
    const auto shape = std::min<std::size_t>(
        static_cast<std::size_t>(between(0.0F, static_cast<float>(kShapes.size()), 0)), kShapes.size() - 1);
    return {static_cast<int>(shape), between(kLargest, kSide - kLargest, 1), between(kLargest, kSide - kLargest, 2),
        between(kSmallest, kLargest, 3), between(0.0F, kShapes[shape].symmetry, 4)};
}

} // namespace

Dataset makeSprites(Index trainCount, Index testCount, std::uint64_t seed)
{
    Dataset data;
    data.name = "sprites";
    data.title = "Sprites";
    data.format = "generated";
    data.shape = {1, kSide, kSide};
    data.trainCount = trainCount;
    data.testCount = testCount;
    for (const SpriteShape& shape : kShapes)
        data.classNames.emplace_back(shape.name);
    data.factors = {{"shape", {}}, {"x", {}}, {"y", {}}, {"size", {}}, {"angle", {}}};

    const Rng rng(seed, Purpose::Sprites);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(data.count() * data.shape.size()));
    for (Index number = 0; number < data.count(); ++number) {
        const Sprite sprite = drawFactors(rng, number);
        kShapes[static_cast<std::size_t>(sprite.shape)].draw(sprite, bytes.data() + number * data.shape.size());
        data.labels.push_back(sprite.shape);
        const float factors[] = {static_cast<float>(sprite.shape), sprite.x, sprite.y, sprite.size, sprite.degrees};
        for (std::size_t i = 0; i < data.factors.size(); ++i)
            data.factors[i].values.push_back(factors[i]);
    }
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
    return data;
}

} // namespace isthmus
