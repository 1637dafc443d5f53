// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/hdf5/Hdf5Listing.h"

#include "core/base/Error.h"
#include "core/datasets/readers/ArrayContainer.h"
#include "core/datasets/readers/hdf5/Hdf5Type.h"
#include "core/datasets/readers/hdf5/Hdf5Use.h"
#include "core/datasets/readers/hdf5/hdf5Attributes.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

namespace isthmus {

namespace {

constexpr std::size_t kMostObjects = 10'000; ///< groups and data sets, before any is opened
constexpr int kDeepest = 32;

/// A hard link of a group, or how many others there are.
struct Links
{
    std::vector<std::string> names;
    std::size_t outside = 0; ///< links into other files
    bool tooMany = false;
    bool isDamaged = false; ///< a name would lead through other links, and so perhaps out of the file
};

herr_t keepLink(hid_t, const char* name, const H5L_info_t* link, void* data)
{
    Links& links = *static_cast<Links*>(data);
    links.outside += link->type == H5L_TYPE_EXTERNAL ? 1 : 0; // soft links lead to what is found without them
    if (link->type == H5L_TYPE_HARD)
        links.names.emplace_back(name);
    links.isDamaged = links.isDamaged || std::strchr(name, '/') != nullptr;
    links.tooMany = links.names.size() > kMostObjects;
    return links.tooMany ? 1 : 0;
}

class Walk
{
public:
    Walk(hid_t file, const std::string& where)
        : m_file(file)
        , m_where(where)
    {
    }

    Hdf5Listing run()
    {
        visit("/", 0);
        for (std::size_t next = 0; next < m_waiting.size(); ++next) {
            const auto [path, depth] = m_waiting[next]; // a copy: the list grows
            visit(path, depth);
        }
        if (m_outside > 0)
            m_listing.notices.push_back("Links into other files are not followed: "
                + grouped(static_cast<std::int64_t>(m_outside)) + " left out.");
        return std::move(m_listing);
    }

private:
    /// Puts an object on the list, or a group's members on that of those to visit.
    void visit(const std::string& path, int depth)
    {
        const Hdf5Id object(H5Oopen(m_file, path.c_str(), H5P_DEFAULT));
        H5O_info_t info{};
        if (!object.isOpen() || H5Oget_info2(object.get(), &info, H5O_INFO_BASIC) < 0)
            throw Error(m_where + ": " + path + ": expected what can be read, found damage: " + hdf5Reason());
        if (info.type == H5O_TYPE_GROUP && m_groups.insert(info.addr).second)
            visitGroup(object.get(), path, depth);
        else if (info.type == H5O_TYPE_DATASET)
            visitDataset(object.get(), path);
    }

    void visitGroup(hid_t group, const std::string& path, int depth)
    {
        if (hasAttribute(group, "keras_version") || hasAttribute(group, "layer_names"))
            throw Error(m_where
                + ": expected a data set, found a model of Keras; export it as ONNX, and import that in place of it");
        if (depth > kDeepest)
            throw Error(m_where + ": expected groups in at most 32 others, found more: " + path);
        const bool isOctaves = hasAttribute(group, "OCTAVE_NEW_FORMAT");
        for (const std::string& name : linksOf(group, path).names) {
            const std::string member = path == "/" ? name : path + '/' + name;
            if (name == "#refs#" || name == "#subsystem#" || (isOctaves && name != "value"))
                continue; // what MATLAB's cells and Octave's texts consist of
            if (isOctaves)
                m_octaves[member] = textMember(group, "type");
            m_waiting.emplace_back(member, depth + 1);
        }
        if (m_waiting.size() > kMostObjects)
            refuseMany();
    }

