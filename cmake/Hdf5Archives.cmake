# SPDX-License-Identifier: GPL-3.0-or-later
# Links HDF5 and matio from their archives instead of their shared libraries, where the system has archives that link.
#
# Debian's shared library can read from Amazon's S3, and so brings curl, OpenSSL, Kerberos and LDAP along: 34 libraries that a
# program for local files never calls, loaded at each start (findings/hdf5-brings-the-network.sh). The symbols of the archives
# are not exported, since another library of a process may bring an HDF5 of its own. Builds with sanitizers keep the shared
# libraries, which their suppressions name (tests/*.supp).
option(ISTHMUS_HDF5_ARCHIVES "Link HDF5 and matio from their archives where there are any" ON)

include(CheckCXXSourceCompiles)

# Changes what the targets PkgConfig::HDF5 and PkgConfig::MATIO stand for, but for their headers.
function(isthmus_use_hdf5_archives)
  if(NOT ISTHMUS_HDF5_ARCHIVES OR ISTHMUS_SANITIZE)
    return()
  endif()
  find_library(ISTHMUS_HDF5_ARCHIVE NAMES libhdf5.a libhdf5_serial.a HINTS ${HDF5_LIBRARY_DIRS})
  find_library(ISTHMUS_MATIO_ARCHIVE NAMES libmatio.a HINTS ${MATIO_LIBRARY_DIRS})
  mark_as_advanced(ISTHMUS_HDF5_ARCHIVE ISTHMUS_MATIO_ARCHIVE)
  if(NOT ISTHMUS_HDF5_ARCHIVE OR NOT ISTHMUS_MATIO_ARCHIVE)
    return()
  endif()
  set(hdf5 ${ISTHMUS_HDF5_ARCHIVE} sz z m ${CMAKE_DL_LIBS})
  set(CMAKE_REQUIRED_QUIET ON)
  set(CMAKE_REQUIRED_INCLUDES ${HDF5_INCLUDE_DIRS} ${MATIO_INCLUDE_DIRS})
  set(CMAKE_REQUIRED_LIBRARIES ${ISTHMUS_MATIO_ARCHIVE} ${hdf5})
  check_cxx_source_compiles(
    "#include <hdf5.h>
     #include <matio.h>
     int main(int, char** names)
     {
         return H5Fopen(names[0], H5F_ACC_RDONLY, H5P_DEFAULT) < 0 || Mat_Open(names[0], MAT_ACC_RDONLY) == nullptr;
     }"
    ISTHMUS_HDF5_ARCHIVES_LINK)
  if(NOT ISTHMUS_HDF5_ARCHIVES_LINK)
    return()
  endif()
  set_property(TARGET PkgConfig::HDF5 PROPERTY INTERFACE_LINK_LIBRARIES ${hdf5})
  set_property(TARGET PkgConfig::MATIO PROPERTY INTERFACE_LINK_LIBRARIES ${ISTHMUS_MATIO_ARCHIVE} ${hdf5})
  get_filename_component(hdf5Name ${ISTHMUS_HDF5_ARCHIVE} NAME)
  get_filename_component(matioName ${ISTHMUS_MATIO_ARCHIVE} NAME)
  set_property(TARGET PkgConfig::HDF5 PROPERTY INTERFACE_LINK_OPTIONS "LINKER:--exclude-libs,${hdf5Name}:${matioName}")
endfunction()
