// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/hdf5/hdf5Attributes.h"

#include "core/datasets/readers/hdf5/Hdf5Use.h"

namespace isthmus {

namespace {

constexpr std::size_t kLongestText = 255;

bool isShortText(hid_t type, hid_t space)
{
    return H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) <= 0 && H5Tget_size(type) <= kLongestText
        && H5Sget_simple_extent_npoints(space) == 1;
}

/// @param read  takes the type and a buffer, and returns below 0 where it fails
template <typename Read>
std::string shortText(const Hdf5Id& type, const Hdf5Id& space, const Read& read)
{
    if (!isShortText(type.get(), space.get()))
        return {};
    std::string text(H5Tget_size(type.get()), '\0');
    return read(type.get(), text.data()) < 0 ? std::string() : text.substr(0, text.find('\0'));
}

} // namespace

bool hasAttribute(hid_t object, const char* name)
{
    return H5Aexists(object, name) > 0;
}

std::string textAttribute(hid_t object, const char* name)
{
    if (!hasAttribute(object, name))
        return {};
    const Hdf5Id attribute(H5Aopen(object, name, H5P_DEFAULT));
    return shortText(Hdf5Id(H5Aget_type(attribute.get())), Hdf5Id(H5Aget_space(attribute.get())),
        [&](hid_t type, char* to) { return H5Aread(attribute.get(), type, to); });
}

std::string textMember(hid_t group, const char* name)
{
    H5L_info_t link{};
    if (H5Lexists(group, name, H5P_DEFAULT) <= 0 || H5Lget_info(group, name, &link, H5P_DEFAULT) < 0
        || link.type != H5L_TYPE_HARD)
        return {};
    const Hdf5Id dataset(H5Dopen2(group, name, H5P_DEFAULT));
    const Hdf5Id made(H5Dget_create_plist(dataset.get()));
    if (H5Pget_layout(made.get()) != H5D_CONTIGUOUS || H5Pget_external_count(made.get()) != 0)
        return {};
    return shortText(Hdf5Id(H5Dget_type(dataset.get())), Hdf5Id(H5Dget_space(dataset.get())),
        [&](hid_t type, char* to) { return H5Dread(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, to); });
}

} // namespace isthmus