    Links linksOf(hid_t group, const std::string& path)
    {
        Links links;
        H5G_info_t facts{};
        if (H5Gget_info(group, &facts) >= 0 && facts.nlinks > kMostObjects)
            refuseMany();
        if (H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, keepLink, &links) < 0)
            throw Error(m_where + ": " + path + ": expected a group that can be read, found damage: " + hdf5Reason());
        if (links.tooMany)
            refuseMany();
        if (links.isDamaged)
            throw Error(m_where + ": " + path + ": expected names without a slash, found damage");
        m_outside += links.outside;
        return links;
    }

    [[noreturn]] void refuseMany() const
    {
        throw Error(m_where + ": expected at most 10,000 groups and data sets, found more");
    }

    void visitDataset(hid_t dataset, const std::string& path)
    {
        const bool isOctaves = m_octaves.count(path) > 0;
        const std::string name = isOctaves ? path.substr(0, path.find_last_of('/')) : path;
        const bool isText = isOctaves && m_octaves[path].ends_with("string"); // kept as numbers of a byte
        const std::string reason = isText ? "text" : whyNot(dataset);
        if (!reason.empty()) {
            m_listing.others.emplace_back(name, m_where + ": " + name + ": expected numbers, found " + reason);
        } else {
            const bool isPacked = hasAttribute(dataset, "scale_factor") || hasAttribute(dataset, "add_offset");
            m_listing.arrays.push_back({path, name, headerOf(dataset, isOctaves), isPacked});
        }
        requireFewArrays(m_listing.arrays.size() + m_listing.others.size(), m_where);
    }

    /// What keeps a data set from being read; empty: nothing. Its extents are not asked for before it is known that
    /// they stand in this file.
    static std::string whyNot(hid_t dataset)
    {
        const Hdf5Id type(H5Dget_type(dataset));
        const Hdf5Id made(H5Dget_create_plist(dataset));
        if (!type.isOpen() || !made.isOpen())
            return "damage: " + hdf5Reason();
        if (H5Pget_layout(made.get()) == H5D_VIRTUAL || H5Pget_external_count(made.get()) > 0)
            return "some that are kept in other files, which are not followed";
        const std::string matlab = textAttribute(dataset, "MATLAB_class");
        if (matlab == "char")
            return "text";
        if (!numberOf(type.get()))
            return kindOf(type.get());
        if (hasAttribute(dataset, "MATLAB_empty"))
            return "none: it is empty";
        if (textAttribute(dataset, "CLASS") == "DIMENSION_SCALE")
            return "the scale of an axis";
        const Hdf5Id space(H5Dget_space(dataset));
        return H5Sget_simple_extent_ndims(space.get()) > 0 ? "" : "a single value or none";
    }

    static NpyHeader headerOf(hid_t dataset, bool isOctaves)
    {
        const Hdf5Id type(H5Dget_type(dataset));
        const Hdf5Id space(H5Dget_space(dataset));
        const Hdf5Number number = *numberOf(type.get());
        NpyHeader header{number.type, number.swapped, false, {}, 0};
        hsize_t extents[H5S_MAX_RANK]{};
        const int axes = H5Sget_simple_extent_dims(space.get(), extents, nullptr);
        header.shape.assign(extents, extents + std::max(axes, 0));
        const std::string matlab = textAttribute(dataset, "MATLAB_class");
        header.fortran = isOctaves || !matlab.empty();
        if (header.fortran)
            std::reverse(header.shape.begin(), header.shape.end());
        if (matlab == "logical" && header.type == NumberType::U8)
            header.type = NumberType::Bool;
        return header;
    }

    hid_t m_file;
    const std::string& m_where;
    Hdf5Listing m_listing;
    std::vector<std::pair<std::string, int>> m_waiting; ///< path and depth of what is to be visited, or has been
    std::set<haddr_t> m_groups; ///< where those stand that were visited
    std::map<std::string, std::string> m_octaves; ///< paths of Octave's values, and the types that it gives them
    std::size_t m_outside = 0;
};

} // namespace

Hdf5Listing listHdf5(hid_t file, const std::string& where)
{
    return Walk(file, where).run();
}

} // namespace isthmus
