# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project is compiled with, and the function that declares a module.

find_program(ISTHMUS_CCACHE ccache)
if(ISTHMUS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ISTHMUS_CCACHE})
endif()

# Most of the time of a first build goes into reading the headers of Eigen, Qt and the standard library. Where ccache
# remembers earlier builds it does better without: it takes a precompiled header for another one in each folder.
if(ISTHMUS_CCACHE)
  set(precompile OFF)
else()
  set(precompile ON)
endif()
option(ISTHMUS_PRECOMPILE "Precompile the headers of libraries" ${precompile})

# In place of each .cpp, all of a folder are compiled at once: half the time of a first build, and nearly all of it again
# after a change.
option(ISTHMUS_UNITY "Compile the sources folder by folder" OFF)

# One set of -m flags for the whole program: two files that include Eigen and differ in them break the
# one-definition rule, and the linker may keep the copy that an old processor cannot run.
if(ISTHMUS_MARCH)
  add_compile_options(-march=${ISTHMUS_MARCH})
endif()
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 warns of its own AVX-512 headers, wherever Eigen uses them (GCC bug 105593).
  add_compile_options(-Wno-uninitialized -Wno-maybe-uninitialized)
endif()
if(ISTHMUS_WERROR)
  add_compile_options(-Werror)
endif()
# Neither changes a value: the engine never reads errno, and never unmasks floating-point traps.
add_compile_options(-fno-math-errno -fno-trapping-math)

if(ISTHMUS_SANITIZE)
  # A finding ends the program, so that the test which met it fails. UndefinedBehaviorSanitizer, a third of the time to
  # compile, is for core alone (core/CMakeLists.txt): numbers and foreign bytes are handled there.
  string(REPLACE ",undefined" "" sanitizers ${ISTHMUS_SANITIZE})
  add_compile_options(-fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ISTHMUS_SANITIZE})
  if(ISTHMUS_SANITIZE MATCHES "address" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Tests start the command line's program some thousand times, and to move it to its place takes a quarter of a start.
    # (What clang links so gives some of Qt's signals an address of its own, and connecting to those fails.)
    add_link_options(-no-pie)
  endif()
endif()

# isthmus_precompile(target kind)
# Lets the target use the precompiled headers cmake/precompiled/<kind>.h. They are compiled once, for the first
# target of that kind; the others have the same flags and may have other macros, as long as those headers ignore them.
function(isthmus_precompile target kind)
  if(NOT ISTHMUS_PRECOMPILE)
    return()
  endif()
  set(first isthmus_precompiled_${kind})
  if(NOT TARGET ${first})
    set(source ${CMAKE_BINARY_DIR}/precompiled/${kind}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "")
    add_library(${first} OBJECT ${source})
    get_target_property(libraries ${target} LINK_LIBRARIES)
    target_link_libraries(${first} PRIVATE ${libraries})
    get_target_property(options ${target} COMPILE_OPTIONS)
    set_target_properties(${first} PROPERTIES COMPILE_OPTIONS "${options}")
    target_precompile_headers(${first} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled/${kind}.h)
  endif()
  target_precompile_headers(${target} REUSE_FROM ${first})
endfunction()

# isthmus_unite(target source...)
# Compiles those sources as one for each folder, with ISTHMUS_UNITY; those below ui/compare, a few each, with it.
function(isthmus_unite target)
  if(NOT ISTHMUS_UNITY)
    return()
  endif()
  # Folders whose sources are apart: the first two have instructions of their own, the third a function of the same name.
  list(FILTER ARGN EXCLUDE REGEX "/(products|peak|corruptions)/|\\.h$")
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage) # it takes an included .cpp for a header
  endif()
  foreach(source IN LISTS ARGN)
    get_filename_component(folder ${source} DIRECTORY)
    file(RELATIVE_PATH group ${CMAKE_SOURCE_DIR} ${folder})
    string(REGEX REPLACE "^(ui/compare)/.*" "\\1" group ${group})
    string(REPLACE "/" "_" group ${group})
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
endfunction()

# isthmus_moc(target source...)
# Gives the target what moc makes of the headers among those sources, compiled as one. AUTOMOC does the same, but reads
# whatever a header includes: a second for each, where moc needs nothing but the class itself.
function(isthmus_moc target)
  set(includes "")
  foreach(header IN LISTS ARGN)
    if(header MATCHES "\\.h$")
      file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${header})
      set(output ${CMAKE_BINARY_DIR}/moc/${name}.moc)
      add_custom_command(OUTPUT ${output} COMMAND Qt6::moc --no-notes -o ${output} ${header} DEPENDS ${header}
                         COMMENT "moc of ${name}" VERBATIM)
      target_sources(${target} PRIVATE ${output})
      string(APPEND includes "#include \"${output}\"\n")
    endif()
  endforeach()
  set(all ${CMAKE_BINARY_DIR}/moc/${target}.cpp)
  file(CONFIGURE OUTPUT ${all} CONTENT "${includes}" @ONLY)
  target_sources(${target} PRIVATE ${all})
endfunction()

# isthmus_module(name headers [dependency...])
# Makes the static library isthmus_<name> from every .cpp of the current folder and below, but for folders that are
# modules themselves. A new file needs no line here. `headers` are precompiled for it: engine, qt or
# ui. Dependencies are modules by bare name (`base`) or targets (`Qt6::Core`).
function(isthmus_module name headers)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp *.h)
  file(GLOB modules ${CMAKE_CURRENT_SOURCE_DIR}/*/CMakeLists.txt)
  foreach(module IN LISTS modules)
    get_filename_component(folder ${module} DIRECTORY)
    list(FILTER sources EXCLUDE REGEX "^${folder}/")
  endforeach()
  add_library(isthmus_${name} STATIC ${sources} CMakeLists.txt)
  # A module may hold headers alone, and CMake asks for a language all the same.
  set_target_properties(isthmus_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(isthmus_${name} PUBLIC ${CMAKE_SOURCE_DIR})
  foreach(dependency IN LISTS ARGN)
    if(dependency MATCHES "::")
      target_link_libraries(isthmus_${name} PUBLIC ${dependency})
    else()
      target_link_libraries(isthmus_${name} PUBLIC isthmus_${dependency})
    endif()
  endforeach()
  isthmus_precompile(isthmus_${name} ${headers})
  if(CMAKE_CURRENT_SOURCE_DIR MATCHES "^${CMAKE_SOURCE_DIR}/ui")
    isthmus_moc(isthmus_${name} ${sources})
  endif()
  isthmus_unite(isthmus_${name} ${sources})
endfunction()
