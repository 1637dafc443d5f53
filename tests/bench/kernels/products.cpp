// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/products/Product.h"

#include "tests/bench/kernels/kernels.h"

#include <array>
#include <memory>

namespace isthmus::benchmarks {

namespace {

/// C (rows x columns) = A (rows x depth) B (depth x columns).
struct ProductShape
{
    Index rows;
    Index depth;
    Index columns;

    [[nodiscard]] std::string text() const
    {
        return std::to_string(rows) + "x" + std::to_string(depth) + "x" + std::to_string(columns);
    }
    [[nodiscard]] double flop() const { return 2.0 * double(rows) * double(depth) * double(columns); }
};

constexpr std::array kShapes{
    ProductShape{512, 784, 128}, // a dense layer: its inputs, its units, and one tile of them
    ProductShape{256, 512, 128},
    ProductShape{48, 784, 128},
    ProductShape{2, 256, 128},
    ProductShape{512, 784, 32}, // a small and a large batch
    ProductShape{512, 784, 512},
    ProductShape{32, 576, 128}, // a pixel of a convolution of 64 channels
    ProductShape{64, 288, 128},
    ProductShape{9, 32, 128},
};

struct Operands
{
    Batch a;
    Batch b;
    Batch c;
};

std::shared_ptr<Operands> operandsOf(Index aRows, Index aColumns, const ProductShape& shape)
{
    auto operands = std::make_shared<Operands>();
    operands->a = filled(aRows, aColumns);
    operands->b = filled(shape.depth, shape.columns);
    operands->c.resize(shape.rows, shape.columns);
    return operands;
}

Product productOf(Operands& operands, const ProductShape& shape)
{
    Product product;
    product.a = operands.a.row(0);
    product.aRow = operands.a.stride();
    product.b = operands.b.row(0);
    product.bRow = operands.b.stride();
    product.c = operands.c.row(0);
    product.cRow = operands.c.stride();
    product.rows = shape.rows;
    product.columns = shape.columns;
    product.depth = shape.depth;
    return product;
}

} // namespace

void addProducts()
{
    for (const ProductShape& shape : kShapes) {
        const auto plain = operandsOf(shape.rows, shape.depth, shape);
        add("product/" + shape.text(), shape.flop(), 0,
            [plain, product = productOf(*plain, shape)] { multiply(product); });
        const auto transposed = operandsOf(shape.depth, shape.rows, shape);
        Product product = productOf(*transposed, shape);
        product.aRow = 1;
        product.aColumn = transposed->a.stride();
        add("product-transposed/" + shape.text(), shape.flop(), 0, [transposed, product] { multiply(product); });
    }
    for (const Index features : {64, 784}) {
        const auto in = std::make_shared<Batch>(filled(features));
        const auto out = std::make_shared<Batch>(kBatch, features);
        add("transpose/" + std::to_string(features) + "x" + std::to_string(kBatch), 0, 8.0 * double(features * kBatch),
            [in, out] { transpose(in->row(0), in->stride(), in->rows(), in->cols(), out->row(0), out->stride()); });
    }
}

} // namespace isthmus::benchmarks
